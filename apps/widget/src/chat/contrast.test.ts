import { expect, test } from "vitest";
import { textOn } from "./contrast.ts";

test.each([
  ["#23573f", "#fff"],
  ["#ffd400", "#000"],
  ["#767676", "#000"],
  ["#ffffff", "#000"],
  ["#000000", "#fff"],
  ["not a colour", "#fff"],
])("[CHAT-10] on %s stands %s", (background, text) => expect(textOn(background)).toBe(text));
