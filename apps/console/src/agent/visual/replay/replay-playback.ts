/** The clock of a replay: says to a viewer what it must have been given by now; play, pause, seek, speed (VIS-04). */
import { stepsTo, type Replay, type ReplayStep } from "./replay-file.ts";

export const replaySpeeds = [1, 2, 4] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

export interface ReplayView {
  readonly atMs: number;
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
}

export interface ReplayPlayback {
  /** The same object until something changed. */
  readonly view: ReplayView;
  subscribe(heard: () => void): () => void;
  play(): void;
  pause(): void;
  seek(toMs: number): void;
  setSpeed(speed: ReplaySpeed): void;
  close(): void;
}

const tickMs = 40;

export function createReplayPlayback(replay: Replay, give: (step: ReplayStep) => void): ReplayPlayback {
  const listeners = new Set<() => void>();
  let view: ReplayView = { atMs: 0, isPlaying: false, speed: 1 };
  let given = 0;
  let lastTick = performance.now();
  const timer = setInterval(tick, tickMs);

  function set(change: Partial<ReplayView>): void {
    view = { ...view, ...change };
    const { from, to } = stepsTo(replay, given, view.atMs);
    for (const step of replay.steps.slice(from, to)) give(step);
    given = to;
    for (const heard of listeners) heard();
  }

  function tick(): void {
    const now = performance.now();
    const passed = now - lastTick;
    lastTick = now;
    if (!view.isPlaying) return;
    const atMs = Math.min(view.atMs + passed * view.speed, replay.lengthMs);
    set({ atMs, isPlaying: atMs < replay.lengthMs });
  }

  return {
    get view() {
      return view;
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    play: () => set({ isPlaying: true, atMs: view.atMs < replay.lengthMs ? view.atMs : 0 }),
    pause: () => set({ isPlaying: false }),
    seek: (toMs) => set({ atMs: Math.min(Math.max(toMs, 0), replay.lengthMs) }),
    setSpeed: (speed) => set({ speed }),
    close: () => clearInterval(timer),
  };
}
