import { expect, test } from "vitest";
import { byteRange } from "./byte-range.ts";

test.each([
  [undefined, null],
  ["bytes=0-", { start: 0, end: 99 }],
  ["bytes=10-19", { start: 10, end: 19 }],
  ["bytes=90-1000", { start: 90, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["bytes=-0", "outside"],
  ["bytes=100-", "outside"],
  ["bytes=19-10", null],
  ["bytes=-", null],
  ["bytes=0-1,5-6", null],
  ["lines=0-1", null],
] as const)("[CALL-12] of 100 bytes, %s asks for %o", (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

test("[CALL-12] nothing recorded has no parts", () => {
  expect(byteRange("bytes=0-", 0)).toBe("outside");
  expect(byteRange(undefined, 0)).toBeNull();
});
