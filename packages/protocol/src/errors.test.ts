import { expect, test } from "vitest";
import { errorCodes, isRetryable, type ErrorCode } from "./errors.ts";

test("what is worth trying again is the same in the table and apart from it", () => {
  const codes = Object.keys(errorCodes) as ErrorCode[];
  expect(codes.filter(isRetryable)).toEqual(codes.filter((code) => errorCodes[code].isRetryable));
});
