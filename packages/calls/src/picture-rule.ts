/**
 * How much of the camera's picture is sent: on a weak line it gives way step by step, so that the voice gets through, and comes back
 * when the line has been good for a while (CALL-03). Pure.
 */
import type { VideoEncoding } from "./picture.ts";

/** 3: the whole picture; 0: none. */
export type VideoLevel = 0 | 1 | 2 | 3;

/** What the other end and the browser say of the line that this end sends on. */
export interface Outgoing {
  /** Changes with each report of the other end's; null: none yet. */
  readonly reportedAt: number | null;
  readonly lossPercent: number;
  /** What the browser believes that the line takes; null: it does not tell. */
  readonly kilobits: number | null;
}

export interface VideoWatch {
  readonly level: VideoLevel;
  /** Another whenever the picture begins anew: another size makes the browser send a whole one. */
  readonly turn: number;
  /** Smoothed over the reports. */
  readonly lossPercent: number;
  readonly reportedAt: number | null;
  /** By this end's clock. */
  readonly newsAt: number;
  readonly deafUntil: number;
  readonly changedAt: number;
  /** Since when nothing has been wrong. */
  readonly goodAt: number;
  /** How long it must have been good before the next step up: longer after each relapse. */
  readonly climbMs: number;
}

/** Reports come once a second while there is a picture, else every five. */
const newestWeight = 0.6;
const goodLossPercent = 4;
const shrinkLossPercent = 7;
const pauseLossPercent = 12;
const shrinkKilobits = 150;
const pauseKilobits = 60;
/** Without a report for so long nothing is concluded: the browser then guesses ever less of a line on which nothing comes back. */
const silentMs = 1500;
/** Reports that stayed away for longer tell of a line that was gone, not of a weak one; nor do those of the next while. */
const goneMs = 2500;
const deafMs = 2000;
/** Time for a step to show in the reports. */
const settleMs = 1500;
/** A fresh link begins with a small picture, which is there at once. */
const firstClimbMs = 1500;
const leastClimbMs = 6000;
const mostClimbMs = 60_000;

export function beginVideo(now: number, before?: VideoWatch): VideoWatch {
  return {
    level: Math.min(before?.level ?? 2, 2) as VideoLevel,
    turn: (before?.turn ?? 0) + 1,
    lossPercent: before?.lossPercent ?? 0,
    reportedAt: null,
    newsAt: now,
    deafUntil: 0,
    changedAt: now,
    goodAt: now,
    climbMs: before?.climbMs ?? firstClimbMs,
  };
}

/** After a time in which nothing came through: what the next reports tell of it is no weakness of the line. */
export function beginVideoAgain(now: number, before: VideoWatch): VideoWatch {
  return { ...beginVideo(now, before), deafUntil: now + deafMs };
}

export function watchVideo(
  before: VideoWatch,
  now: number,
  { reportedAt, lossPercent, kilobits }: Outgoing,
): VideoWatch {
  const isNews = reportedAt !== null && reportedAt !== before.reportedAt;
  if (isNews && before.reportedAt !== null && before.level > 0 && now - before.newsAt > goneMs)
    return { ...before, reportedAt, newsAt: now, deafUntil: now + deafMs, goodAt: now };
  if (!isNews && before.reportedAt !== null && before.level > 0 && now - before.newsAt > silentMs)
    return { ...before, goodAt: now };
  if (now < before.deafUntil) return { ...before, reportedAt, newsAt: isNews ? now : before.newsAt, goodAt: now };
  const weight = before.reportedAt === null ? 1 : newestWeight;
  const loss = isNews ? weight * lossPercent + (1 - weight) * before.lossPercent : before.lossPercent;
  // While nothing is sent the browser has nothing to measure by.
  const room = before.level === 0 ? Infinity : (kilobits ?? Infinity);
  const isGood = loss < goodLossPercent && room >= shrinkKilobits;
  const after = {
    ...before,
    lossPercent: loss,
    reportedAt,
    newsAt: isNews ? now : before.newsAt,
    goodAt: isGood ? before.goodAt : now,
  };
  const set = (level: number, climbMs: number): VideoWatch => ({
    ...after,
    level: level as VideoLevel,
    climbMs,
    changedAt: now,
    goodAt: now,
  });
  const hasSettled = now - before.changedAt >= settleMs;
  const relapsed = Math.min(Math.max(before.climbMs * 2, leastClimbMs), mostClimbMs);
  const { level } = before;
  if (level > 0 && hasSettled && (loss >= pauseLossPercent || room < pauseKilobits)) return set(0, relapsed);
  if (level > 1 && hasSettled && (loss >= shrinkLossPercent || room < shrinkKilobits)) return set(level - 1, relapsed);
  if (level < 3 && now - after.goodAt >= before.climbMs) return set(level + 1, before.climbMs);
  // Long good: what was is forgotten.
  if (level === 3 && now - after.goodAt >= mostClimbMs) return { ...after, climbMs: leastClimbMs };
  return after;
}

/** For the sender of the picture. */
export function encodingOf({ level, turn }: Pick<VideoWatch, "level" | "turn">): VideoEncoding {
  return {
    active: level > 0,
    scaleResolutionDownBy: [4, 4, 2, 1][level]! * (level < 3 && turn % 2 === 0 ? 1.1 : 1),
    maxBitrate: [100_000, 150_000, 700_000, 2_000_000][level]!,
    maxFramerate: level > 1 ? 30 : 12,
  };
}
