import { expect, test } from "vitest";
import { windowOf } from "./use-window.ts";

test.each([
  { title: "at the top", at: [0, 440, 44, 1_000], expected: { first: 0, end: 16 } },
  {
    title: "in the middle, with a margin on both sides",
    at: [4_400, 440, 44, 1_000],
    expected: { first: 92, end: 116 },
  },
  { title: "at the end", at: [43_560, 440, 44, 1_000], expected: { first: 984, end: 1_000 } },
  { title: "fewer rows than fit", at: [0, 440, 44, 3], expected: { first: 0, end: 3 } },
  { title: "nothing", at: [0, 440, 44, 0], expected: { first: 0, end: 0 } },
  { title: "the list begins below the edge", at: [-400, 440, 44, 1_000], expected: { first: 0, end: 8 } },
  {
    title: "scrolled further than a list that has grown short",
    at: [4_400, 440, 44, 20],
    expected: { first: 19, end: 20 },
  },
])("[SUP-01] rows in sight: $title", ({ at: [scrolled, seen, height, count], expected }) => {
  expect(windowOf(scrolled!, seen!, height!, count!)).toEqual(expected);
});

test("[SUP-01] every row in sight is drawn, wherever the list stands", () => {
  for (let scrolled = 0; scrolled < 44 * 990; scrolled += 37) {
    const { first, end } = windowOf(scrolled, 440, 44, 1_000);
    expect(first * 44).toBeLessThanOrEqual(scrolled);
    expect(end * 44).toBeGreaterThanOrEqual(Math.min(scrolled + 440, 44_000));
    expect(end - first).toBeLessThanOrEqual(32);
  }
});
