import type { ProactiveRule } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { dueInvite, fitsPage, type Visit } from "./due.ts";

const day = 86_400_000;
const rule: ProactiveRule = { id: "a", afterMs: 20_000, againAfterDays: 7, texts: { en: "Can we help?" } };
const visit: Visit = {
  page: "shop.example/cart",
  seenMs: 20_000,
  scrolledPercent: 0,
  isChatOpen: false,
  hasConversation: false,
  isOpen: true,
  wasInvited: false,
  shownAt: {},
  now: 100 * day,
};

test.each<[string, Partial<ProactiveRule>, Partial<Visit>, boolean]>([
  ["after its time", {}, {}, true],
  ["not before it", {}, { seenMs: 19_999 }, false],
  ["not over an open chat", {}, { isChatOpen: true }, false],
  ["not beside a conversation", {}, { hasConversation: true }, false],
  ["not while nobody is there", {}, { isOpen: false }, false],
  ["not twice in a visit", {}, { wasInvited: true }, false],
  ["not again too soon", {}, { shownAt: { a: 94 * day } }, false],
  ["again after its days", {}, { shownAt: { a: 93 * day } }, true],
  ["at the next visit, if it says so", { againAfterDays: 0 }, { shownAt: { a: 100 * day } }, true],
  ["another rule's time does not count", {}, { shownAt: { b: 100 * day } }, true],
  ["on its page", { page: "shop.example/c*" }, {}, true],
  ["not on others", { page: "shop.example/p*" }, {}, false],
  ["scrolled far enough", { scrolledPercent: 50 }, { scrolledPercent: 50 }, true],
  ["not before", { scrolledPercent: 50 }, { scrolledPercent: 49 }, false],
])("[CHAT-07] an invitation comes: %s", (_what, ruled, visited, comes) => {
  expect(dueInvite([{ ...rule, ...ruled }], { ...visit, ...visited })?.id ?? null).toBe(comes ? "a" : null);
});

test("[CHAT-07] the first rule that fits is the one", () => {
  const rules = [{ ...rule, id: "late", afterMs: 60_000 }, rule, { ...rule, id: "c" }];
  expect(dueInvite(rules, visit)?.id).toBe("a");
});

test.each([
  ["shop.example/cart", "shop.example/cart", true],
  ["shop.example/cart", "shop.example/cart/2", false],
  ["shop.example/*", "shop.example/", true],
  ["*/cart", "SHOP.example/cart", true],
  ["*", "", true],
  ["a*b*c", "a-b-c", true],
  ["a*b*c", "a-c-b", false],
  ["ab*ba", "aba", false],
  ["a.c", "abc", false],
  ["(a+)+*", "(a+)+b", true],
])("[CHAT-07] the pattern %j on %j: %s", (pattern, page, does) => {
  expect(fitsPage(pattern, page)).toBe(does);
});
