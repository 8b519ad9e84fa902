/** What a whole call was like on one side, from the views that passed: each judgement counts for as long as it stood. Pure. */
import type { CallView } from "./types.ts";

/** Fits the command `reportCallQuality`. */
export interface QualitySummary {
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly roundTripMs: number;
  readonly mos: number;
  readonly freezeMs: number;
  readonly usedRelay: boolean;
}

export interface QualitySumming {
  /** At each change of the view; `at` in milliseconds of any rising clock. */
  take(view: Pick<CallView, "quality" | "details">, at: number): void;
  /** `null`: nothing was ever measured. */
  sum(at: number): QualitySummary | null;
}

export function createQualitySummary(): QualitySumming {
  let last: { readonly quality: NonNullable<CallView["quality"]>; readonly at: number } | null = null;
  let weight = 0;
  let usedRelay = false;
  let frozenMs = 0;
  const sums = { lossPercent: 0, jitterMs: 0, roundTripMs: 0, mos: 0 };

  function count(until: number): void {
    if (!last) return;
    // A call shorter than one look still has one.
    const ms = Math.max(until - last.at, 1);
    const { lossPercent, jitterMs, roundTripMs, frozenPercent, score } = last.quality;
    weight += ms;
    frozenMs += (ms * frozenPercent) / 100;
    sums.lossPercent += ms * lossPercent;
    sums.jitterMs += ms * jitterMs;
    sums.roundTripMs += ms * (roundTripMs ?? 0);
    sums.mos += ms * score;
  }

  return {
    take({ quality, details }, at) {
      usedRelay ||= details?.localCandidate === "relay" || details?.remoteCandidate === "relay";
      if (last && quality && last.quality === quality) return;
      count(at);
      // While nothing arrives there is nothing to judge.
      last = quality && quality.bars > 0 ? { quality, at } : null;
    },
    sum(at) {
      count(at);
      if (last) last = { ...last, at };
      if (weight === 0) return null;
      const mean = (key: keyof typeof sums, least: number, most: number) =>
        Math.min(Math.max(Math.round((100 * sums[key]) / weight) / 100, least), most);
      return {
        lossPercent: mean("lossPercent", 0, 100),
        jitterMs: mean("jitterMs", 0, 60_000),
        roundTripMs: mean("roundTripMs", 0, 60_000),
        mos: mean("mos", 1, 5),
        freezeMs: Math.round(frozenMs),
        usedRelay,
      };
    },
  };
}
