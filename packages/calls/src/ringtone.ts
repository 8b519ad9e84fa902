/** The sound of a ring, made by the browser itself: no file to fetch, nothing that a host's CSP could refuse. */
import type { Ringtone } from "./types.ts";

/** Two soft notes, then a pause; one round in seconds. */
const roundSeconds = 3;
const notes = [
  { at: 0, hertz: 587 },
  { at: 0.28, hertz: 784 },
  { at: 0.9, hertz: 587 },
  { at: 1.18, hertz: 784 },
];

export function createRingtone(): Ringtone {
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  function playRound(audio: AudioContext): void {
    // Not allowed to sound before a click on the page; should that come while it rings, the next round is heard.
    if (audio.state !== "running") void audio.resume().catch(() => {});
    for (const note of notes) {
      const start = audio.currentTime + note.at;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = note.hertz;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.15, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.3);
    }
  }

  return {
    start() {
      if (context !== null) return;
      try {
        const audio = new AudioContext();
        context = audio;
        playRound(audio);
        timer = setInterval(() => playRound(audio), roundSeconds * 1000);
      } catch {
        // No audio output: the ring is seen, not heard.
      }
    },
    stop() {
      clearInterval(timer);
      void context?.close().catch(() => {});
      context = null;
    },
  };
}
