import type { QuickReplyConfig, QuickReplyId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { askedReply, fittingReplies, withReply } from "./quick-replies.ts";

const reply = (name: string, text: string, locale: QuickReplyConfig["locale"] = null): QuickReplyConfig => ({
  id: `${name}-${locale}` as QuickReplyId,
  name,
  text,
  locale,
});

test.each([
  ["/", 1, ""],
  ["/he", 3, "he"],
  ["Hyvä. /he", 9, "he"],
  ["Hyvä.\n/he", 9, "he"],
  ["/he and more", 3, "he"],
  ["/he and more", 12, null],
  ["https://a.fi", 12, null],
  ["1/2", 3, null],
  ["", 0, null],
] as const)("[CHAT-05] %j with the caret at %i asks for %j", (text, caret, expected) => {
  expect(askedReply(text, caret)).toBe(expected);
});

test("[CHAT-05] the customer's language comes first, the word before the text", () => {
  const all = [
    reply("hello", "Hello", "en"),
    reply("hei", "Hei", "fi"),
    reply("help", "?", null),
    reply("x", "Sano hei", "fi"),
    reply("bye", "Bye", "en"),
  ];
  const names = (asked: string) => fittingReplies(all, asked, "fi").map(({ name }) => name);
  expect(names("he")).toEqual(["hei", "help", "hello", "x"]);
  expect(names("HEI")).toEqual(["hei", "x"]);
  expect(names("")).toEqual(["hei", "x", "help", "bye", "hello"]);
  expect(names("nothing")).toEqual([]);
});

test("[CHAT-05] the reply takes the place of its word; names are put in as they are", () => {
  const names = { customer: "$& Liisa", agent: "Aino" };
  expect(withReply("Moi. /he loppu", 8, reply("hei", "Hei {customer}, olen {agent}."), names)).toEqual({
    text: "Moi. Hei $& Liisa, olen Aino. loppu",
    caret: 29,
  });
});
