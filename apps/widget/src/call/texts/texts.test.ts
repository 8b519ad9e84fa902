import { expect, test } from "vitest";
import en from "./en.ts";
import fi from "./fi.ts";
import sv from "./sv.ts";

const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").toSorted();

test.each([
  ["fi", fi],
  ["sv", sv],
])("[CALL-10] [CALL-12] %s fills the same gaps as English, and leaves nothing empty", (_language, catalogue) => {
  for (const [key, text] of Object.entries(en)) {
    const other = catalogue[key as keyof typeof en];
    expect(`${key}: ${other.trim()}`).not.toBe(`${key}: `);
    expect([key, ...names(other)]).toEqual([key, ...names(text)]);
  }
});

test("[CALL-12] nobody is told that a recorded call is end-to-end encrypted", () => {
  for (const text of [en, fi, sv].flatMap((catalogue) => Object.values(catalogue)))
    expect(text).not.toMatch(/encrypt|end-to-end|salat|salau|krypter/i);
});
