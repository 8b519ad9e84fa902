import type { ProactiveRule } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { dueInvite, fitsPage, wouldInvite, type Visit } from "./due.ts";

const day = 86_400_000;
const rule: ProactiveRule = { id: "a", afterMs: 20_000, againAfterDays: 7, texts: { en: "Can we help?" } };
const visit: Visit = {
  page: "shop.example/cart",
  seenMs: 20_000,
  scrolledPercent: 0,
  isChatOpen: false,
  hasConversation: false,
  door: { isOpen: true, staffing: "free" },
  wasInvited: false,
  shownAt: {},
  now: 100 * day,
};

test.each<[string, Partial<ProactiveRule>, Partial<Visit>, boolean]>([
  ["after its time", {}, {}, true],
  ["not before it", {}, { seenMs: 19_999 }, false],
  ["not over an open chat", {}, { isChatOpen: true }, false],
  ["not beside a conversation", {}, { hasConversation: true }, false],
  ["not while closed", {}, { door: { isOpen: false, staffing: "free" } }, false],
  ["not while nobody is there", {}, { door: { isOpen: true, staffing: "none" } }, false],
  ["not while everybody is busy", {}, { door: { isOpen: true, staffing: "busy" } }, false],
  ["not before the server has said so", {}, { door: null }, false],
  ["while closed, if it says so", { isForAbsence: true }, { door: { isOpen: false, staffing: "none" } }, true],
  ["while all are busy, if it says so", { isForAbsence: true }, { door: { isOpen: true, staffing: "busy" } }, true],
  ["without an answer, if it needs none", { isForAbsence: true }, { door: null }, true],
  ["even so not beside a conversation", { isForAbsence: true }, { hasConversation: true }, false],
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

test("[CHAT-07] while nobody is there the next rule that does not mind has its turn", () => {
  const rules: ProactiveRule[] = [rule, { ...rule, id: "away", isForAbsence: true }];
  expect(dueInvite(rules, { ...visit, door: { isOpen: true, staffing: "none" } })?.id).toBe("away");
});

test("[CHAT-07] the server is asked only when an invitation hangs on its answer alone", () => {
  const { door: _door, ...seen } = visit;
  expect(wouldInvite([rule], seen)).toBe(true);
  expect(wouldInvite([rule], { ...seen, seenMs: 0 })).toBe(false);
  expect(wouldInvite([rule], { ...seen, wasInvited: true })).toBe(false);
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
