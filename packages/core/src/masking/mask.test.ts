import type { MaskingConfig, MaskingId } from "@rinnalla/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRule, maskOf } from "./mask.ts";

const rule = (change: Partial<MaskingConfig>): MaskingConfig => ({
  id: "m" as MaskingId,
  name: "Rule",
  isOn: true,
  what: "card",
  appliesTo: "both",
  tests: [],
  ...change,
});
const masked = (what: MaskingConfig["what"], text: string): string => compileRule({ what })!(text);

const rows: readonly (readonly [MaskingConfig["what"], string, string])[] = [
  ["card", "4111111111111111", "****************"],
  ["card", "Kortti 4111 1111 1111 1111, kiitos", "Kortti **** **** **** ****, kiitos"],
  ["card", "5500-0000-0000-0004", "****-****-****-****"],
  ["card", "3400 000000 00009", "**** ****** *****"],
  ["card", "tilaus 4 4111 1111 1111 1111 2 kpl", "tilaus 4 **** **** **** **** 2 kpl"],
  ["card", "4111\u00A01111\u00A01111\u00A01111", "****\u00A0****\u00A0****\u00A0****"],
  ["card", "two: 4111111111111111 5500000000000004", "two: **************** ****************"],
  ["card", "4111 1111 1111 1112 has a wrong digit", "4111 1111 1111 1112 has a wrong digit"],
  ["card", "+358 40 123 4567 and order 1234567890123", "+358 40 123 4567 and order 1234567890123"],
  ["email", "Write to liisa.virtanen+x@example.co.uk.", "Write to *****.********+*@*******.**.**."],
  ["email", "no@where, but @liisa", "no@where, but @liisa"],
  ["finnishId", "hetu 131052-308T", "hetu ******-****"],
  ["finnishId", "131052A308t", "***********"],
  ["finnishId", "131052-308U is none", "131052-308U is none"],
  ["swedishId", "811218-9876 eller 19811218-9876", "******-**** eller ********-****"],
  ["swedishId", "811218-9875", "811218-9875"],
];

describe("masking", () => {
  test("[CHAT-06] addresses are found where the plain pattern finds them", () => {
    const plain = /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;
    const pieces = fc.constantFrom(
      "@",
      ".",
      "a",
      "bc",
      "fi",
      "-",
      "_",
      "+",
      " ",
      "å",
      "1",
      "x".repeat(63),
      "y.".repeat(9),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
        const text = all.join("");
        expect(masked("email", text)).toBe(
          text.replaceAll(plain, (address) => address.replaceAll(/[\p{L}\p{M}\p{N}]/gu, "*")),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(rows)("[CHAT-06] %s in “%s”", (what, text, expected) => {
    expect(masked(what, text)).toBe(expected);
  });

  test("[CHAT-06] own patterns, of letters in any case unless said otherwise", () => {
    const mask = (change: Partial<MaskingConfig>) => compileRule(rule({ what: "pattern", ...change }));
    expect(mask({ pattern: "[A-Z]{2}-\\d{4}" })!("case ab-1234.")).toBe("case **-****.");
    expect(mask({ pattern: "[A-Z]{2}-\\d{4}", isCaseSensitive: true })!("case ab-1234.")).toBe("case ab-1234.");
    expect(mask({ pattern: "salainen sana" })!("Salainen SANA ä")).toBe("******** **** ä");
    expect(mask({ pattern: "(a" })).toBeNull();
  });

  test("[CHAT-06] a rule holds for the side that it names, and only while it is on", () => {
    const email = "a@b.fi";
    const on = (change: Partial<MaskingConfig>, side: "customer" | "agent") =>
      maskOf([rule({ what: "email", ...change })], side)?.(email) ?? email;
    expect(on({ appliesTo: "customer" }, "customer")).toBe("*@*.**");
    expect(on({ appliesTo: "customer" }, "agent")).toBe(email);
    expect(on({ appliesTo: "both" }, "agent")).toBe("*@*.**");
    expect(on({ isOn: false }, "customer")).toBe(email);
    expect(maskOf([], "customer")).toBeNull();
  });

  test("[CHAT-06] whatever is written, masking keeps the length and has nothing left to do", () => {
    const pieces = fc.constantFrom(
      "4111 1111 1111 1111",
      "a.b@c.fi",
      "131052-308T",
      "811218-9876",
      "7",
      " ",
      "-",
      "å",
      "𝟙",
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 30 }).map((all) => all.join(""));
    const whats = fc.constantFrom<MaskingConfig["what"]>("card", "email", "finnishId", "swedishId");
    fc.assert(
      fc.property(texts, whats, (text, what) => {
        const once = masked(what, text);
        expect(once).toHaveLength(text.length);
        expect(masked(what, once)).toBe(once);
      }),
    );
  });

  test("[CHAT-06] a pattern made to run for ever, and the longest text, take moments", () => {
    const mask = compileRule(rule({ what: "pattern", pattern: "(a+)+$" }))!;
    const text = `${"a".repeat(3_999)}b`;
    expect(mask(text)).toBe(text);
    for (const what of ["card", "email", "finnishId", "swedishId"] as const)
      for (const unit of ["4", "4 ", "a.", "a@a.", "131052-"]) expect(masked(what, unit.repeat(1_000))).toBeTruthy();
  });
});
