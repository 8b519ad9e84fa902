import { aino, activeScenario, customer, id, saga, system, waitingScenario } from "@rinnalla/testkit";
import type { AgentId, QueueId, Wait } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { summarise } from "../conversation/summary.ts";
import { addDays, emptyDay, serviceLevel, withWait } from "./queue-day.ts";

type Ended = Pick<Wait, "ms" | "isAnswered">;
const answered = (ms: number): Ended => ({ ms, isAnswered: true });
const left = (ms: number): Ended => ({ ms, isAnswered: false });

test.each<{ title: string; ended: readonly Ended[]; waits: readonly number[]; expected: number | null }>([
  { title: "nothing to count", ended: [], waits: [], expected: null },
  { title: "who waits within the threshold is not counted", ended: [], waits: [0, 60], expected: null },
  { title: "answered at the threshold is in time", ended: [answered(60)], waits: [], expected: 1 },
  { title: "and just after is not", ended: [answered(61)], waits: [], expected: 0 },
  { title: "left early is not counted", ended: [answered(1), left(60)], waits: [], expected: 1 },
  { title: "left late is missed", ended: [answered(1), left(61)], waits: [], expected: 0.5 },
  { title: "waits too long already: missed", ended: [answered(1)], waits: [61], expected: 0.5 },
  { title: "all at once", ended: [answered(5), answered(99), left(3), left(70)], waits: [20, 80], expected: 0.25 },
])("[SUP-01] service level: $title", ({ ended, waits, expected }) => {
  const now = 1_000;
  const day = ended.reduce(withWait, emptyDay(60));
  expect(
    serviceLevel(
      day,
      waits.map((ms) => now - ms),
      now,
    ),
  ).toBe(expected);
});

test("[SUP-01] queues are added up as each counted by its own threshold", () => {
  const quick = withWait(emptyDay(10), answered(20));
  const slow = withWait(emptyDay(100), answered(20));
  expect(addDays([quick, slow])).toMatchObject({ answered: 2, answeredInTime: 1, left: 0 });
});

test("[SUP-01] a wait ends with the agent's coming or with the end, once for each queueing", () => {
  const on = waitingScenario();
  const from = on.state.waitFrom ?? 0;
  on.pass(5_000);
  on.does(saga, { type: "assignConversation", agentId: aino.kind === "agent" ? aino.agentId : id<AgentId>("a") });
  expect(on.state.waits).toEqual([
    { queueId: on.state.queueId, ms: on.clock.now - from, endedAt: on.clock.now, isAnswered: true },
  ]);
  expect(summarise(on.state)).toMatchObject({ agentSince: on.clock.now, waits: on.state.waits });
  on.pass(1_000);
  on.does(saga, { type: "transferConversation", queueId: id<QueueId>("q_other") });
  expect(on.state).toMatchObject({ agentSince: null, waitFrom: on.clock.now });
  on.pass(7_000);
  on.does(customer, { type: "endConversation" });
  expect(on.state.waits.slice(1)).toEqual([
    { queueId: "q_other", ms: 7_000, endedAt: on.clock.now, isAnswered: false },
  ]);
});

test("[SUP-01] a customer whose agent was lost was answered before, so that no second wait is counted", () => {
  const on = activeScenario();
  const before = on.state.waits.length;
  const { agent } = on.state;
  if (!agent) throw new Error("nobody has it");
  on.does(system, { type: "agentLost", agentId: agent.agentId });
  expect(on.state.waitingSince).not.toBeNull();
  expect(on.state.waitFrom).toBeNull();
  on.pass(60_000);
  on.does(saga, { type: "assignConversation", agentId: agent.agentId });
  expect(on.state.waits).toHaveLength(before);
});
