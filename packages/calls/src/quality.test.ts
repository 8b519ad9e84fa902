import { describe, expect, test } from "vitest";
import { judge, opinionScore } from "./quality.ts";
import type { Reading } from "./stats.ts";

const reading = (part: Partial<Reading>): Reading => ({
  packets: 0,
  lost: 0,
  jitterMs: 0,
  roundTripMs: 0,
  bytes: 0,
  frozenMs: 0,
  at: 0,
  way: null,
  outgoing: { reportedAt: null, lossPercent: 0, kilobits: null },
  ...part,
});

describe("[CALL-03] opinion score", () => {
  test.each([
    // round trip, jitter, loss %, expected
    [0, 0, 0, 4.433],
    [50, 5, 0, 4.406],
    [200, 10, 0, 4.158],
    [400, 30, 0, 3.088],
    [50, 5, 3, 4.214],
    [50, 5, 10, 3.503],
    [50, 5, 40, 1],
    [1000, 0, 0, 1],
    [5000, 500, 100, 1],
  ])("round trip %d ms, jitter %d ms, loss %d per cent → %d", (roundTripMs, jitterMs, lossPercent, expected) => {
    expect(opinionScore(roundTripMs, jitterMs, lossPercent)).toBeCloseTo(expected, 3);
  });

  test("more of anything bad never scores higher", () => {
    const steps = Array.from({ length: 60 }, (_, step) => step);
    for (const by of [
      (step: number) => opinionScore(step * 25, 5, 1),
      (step: number) => opinionScore(50, step * 10, 1),
      (step: number) => opinionScore(50, 5, step),
    ]) {
      const scores = steps.map(by);
      for (const [index, score] of scores.entries()) {
        expect(score).toBeGreaterThanOrEqual(1);
        expect(score).toBeLessThanOrEqual(scores[index - 1] ?? 4.5);
      }
    }
  });
});

describe("[CALL-03] bars and warnings", () => {
  test.each([
    ["all well", { packets: 100, jitterMs: 4, roundTripMs: 40 }, 4, []],
    ["long way", { packets: 100, roundTripMs: 401 }, 2, ["roundTrip", "score"]],
    ["uneven", { packets: 100, jitterMs: 31, roundTripMs: 40 }, 4, ["jitter"]],
    ["3 % lost is borne", { packets: 97, lost: 3 }, 4, []],
    ["a tenth lost", { packets: 90, lost: 10, roundTripMs: 40 }, 3, ["loss"]],
    ["a quarter lost", { packets: 75, lost: 25, roundTripMs: 40 }, 1, ["loss", "score"]],
    ["nothing arrives", { packets: 0, roundTripMs: 40 }, 0, []],
    ["given-up packets arrive after all", { packets: 100, lost: -2 }, 4, []],
    ["the browser knows no round trip yet", { packets: 100, roundTripMs: null }, 4, []],
  ] as const)("%s", (_, after, bars, warnings) => {
    const quality = judge(reading({}), reading(after));
    expect(quality.bars).toBe(bars);
    expect(quality.warnings).toEqual(warnings);
  });

  test("loss is that of the span, not of the whole call", () => {
    const before = reading({ packets: 1000, lost: 500 });
    expect(judge(before, reading({ packets: 1100, lost: 500 })).lossPercent).toBe(0);
    expect(judge(before, reading({ packets: 1080, lost: 520 })).lossPercent).toBe(20);
  });

  test("bit rate and standing pictures are those of the span as well", () => {
    const before = reading({ packets: 10, bytes: 500_000, frozenMs: 3000, at: 10_000 });
    const after = reading({ packets: 20, bytes: 625_000, frozenMs: 3500, at: 12_000 });
    expect(judge(before, after)).toMatchObject({ kilobits: 500, frozenPercent: 25 });
    // A fresh link counts from nothing, and so does a browser without these figures.
    expect(judge(after, reading({ packets: 30, at: 13_000 }))).toMatchObject({ kilobits: 0, frozenPercent: 0 });
    expect(judge(reading({}), reading({}))).toMatchObject({ kilobits: 0, frozenPercent: 0 });
  });
});
