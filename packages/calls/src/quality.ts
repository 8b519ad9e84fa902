/** How good a call is, from two readings of its statistics: pure. */
import type { Reading } from "./stats.ts";
import type { CallQuality, QualityWarning } from "./types.ts";

/** Beyond these people begin to notice. */
const limits = { roundTripMs: 400, jitterMs: 30, lossPercent: 3, score: 3.5 };

export function judge(before: Reading, after: Reading): CallQuality {
  const received = Math.max(after.packets - before.packets, 0);
  // The counter falls when a packet that was given up arrives after all.
  const lost = Math.max(after.lost - before.lost, 0);
  const lossPercent = received + lost === 0 ? 0 : (100 * lost) / (received + lost);
  const { jitterMs, roundTripMs } = after;
  const score = opinionScore(roundTripMs ?? 0, jitterMs, lossPercent);
  const warnings: QualityWarning[] = [];
  if ((roundTripMs ?? 0) > limits.roundTripMs) warnings.push("roundTrip");
  if (jitterMs > limits.jitterMs) warnings.push("jitter");
  if (lossPercent > limits.lossPercent) warnings.push("loss");
  if (score < limits.score) warnings.push("score");
  const ms = after.at - before.at;
  const perMs = (difference: number) => (ms > 0 ? Math.max(difference, 0) / ms : 0);
  return {
    bars: received === 0 ? 0 : barsOf(score),
    roundTripMs,
    jitterMs,
    lossPercent,
    kilobits: 8 * perMs(after.bytes - before.bytes),
    frozenPercent: Math.min(100 * perMs(after.frozenMs - before.frozenMs), 100),
    score,
    warnings,
  };
}

/**
 * Mean opinion score, 1 to 4.5: the simplified E-model (ITU-T G.107) with the constants that Twilio publishes.
 * Jitter counts twice and 10 ms stand for the codec; each per cent of lost packets costs 2.5 of R.
 */
export function opinionScore(roundTripMs: number, jitterMs: number, lossPercent: number): number {
  const latencyMs = roundTripMs + 2 * jitterMs + 10;
  const base = latencyMs >= 1000 ? 0 : 94.768 - (latencyMs < 160 ? latencyMs / 40 : (latencyMs - 120) / 10);
  const r = 2.5 * lossPercent > base ? 0 : Math.max(base - 2.5 * lossPercent, 6.52);
  return 1 + 0.035 * r + 0.000007 * r * (r - 60) * (100 - r);
}

function barsOf(score: number): CallQuality["bars"] {
  if (score >= 4.1) return 4;
  if (score >= limits.score) return 3;
  return score >= 2.8 ? 2 : 1;
}
