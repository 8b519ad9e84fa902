import { expect, test } from "vitest";
import { wordsOf } from "../texts/words.ts";
import { noticeWords } from "./notice-words.ts";

const { t } = wordsOf("en");
const message = { kind: "message", customerName: "Liisa", text: "My card\nis 4111" } as const;

test("[CHAT-10] nothing private stands in a notification unless the agent permits it", () => {
  expect(noticeWords(message, t, false)).toEqual({ title: "A new message", body: "" });
  expect(noticeWords(message, t, true)).toEqual({ title: "A new message: Liisa", body: "My card is 4111" });
});

test("[CHAT-10] a file, a long text and an unknown customer", () => {
  expect(noticeWords({ ...message, text: "" }, t, true).body).toBe("A file");
  expect(noticeWords({ ...message, text: "x".repeat(500) }, t, true).body).toHaveLength(120);
  expect(noticeWords({ kind: "offer", customerName: null }, wordsOf("fi").t, true)).toEqual({
    title: "Sinulle tarjotaan keskustelua: Vierailija",
    body: "",
  });
});
