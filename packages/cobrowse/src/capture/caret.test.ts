import { expect, test } from "vitest";
import { placeAfter } from "./caret.ts";

/** `|` is the caret. */
function after(text: string, key: string, isWord = false): string {
  const at = text.indexOf("|");
  const value = text.replace("|", "");
  const to = placeAfter(value, at, key, isWord);
  return value.slice(0, to) + "|" + value.slice(to);
}

test.each([
  ["ab|c", "ArrowLeft", "a|bc"],
  ["|abc", "ArrowLeft", "|abc"],
  ["abc|", "ArrowRight", "abc|"],
  ["one\ntw|o", "Home", "one\n|two"],
  ["o|ne\ntwo", "End", "one|\ntwo"],
  ["one\ntw|o", "ArrowUp", "on|e\ntwo"],
  ["a\n\nbcd|", "ArrowUp", "a\n|\nbcd"],
  ["on|e", "ArrowUp", "|one"],
  ["one|\ntw\nx", "ArrowDown", "one\ntw|\nx"],
  ["one\nt|wo", "ArrowDown", "one\ntwo|"],
])("[VIS-03] %j %s: %j", (text, key, wanted) => expect(after(text, key)).toBe(wanted));

test.each([
  ["hei maa|", "ArrowLeft", "hei |maa"],
  ["hei |maa", "ArrowLeft", "|hei maa"],
  ["|", "ArrowLeft", "|"],
  ["ä|iti ja", "ArrowRight", "äiti| ja"],
  ["äiti| ja!", "ArrowRight", "äiti ja|!"],
  ["end|  ", "ArrowRight", "end  |"],
  ["a\nb|c", "Home", "|a\nbc"],
  ["a|\nbc", "End", "a\nbc|"],
])("[VIS-03] a word on: %j %s: %j", (text, key, wanted) => expect(after(text, key, true)).toBe(wanted));
