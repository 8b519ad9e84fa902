import { expect, test } from "vitest";
import { Sieve } from "./sieve.ts";

test("what was added may be there; of the rest one in a hundred at most", () => {
  const sieve = new Sieve(2 ** 17);
  const added = 13_000;
  for (let at = 0; at < added; at += 1) sieve.add(`visitor:${at % 50}`, `c${at}`);
  expect(sieve.isFull).toBe(false);
  for (let at = 0; at < added; at += 1) expect(sieve.mayHave(`visitor:${at % 50}`, `c${at}`)).toBe(true);
  let wrong = 0;
  for (let at = 0; at < 10_000; at += 1) if (sieve.mayHave(`visitor:${at % 50}`, `d${at}`)) wrong += 1;
  expect(wrong).toBeLessThan(200);
  for (let at = 0; at < 1_000; at += 1) sieve.add("visitor:1", `e${at}`);
  expect(sieve.isFull).toBe(true);
});
