import { expect, test } from "vitest";
import { createQualitySummary } from "./quality-summary.ts";
import type { CallDetails, CallQuality } from "./types.ts";

const quality = (part: Partial<CallQuality>): CallQuality => ({
  bars: 4,
  roundTripMs: 40,
  jitterMs: 2,
  lossPercent: 0,
  kilobits: 900,
  frozenPercent: 0,
  score: 4.4,
  warnings: [],
  ...part,
});
const relayed = { localCandidate: "relay", remoteCandidate: "host" } as CallDetails;

test("[CALL-05] each judgement counts for as long as it stood, and silence of the line counts for nothing", () => {
  const summary = createQualitySummary();
  summary.take({ quality: quality({ lossPercent: 0, roundTripMs: 40, score: 4 }), details: null }, 0);
  summary.take(
    { quality: quality({ lossPercent: 8, roundTripMs: 80, frozenPercent: 40, score: 2 }), details: null },
    3000,
  );
  summary.take({ quality: quality({ bars: 0 }), details: relayed }, 4000);
  expect(summary.sum(60_000)).toEqual({
    lossPercent: 2,
    jitterMs: 2,
    roundTripMs: 50,
    mos: 3.5,
    freezeMs: 400,
    usedRelay: true,
  });
});

test("[CALL-05] a call in which nothing was measured has no summary", () => {
  const summary = createQualitySummary();
  summary.take({ quality: null, details: null }, 0);
  expect(summary.sum(1000)).toBeNull();
});
