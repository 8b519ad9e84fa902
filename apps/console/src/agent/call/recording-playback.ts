/**
 * Plays the tracks of a recording as one (CALL-12): one clock, which every track's element is held to. It stands still while an element
 * that has something to say just then is not ready for it.
 */
import type { RecordingStretch } from "@rinnalla/protocol";
import { findLength, hasLength } from "./recording-length.ts";
import { placeOf, totalMs, trackPlace } from "./recording-place.ts";

export interface PlaybackView {
  readonly atMs: number;
  readonly isPlaying: boolean;
}

export interface Playback {
  /** The same object until something changed. */
  readonly view: PlaybackView;
  subscribe(heard: () => void): () => void;
  play(): void;
  pause(): void;
  seek(atMs: number): void;
  /** The elements of the stretch that is played now, by the tracks' names. */
  attach(name: string, element: HTMLMediaElement | null): void;
  close(): void;
}

const tickMs = 100;
/** More than this and lips and voice part. */
const driftMs = 120;

/** `start`: where it goes on from. */
export function createPlayback(stretches: readonly RecordingStretch[], start: PlaybackView): Playback {
  const elements = new Map<string, HTMLMediaElement>();
  const listeners = new Set<() => void>();
  const endMs = totalMs(stretches);
  let view = start;
  let lastTick = performance.now();
  const timer = setInterval(tick, tickMs);

  function set(atMs: number, isPlaying: boolean): void {
    view = { atMs, isPlaying };
    for (const heard of listeners) heard();
  }

  function tick(): void {
    const now = performance.now();
    const passed = now - lastTick;
    lastTick = now;
    const isReady = hold();
    if (!view.isPlaying || !isReady) return;
    const atMs = Math.min(view.atMs + passed, endMs);
    set(atMs, atMs < endMs);
  }

  /** Brings each element to its place; false while one of them cannot be there yet: then the others wait for it. */
  function hold(): boolean {
    const { stretch, withinMs } = placeOf(stretches, view.atMs);
    const heard: HTMLMediaElement[] = [];
    let isReady = true;
    for (const track of stretches[stretch]?.tracks ?? []) {
      const element = elements.get(track.name);
      const at = trackPlace(track, withinMs);
      if (at === null) {
        element?.pause();
        continue;
      }
      if (!element || !hasLength(element)) {
        isReady = false;
        continue;
      }
      // What is said to be there is a little longer than what a browser makes of it.
      if (at / 1000 >= element.duration) continue;
      heard.push(element);
      const isOff = Math.abs(element.currentTime * 1000 - at) > (view.isPlaying ? driftMs : 1);
      if (isOff && !element.seeking) element.currentTime = at / 1000;
      isReady &&= !element.seeking && element.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;
    }
    for (const element of heard) {
      if (!isReady || !view.isPlaying) element.pause();
      // Interrupted by a pause: the next tick knows.
      else if (element.paused) void element.play().catch(() => {});
    }
    return isReady;
  }

  return {
    get view() {
      return view;
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    play: () => set(view.atMs < endMs ? view.atMs : 0, true),
    pause() {
      set(view.atMs, false);
      for (const element of elements.values()) element.pause();
    },
    seek: (toMs) => set(Math.min(Math.max(toMs, 0), endMs), view.isPlaying),
    attach(name, element) {
      if (element) {
        elements.set(name, element);
        findLength(element);
      } else elements.delete(name);
    },
    close() {
      clearInterval(timer);
      for (const element of elements.values()) element.pause();
    },
  };
}
