/**
 * Several voices on one track, for a listener who has a link to one page only (CALL-11). A browser that wants a click before it lets
 * sound run gets one in time or not; until then nothing is mixed, and `isRunning` says so.
 */

export interface Mix {
  readonly track: MediaStreamTrack;
  set(tracks: readonly MediaStreamTrack[]): void;
  close(): void;
}

export interface Mixer {
  readonly isRunning: boolean;
  open(): Mix;
  close(): void;
}

export function createMixer(onChange: () => void): Mixer {
  const context = new AudioContext();
  const listening = new AbortController();
  const wake = (): void => void context.resume().catch(() => {});
  context.addEventListener("statechange", onChange, { signal: listening.signal });
  for (const click of ["pointerdown", "keydown"])
    document.addEventListener(click, wake, { signal: listening.signal, capture: true });

  return {
    get isRunning() {
      return context.state === "running";
    },
    open() {
      const destination = context.createMediaStreamDestination();
      const sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
      const track = destination.stream.getAudioTracks()[0];
      if (!track) throw new Error("a destination without a track");
      return {
        track,
        set(tracks) {
          for (const [known, source] of sources) {
            if (tracks.includes(known)) continue;
            source.disconnect();
            sources.delete(known);
          }
          for (const one of tracks) {
            if (sources.has(one)) continue;
            const source = context.createMediaStreamSource(new MediaStream([one]));
            source.connect(destination);
            sources.set(one, source);
          }
        },
        close() {
          for (const source of sources.values()) source.disconnect();
          sources.clear();
          track.stop();
        },
      };
    },
    close() {
      listening.abort();
      void context.close().catch(() => {});
    },
  };
}
