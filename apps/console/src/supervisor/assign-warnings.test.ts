import type { SkillId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { agentView } from "../testing/samples.ts";
import { assignWarnings, skillsMissing } from "./assign-warnings.ts";

const plain = { units: 30, waitingSince: 0, openedAt: 0 };

test("[ROUTE-04] the supervisor is warned of a call, of no room and of presence, and nothing more", () => {
  expect(assignWarnings(agentView(), plain, 0)).toEqual([]);
  expect(assignWarnings(agentView({ load: 100, isInCall: true }), plain, 0)).toEqual(["assign.warnCall"]);
  expect(assignWarnings(agentView({ load: 90, presence: "away" }), plain, 0)).toEqual([
    "assign.warnFull",
    "assign.warnPresence",
  ]);
});

test("[ROUTE-05] busy by load is no choice, and is told by its cause alone", () => {
  const busy = agentView({ load: 90, presence: "busy", isBusyByLoad: true });
  expect(assignWarnings(busy, plain, 0)).toEqual(["assign.warnFull"]);
  expect(assignWarnings(agentView({ presence: "busy", takesOffers: true }), plain, 0)).toEqual([]);
});

test("[ROUTE-04] a missing skill is told, until anybody will do", () => {
  const [sv, bills] = ["sk_sv", "sk_bills"] as SkillId[];
  const asking = { ...plain, skills: { ids: [bills!, sv!], relaxMs: 60_000 } };
  const agent = agentView({ skillIds: [bills!] });
  expect(assignWarnings(agent, asking, 59_999)).toEqual(["assign.warnSkills"]);
  expect(skillsMissing(agent, asking, 59_999)).toEqual([sv]);
  expect(assignWarnings(agent, asking, 60_000)).toEqual([]);
});
