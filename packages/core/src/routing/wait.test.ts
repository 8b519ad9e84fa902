import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paceWindowMs, shownPlace, waitEstimate } from "./wait.ts";

const minute = 60_000;
const now = 1_000 * minute;
/** As many as this, each so long after the one before, the last one just now. */
const paced = (count: number, everyMs: number): number[] =>
  Array.from({ length: count }, (_, at) => now - at * everyMs);

describe("what a waiting customer is told", () => {
  test.each([
    ["nobody was taken", [], 1, null],
    ["too few to say", paced(4, minute), 1, null],
    ["one a minute, next", paced(20, minute), 1, minute],
    ["one a minute, the tenth", paced(20, minute), 10, 10 * minute],
    ["long ago does not count", paced(20, minute).map((at) => at - paceWindowMs), 1, null],
    ["nothing moves any more: slower", paced(10, 10_000).map((at) => at - 20 * minute), 1, 3 * minute],
    ["too long to mean anything", paced(6, 5 * minute), 100, null],
  ] as const)("[CHAT-04] %s", (_name, takenAt, place, expected) => {
    expect(waitEstimate(takenAt, place, now)).toBe(expected);
  });

  test.each([
    [1, 1],
    [20, 20],
    [21, 30],
    [100, 100],
    [101, 150],
    [5_000, 5_000],
  ])("[CHAT-04] place %i is shown as %i", (place, shown) => {
    expect(shownPlace(place)).toBe(shown);
  });

  test("[CHAT-04] whoever is behind waits no shorter, and is shown no better place", () => {
    const samples = fc.array(fc.integer({ min: now - paceWindowMs, max: now }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 6_000 }), (takenAt, place) => {
        expect(shownPlace(place + 1)).toBeGreaterThanOrEqual(shownPlace(place));
        expect(shownPlace(place)).toBeGreaterThanOrEqual(place);
        const nearer = waitEstimate(takenAt, place, now) ?? Infinity;
        expect(waitEstimate(takenAt, place + 1, now) ?? Infinity).toBeGreaterThanOrEqual(nearer);
      }),
    );
  });
});
