import { expect, test } from "vitest";
import { reconnectDelayMs } from "./backoff.ts";

test.each([
  [0, 0, 63],
  [0, 1, 250],
  [1, 1, 500],
  [4, 1, 4000],
  [5, 1, 8000],
  [1000, 1, 8000],
  [1000, 0, 2000],
])("attempt %i with random %d waits %i ms", (attempt, random, ms) => {
  expect(reconnectDelayMs(attempt, random)).toBe(ms);
});
