/** What each listener is to hear: the own voice as it is, or mixed with others' where their voices pass through this page (CALL-11). */
import { createMixer, type Mix, type Mixer } from "./mixer.ts";

export interface Voices {
  /** The track for this listener; the same as before as long as nothing changed. */
  for(
    listener: string,
    mine: MediaStreamTrack | null,
    others: readonly MediaStreamTrack[],
  ): { readonly track: MediaStreamTrack | null; readonly isSending: boolean };
  forget(listener: string): void;
  close(): void;
}

export function createVoices(onChange: () => void): Voices {
  const mixes = new Map<string, Mix>();
  let mixer: Mixer | null = null;

  function forget(listener: string): void {
    mixes.get(listener)?.close();
    mixes.delete(listener);
  }

  return {
    for(listener, mine, others) {
      if (others.length === 0) {
        forget(listener);
        return { track: mine, isSending: mine !== null && !mine.muted };
      }
      mixer ??= createMixer(onChange);
      const mix = mixes.get(listener) ?? mixer.open();
      mixes.set(listener, mix);
      mix.set(mine === null ? others : [mine, ...others]);
      return { track: mix.track, isSending: mixer.isRunning };
    },
    forget,
    close() {
      for (const listener of [...mixes.keys()]) forget(listener);
      mixer?.close();
    },
  };
}
