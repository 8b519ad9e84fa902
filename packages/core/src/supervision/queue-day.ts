/**
 * Service level: of the customers whose wait in a queue ended today, how many were answered in time (SUP-01). Who left before the threshold
 * is not counted, since nobody could have answered too late yet; who waits beyond it counts as missed already, so that the figure does
 * not look well while a queue burns.
 */
import type { QueueDay, Wait } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";

export function emptyDay(thresholdMs: number): QueueDay {
  return { thresholdMs, answered: 0, answeredInTime: 0, left: 0, leftEarly: 0 };
}

export function withWait(day: QueueDay, { ms, isAnswered }: Pick<Wait, "ms" | "isAnswered">): QueueDay {
  const isInTime = ms <= day.thresholdMs;
  return isAnswered
    ? { ...day, answered: day.answered + 1, answeredInTime: day.answeredInTime + Number(isInTime) }
    : { ...day, left: day.left + 1, leftEarly: day.leftEarly + Number(isInTime) };
}

/** From 0 to 1; `null` while there is nothing to count. `waitingSince`: of those who wait now. */
export function serviceLevel(day: QueueDay, waitingSince: readonly Instant[], now: Instant): number | null {
  const overdue = waitingSince.filter((since) => now - since > day.thresholdMs).length;
  const counted = day.answered + day.left - day.leftEarly + overdue;
  return counted === 0 ? null : day.answeredInTime / counted;
}

/** Of several queues together, each by its own threshold. */
export function addDays(days: readonly QueueDay[]): QueueDay {
  const sum = (pick: (day: QueueDay) => number): number => days.reduce((total, day) => total + pick(day), 0);
  return {
    thresholdMs: days[0]?.thresholdMs ?? 0,
    answered: sum((day) => day.answered),
    answeredInTime: sum((day) => day.answeredInTime),
    left: sum((day) => day.left),
    leftEarly: sum((day) => day.leftEarly),
  };
}
