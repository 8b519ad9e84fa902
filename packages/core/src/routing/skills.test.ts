import { aino, id, saga, waitingScenario } from "@rinnalla/testkit";
import type { SkillId, SkillRule } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { askedSkills, missingFor, skillsAskedNow, type OpenedWith } from "./skills.ts";

const [always, bills, swedish] = ["a_always", "b_bills", "c_sv"].map((name) => id<SkillId>(name)) as [
  SkillId,
  SkillId,
  SkillId,
];
const rules: readonly SkillRule[] = [
  { source: "locale", locale: "sv", skillId: swedish },
  { source: "answer", fieldId: "topic", optionId: "bill", skillId: bills },
  { source: "context", name: "plan", value: "Gold", skillId: bills },
];
const customer = { issuer: "https://shop.example", subject: "c1" };

test.each<[string, Partial<OpenedWith>, readonly SkillId[]]>([
  ["nothing is known", {}, [always]],
  ["the customer writes in the language", { locale: "sv" }, [always, swedish]],
  ["the answer was given", { answers: [{ fieldId: "topic", optionId: "bill" }] }, [always, bills]],
  ["another answer was given", { answers: [{ fieldId: "topic", optionId: "other" }] }, [always]],
  ["the answer's text alone is alike", { answers: [{ fieldId: "topic", text: "bill" }] }, [always]],
  ["the page says so, in other letters", { context: { plan: " gold" } }, [always, bills]],
  ["the page says otherwise", { context: { plan: "silver" } }, [always]],
  [
    "the site's token says otherwise than the page",
    { context: { plan: "gold" }, customer: { ...customer, context: { plan: "silver" } } },
    [always],
  ],
  ["the token says so", { customer: { ...customer, context: { plan: "gold" } } }, [always, bills]],
  [
    "two rules ask for one",
    { locale: "sv", context: { plan: "gold" }, answers: [{ fieldId: "topic", optionId: "bill" }] },
    [always, bills, swedish],
  ],
])("[ROUTE-01] skills asked when %s", (_when, known, expected) => {
  const opened: OpenedWith = { locale: "fi", answers: [], context: {}, ...known };
  expect(askedSkills([always], rules, opened)).toEqual(expected);
});

test("[ROUTE-01] a variable of the page is no property of its object", () => {
  const rule: SkillRule = { source: "context", name: "constructor", value: "x", skillId: bills };
  expect(askedSkills([], [rule], { locale: "fi", answers: [], context: {} })).toEqual([]);
});

test("[ROUTE-01] what is asked is asked until the wait is too long, and for ever if nothing else is said", () => {
  const asking = { skillIds: [bills], skillRelaxMs: 1_000, waitingSince: 5 };
  expect(skillsAskedNow(asking, 1_004)).toEqual([bills]);
  expect(skillsAskedNow(asking, 1_005)).toEqual([]);
  expect(skillsAskedNow({ ...asking, skillRelaxMs: null }, 1e12)).toEqual([bills]);
  const row = { skills: { ids: [bills, swedish], relaxMs: 1_000 }, waitingSince: null, openedAt: 5 };
  expect(missingFor(row, [bills], 6)).toEqual([swedish]);
  expect(missingFor(row, [], 1_005)).toEqual([]);
  expect(missingFor({ waitingSince: 1, openedAt: 1 }, [], 2)).toEqual([]);
});

test("[ROUTE-01] who lacks a skill cannot pick until anybody will do; a supervisor can assign all the same (ROUTE-04)", () => {
  const terms = { skillIds: [bills], skillRelaxMs: 60_000 };
  const on = waitingScenario({ terms });
  expect(on.say(aino, { type: "pickConversation" })).toEqual({ ok: false, code: "skillMissing" });
  on.pass(60_000);
  on.does(aino, { type: "pickConversation" });
  expect(on.state.agent?.agentId).toBe(aino.agentId);
  const other = waitingScenario({ terms });
  other.does(saga, { type: "assignConversation", agentId: aino.agentId });
  expect(other.state.agent?.agentId).toBe(aino.agentId);
});
