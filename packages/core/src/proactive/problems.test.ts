import type { ProactiveRule, SettingProblem } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { proactiveProblems } from "./problems.ts";

const rule: ProactiveRule = { id: "a", afterMs: 20_000, againAfterDays: 7, texts: { fi: "Hei", en: "Hello" } };
const problems = (...rules: readonly ProactiveRule[]): readonly SettingProblem[] =>
  proactiveProblems({ proactive: rules, locales: ["fi", "en"] });

test("[CHAT-07] a whole rule, and none, are fine", () => {
  expect(problems(rule, { ...rule, id: "b", page: "shop.example/cart*", scrolledPercent: 50 })).toEqual([]);
  expect(proactiveProblems({ locales: ["fi"] })).toEqual([]);
});

test.each<[Partial<ProactiveRule>, Partial<SettingProblem>]>([
  [{ afterMs: 500 }, { field: "proactive.0.afterMs", problem: "outOfRange", least: 1_000, most: 3_600_000 }],
  [{ afterMs: 3_600_001 }, { field: "proactive.0.afterMs", problem: "outOfRange" }],
  [{ scrolledPercent: 0 }, { field: "proactive.0.scrolledPercent", problem: "outOfRange", least: 1, most: 100 }],
  [{ againAfterDays: 3_651 }, { field: "proactive.0.againAfterDays", problem: "outOfRange" }],
  [{ texts: { fi: "Hei", en: " " } }, { field: "proactive.0.texts", problem: "missingIn", entry: "en" }],
  [{ page: "" }, { field: "proactive.0.page", problem: "notAPage" }],
  [{ page: "https://shop.example/" }, { field: "proactive.0.page", problem: "notAPage" }],
  [{ page: "/cart" }, { field: "proactive.0.page", problem: "notAPage" }],
  [{ page: "shop.example/cart?step=2" }, { field: "proactive.0.page", problem: "notAPage" }],
  [{ page: "shop.example/my cart" }, { field: "proactive.0.page", problem: "notAPage" }],
])("[CHAT-07] [ADM-01] %j is refused", (change, problem) => {
  expect(problems({ ...rule, ...change })).toEqual([expect.objectContaining(problem)]);
});

test("[CHAT-07] [ADM-01] two rules of one name would share what the visitor has seen", () => {
  expect(problems(rule, rule)).toEqual([{ field: "proactive.1.texts", problem: "doubled" }]);
});
