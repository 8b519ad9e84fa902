import type { FormAnswer, FormField } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import { askedFields, formEntries, formProblems, nameIn, textIn } from "./answers.ts";

const name: FormField = { id: "n", kind: "text", labels: { en: "Name", fi: "Nimi" }, isRequired: true, holds: "name" };
const email: FormField = { id: "e", kind: "text", labels: { en: "E-mail" }, isRequired: true, holds: "email" };
const about: FormField = { id: "a", kind: "longText", labels: { en: "About" }, isRequired: false, maxChars: 10 };
const topic: FormField = {
  id: "t",
  kind: "options",
  labels: { en: "Topic", sv: "Ämne" },
  isRequired: true,
  options: [
    { id: "o", labels: { en: "Order", sv: "Beställning" } },
    { id: "r", labels: { en: "Return" } },
  ],
};
const consent: FormField = { id: "c", kind: "consent", labels: { en: "I agree" }, isRequired: true };
const form = [name, email, about, topic, consent];
const good: readonly FormAnswer[] = [
  { fieldId: "n", text: " Maija " },
  { fieldId: "e", text: "maija@example.org" },
  { fieldId: "t", optionId: "o" },
  { fieldId: "c", isAgreed: true },
];
const but = (...others: readonly FormAnswer[]): readonly FormAnswer[] => [
  ...good.filter(({ fieldId }) => !others.some((other) => other.fieldId === fieldId)),
  ...others,
];

describe("the pre-chat form", () => {
  const rows: readonly (readonly [string, readonly FormAnswer[], object, readonly string[]])[] = [
    ["all that is asked", good, {}, []],
    ["nothing", [], {}, ["n missing", "e missing", "t missing", "c missing"]],
    ["blanks", but({ fieldId: "n", text: "  " }), {}, ["n missing"]],
    ["no address", but({ fieldId: "e", text: "maija" }), {}, ["e notAnEmail"]],
    ["a masked address still has its shape", but({ fieldId: "e", text: "*****@*******.***" }), {}, []],
    ["too long", but({ fieldId: "a", text: "eleven char" }), {}, ["a tooLong"]],
    ["an option that is not there", but({ fieldId: "t", optionId: "x" }), {}, ["t unknownOption"]],
    ["text where an option is asked", but({ fieldId: "t", text: "o" }), {}, ["t missing"]],
    ["text where consent is asked", but({ fieldId: "c", text: "yes" }), {}, ["c missing"]],
    ["a field that is not there", but({ fieldId: "x", text: "y" }), {}, ["x unknownField"]],
    ["what the token says is not asked", good.slice(2), { name: "Maija", email: "m@example.org" }, []],
    ["the token knows the name alone", good.slice(2), { name: "Maija" }, ["e missing"]],
  ];
  test.each(rows)("[CHAT-04] %s", (_name, answers, known, expected) => {
    expect(formProblems(form, answers, known).map(({ fieldId, problem }) => `${fieldId} ${problem}`)).toEqual(expected);
  });

  test("[CHAT-04] the log keeps the words that the customer read, in the order of the form", () => {
    expect(formEntries(form, good.toReversed(), {}, "sv")).toEqual([
      { kind: "text", label: "Name", value: "Maija" },
      { kind: "text", label: "E-mail", value: "maija@example.org" },
      { kind: "options", label: "Ämne", value: "Beställning" },
      { kind: "consent", label: "I agree", value: "" },
    ]);
    // What the token says counts, whatever was typed.
    expect(formEntries([name], good, { name: "Maija Meikäläinen" }, "fi")).toEqual([
      { kind: "text", label: "Nimi", value: "Maija Meikäläinen" },
    ]);
    expect([nameIn(form, good), nameIn([about], good), nameIn(form, [])]).toEqual(["Maija", null, null]);
    expect(askedFields(form, { email: "m@example.org" })).toEqual([name, about, topic, consent]);
    expect([textIn({ fi: "Nimi" }, "en"), textIn({ fi: "", sv: "Namn" }, "fi"), textIn({}, "en")]).toEqual([
      "Nimi",
      "Namn",
      "",
    ]);
  });
});
