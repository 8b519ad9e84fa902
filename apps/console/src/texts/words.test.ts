import { errorCodes } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { en as adminEn } from "../admin/texts/en.ts";
import { fi as adminFi } from "../admin/texts/fi.ts";
import { sv as adminSv } from "../admin/texts/sv.ts";
import { en, type TextKey } from "./en.ts";
import { fi } from "./fi.ts";
import { sv } from "./sv.ts";
import { consoleLocaleOf, duration, wordsOf } from "./words.ts";

const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe("words", () => {
  test("every refusal has a text in each language", () => {
    for (const code of Object.keys(errorCodes)) {
      expect(en[`error.${code}` as TextKey]).toBeTruthy();
      expect(fi[`error.${code}` as TextKey]).toBeTruthy();
      expect(sv[`error.${code}` as TextKey]).toBeTruthy();
    }
  });

  test("each text names the same values in each language, in the administration too", () => {
    for (const [base, others] of [
      [en, [fi, sv]],
      [adminEn, [adminFi, adminSv]],
    ] as const)
      for (const other of others as readonly Readonly<Record<string, string>>[]) {
        for (const [key, text] of Object.entries(base))
          expect([key, blanks(other[key] ?? "")]).toEqual([key, blanks(text)]);
        expect(Object.keys(other).sort()).toEqual(Object.keys(base).sort());
      }
  });

  test("[CALL-02] [CALL-03] the commands of a call have the vocabulary's words", () => {
    expect(["panel.more", "panel.voiceCall", "panel.videoCall", "panel.end"].map((key) => en[key as TextKey])).toEqual([
      "More commands",
      "Voice call",
      "Video call",
      "End",
    ]);
    expect(["panel.more", "panel.voiceCall", "panel.videoCall", "panel.end"].map((key) => fi[key as TextKey])).toEqual([
      "Lisää komentoja",
      "Äänipuhelu",
      "Videopuhelu",
      "Lopeta",
    ]);
    expect(
      ["call.turnOnVideo", "call.turnOffVideo", "call.mute", "call.unmute", "call.endCall"].map(
        (key) => fi[key as TextKey],
      ),
    ).toEqual(["Ota video käyttöön", "Poista video käytöstä", "Mykistä", "Poista mykistys", "Lopeta puhelu"]);
  });

  test("the language comes from the browser, English if it knows none", () => {
    expect(consoleLocaleOf(["de-DE", "fi-FI"])).toBe("fi");
    expect(consoleLocaleOf(["sv-FI", "fi-FI"])).toBe("sv");
    expect(consoleLocaleOf(["de"])).toBe("en");
    expect(wordsOf("fi").t("capacity.used", { load: 30, limit: 100 })).toBe("Kapasiteetti 30 / 100");
  });

  test("durations", () => {
    expect([-5, 0, 999, 61_000, 3_661_000].map((ms) => duration(ms))).toEqual([
      "0:00",
      "0:00",
      "0:00",
      "1:01",
      "1:01:01",
    ]);
  });
});
