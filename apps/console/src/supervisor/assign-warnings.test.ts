import { expect, test } from "vitest";
import { agentView } from "../testing/samples.ts";
import { assignWarnings } from "./assign-warnings.ts";

test("[ROUTE-04] the supervisor is warned of a call, of no room and of presence, and nothing more", () => {
  expect(assignWarnings(agentView(), 30)).toEqual([]);
  expect(assignWarnings(agentView({ load: 100, isInCall: true }), 30)).toEqual(["assign.warnCall"]);
  expect(assignWarnings(agentView({ load: 90, presence: "away" }), 30)).toEqual([
    "assign.warnFull",
    "assign.warnPresence",
  ]);
});
