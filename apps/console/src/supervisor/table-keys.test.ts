import { expect, test } from "vitest";
import { placeAfter } from "./table-keys.ts";

const shape = { rows: 1_000, page: 10, stops: 7, hasHeaderStops: true };

test.each([
  ["ArrowDown", 5, -1, 6, -1],
  ["ArrowDown", 999, -1, 999, -1],
  ["ArrowDown", 5, 3, 6, 3],
  ["ArrowUp", 5, -1, 4, -1],
  ["ArrowUp", 0, -1, -1, 0],
  ["ArrowUp", 0, 2, -1, 2],
  ["ArrowUp", -1, 2, -1, 2],
  ["ArrowDown", -1, 2, 0, -1],
  ["ArrowRight", 5, -1, 5, 0],
  ["ArrowRight", 5, 6, 5, 6],
  ["ArrowLeft", 5, 0, 5, -1],
  ["ArrowLeft", 5, -1, 5, -1],
  ["ArrowLeft", -1, 0, -1, 0],
  ["Home", 500, 2, 0, 2],
  ["End", 500, 2, 999, 2],
  ["PageDown", 500, -1, 510, -1],
  ["PageDown", 995, -1, 999, -1],
  ["PageUp", 500, -1, 490, -1],
  ["PageUp", 3, -1, 0, -1],
])("[SUP-01] %s in row %i, stop %i leads to %i, %i", (key, row, stop, toRow, toStop) => {
  expect(placeAfter(key, { row, stop }, shape)).toEqual({ row: toRow, stop: toStop });
});

test("[SUP-01] without a header to press the first row is the uppermost; other keys and an empty table lead nowhere", () => {
  const plain = { ...shape, hasHeaderStops: false };
  expect(placeAfter("ArrowUp", { row: 0, stop: -1 }, plain)).toEqual({ row: 0, stop: -1 });
  expect(placeAfter("a", { row: 0, stop: -1 }, shape)).toBeNull();
  expect(placeAfter("ArrowDown", { row: -1, stop: 0 }, { ...shape, rows: 0 })).toBeNull();
});
