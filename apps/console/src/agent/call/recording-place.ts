/** Where in a recording of several stretches a moment of the whole lies (CALL-12). Pure. */
import type { RecordingStretch, RecordingTrack } from "@rinnalla/protocol";

export interface Place {
  readonly stretch: number;
  readonly withinMs: number;
}

export function totalMs(stretches: readonly RecordingStretch[]): number {
  return stretches.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
}

/** The end of a stretch is the next one's beginning; of the last, its own end. */
export function placeOf(stretches: readonly RecordingStretch[], atMs: number): Place {
  let before = 0;
  for (const [stretch, { lengthMs }] of stretches.entries()) {
    if (atMs < before + lengthMs || stretch === stretches.length - 1)
      return { stretch, withinMs: Math.min(Math.max(atMs - before, 0), lengthMs) };
    before += lengthMs;
  }
  return { stretch: 0, withinMs: 0 };
}

/** Moments of the whole at which something may be missing: another recorder went on there. */
export function seamsOf(stretches: readonly RecordingStretch[]): readonly number[] {
  let before = 0;
  return stretches.flatMap((stretch, at) => {
    const seam = before;
    before += stretch.lengthMs;
    return at > 0 && stretch.part !== stretches[at - 1]?.part ? [seam] : [];
  });
}

/** Where this track's player is to be; `null`: it has nothing there. */
export function trackPlace({ startMs, lengthMs }: RecordingTrack, withinMs: number): number | null {
  const at = withinMs - startMs;
  return at >= 0 && at < lengthMs ? at : null;
}

const readAheadMs = 5_000;

/** Its player is to be there: it is heard now, or soon. */
export function isNear({ startMs, lengthMs }: RecordingTrack, withinMs: number): boolean {
  return withinMs >= startMs - readAheadMs && withinMs < startMs + lengthMs;
}
