/** What a waiting customer is told: the place in the queue, and how long it may take (CHAT-04). No promise without samples. */
import type { Instant } from "../kernel/result.ts";

/** So far back counts what the queue has done. */
export const paceWindowMs = 30 * 60_000;
const leastSamples = 5;
const minuteMs = 60_000;
const mostMs = 120 * minuteMs;

/** Far back the exact place says little and changes all the time: rounded up, so that it never gets worse by rounding. */
export function shownPlace(place: number): number {
  const step = place <= 20 ? 1 : place <= 100 ? 10 : 50;
  return Math.ceil(place / step) * step;
}

/**
 * In whole minutes, by the pace at which the queue's conversations came to agents lately. `takenAt`: when, in any order. `place`: 1 is
 * next. Null: too few of them to say, or too long to mean anything.
 */
export function waitEstimate(takenAt: readonly Instant[], place: number, now: Instant): number | null {
  const recent = takenAt.filter((at) => at > now - paceWindowMs && at <= now);
  if (recent.length < leastSamples) return null;
  // Up to now, so that a queue in which nothing moves any more gets slower.
  const between = (now - Math.min(...recent)) / recent.length;
  const estimate = Math.max(1, Math.ceil((between * place) / minuteMs)) * minuteMs;
  return estimate > mostMs ? null : estimate;
}
