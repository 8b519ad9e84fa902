import { expect, test } from "vitest";
import { medianOf, quantile } from "./harness.ts";

test("a quantile lies between its neighbours", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3], 1)).toBe(3);
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

test("medians are taken figure by figure", () => {
  expect(
    medianOf([
      { a: 1, b: 9 },
      { a: 3, b: 5 },
      { a: 2, b: 7 },
    ]),
  ).toEqual({ a: 2, b: 7 });
});
