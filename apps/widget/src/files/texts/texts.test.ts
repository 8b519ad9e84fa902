import { expect, test } from "vitest";
import en from "./en.ts";
import fi from "./fi.ts";
import sv from "./sv.ts";

const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").toSorted();

test.each([
  ["fi", fi],
  ["sv", sv],
])("[CHAT-05] [CHAT-10] %s fills the same gaps as English, and leaves nothing empty", (_language, catalogue) => {
  for (const [key, text] of Object.entries(en)) {
    const other = catalogue[key as keyof typeof en];
    expect(`${key}: ${other.trim()}`).not.toBe(`${key}: `);
    expect([key, ...names(other)]).toEqual([key, ...names(text)]);
  }
});
