/**
 * How long received sound waits before it is played: on a line that loses much, long enough for the spare copies that the next two packets
 * carry. A tenth of a second is nothing beside words that are missing, yet too much for a line that needs it not. Pure.
 */

export interface SoundWatch {
  /** Smoothed over some seconds. */
  readonly lossPercent: number;
  /** Null: as short as the browser finds good. */
  readonly bufferMs: number | null;
  /** Since when little has been lost. */
  readonly calmAt: number;
}

const newestWeight = 0.08;
const muchPercent = 11;
const littlePercent = 6;
const copiesMs = 100;
/** Each change of the wait is a little stretch in the voice. */
const calmMs = 15_000;

export function beginSound(now: number): SoundWatch {
  return { lossPercent: 0, bufferMs: null, calmAt: now };
}

/** At each look; `lossPercent` of what was received in the last second or so. */
export function watchSound(before: SoundWatch, now: number, newestPercent: number): SoundWatch {
  const lossPercent = newestWeight * newestPercent + (1 - newestWeight) * before.lossPercent;
  const calmAt = lossPercent < littlePercent ? before.calmAt : now;
  if (lossPercent >= muchPercent) return { lossPercent, calmAt, bufferMs: copiesMs };
  const isCalm = now - calmAt >= calmMs;
  return { lossPercent, calmAt, bufferMs: isCalm ? null : before.bufferMs };
}
