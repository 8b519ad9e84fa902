import { expect, test } from "vitest";
import { placeholdersMissing } from "./placeholders.ts";

test.each([
  ["{name} is writing…", "{name} writes", []],
  ["{name} is writing…", "Somebody writes", ["{name}"]],
  ["{a} and {b} and {a}", "{b}", ["{a}"]],
  ["Send", "Go", []],
])("[CHAT-10] what an own text leaves out: %s as %s", (usual, own, expected) => {
  expect(placeholdersMissing(usual, own)).toEqual(expected);
});
