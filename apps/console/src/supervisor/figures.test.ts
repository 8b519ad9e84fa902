import type { AgentId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { agentView, aino, start, summary } from "../testing/samples.ts";
import { assignWarnings, figuresOf } from "./figures.ts";

test("[SUP-01] the live figures", () => {
  const rows = [
    summary({ id: "a", waitingSince: start + 5 }),
    summary({ id: "b", waitingSince: start }),
    summary({ id: "c", status: "active", agentId: aino, waitingSince: null }),
    summary({ id: "d", status: "wrapUp", agentId: aino, waitingSince: null }),
  ];
  const agents = [agentView({ isInCall: true }), agentView({ id: "a_ville" as AgentId, isSignedIn: false })];
  const desk = {
    isLoaded: true,
    conversations: new Map(rows.map((row) => [row.id, row])),
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    queues: new Map(),
    callBacks: new Map(),
  };
  expect(figuresOf(desk)).toEqual({ waiting: 2, longestSince: start, inProgress: 1, inCall: 1, signedIn: 1 });
});

test("[ROUTE-04] the supervisor is warned of a call, of no room and of presence, and nothing more", () => {
  expect(assignWarnings(agentView(), 30)).toEqual([]);
  expect(assignWarnings(agentView({ load: 100, isInCall: true }), 30)).toEqual(["assign.warnCall"]);
  expect(assignWarnings(agentView({ load: 90, presence: "away" }), 30)).toEqual([
    "assign.warnFull",
    "assign.warnPresence",
  ]);
});
