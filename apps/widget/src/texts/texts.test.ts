import { expect, test } from "vitest";
import en from "./en.ts";
import fi from "./fi.ts";
import { widgetLocale } from "./load.ts";
import sv from "./sv.ts";

const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").toSorted();

test.each([
  ["fi", fi],
  ["sv", sv],
])("[CHAT-10] %s fills the same gaps as English, and leaves nothing empty", (_language, catalogue) => {
  for (const [key, text] of Object.entries(en)) {
    const other = catalogue[key as keyof typeof en];
    expect(`${key}: ${other.trim()}`).not.toBe(`${key}: `);
    expect([key, ...new Set(names(other))]).toEqual([key, ...new Set(names(text))]);
  }
});

test("[CHAT-10] the page's language goes before the browser's, among those that the administrator offers", () => {
  expect(widgetLocale("fi-FI", ["sv"])).toBe("fi");
  expect(widgetLocale("de", ["sv-SE", "en"])).toBe("sv");
  expect(widgetLocale("fi", ["fi"], ["en"])).toBe("en");
});
