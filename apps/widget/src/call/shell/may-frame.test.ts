import { expect, test } from "vitest";
import { allowsFraming } from "./may-frame.ts";

const origin = "https://shop.example";

test.each([
  [{}, true],
  [{ "x-frame-options": "DENY" }, false],
  [{ "x-frame-options": "SAMEORIGIN" }, true],
  [{ "content-security-policy": "frame-ancestors 'none'" }, false],
  [{ "content-security-policy": "default-src 'self'; frame-ancestors 'self'" }, true],
  [{ "content-security-policy": "frame-ancestors https://shop.example https://partner.example" }, true],
  [{ "content-security-policy": "frame-ancestors https://partner.example" }, false],
  [{ "content-security-policy": "frame-ancestors 'self'", "x-frame-options": "DENY" }, true],
  [{ "content-security-policy": "default-src 'none'; frame-ancestors 'self'" }, false],
  [{ "content-security-policy": "default-src 'none'; frame-src 'self'; frame-ancestors 'self'" }, true],
  [{ "content-security-policy": "frame-src https://pay.example" }, false],
  [{ "content-security-policy": "frame-ancestors 'self', frame-ancestors 'none'" }, false],
] as const)("[CALL-08] %j: %s", (headers, expected) => {
  expect(allowsFraming(new Headers(headers), origin)).toBe(expected);
});
