import { id } from "@rinnalla/testkit";
import type { AgentId, ConversationId, QueueId, SkillId } from "@rinnalla/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { missingSkills, skillsAskedNow } from "./skills.ts";
import { chooseAssignments, type RoutableAgent, type WaitingConversation } from "./choose.ts";

const skills = ["s0", "s1"].map((name) => id<SkillId>(name));
const queue = id<QueueId>("q");

function agent(name: string, changes: Partial<RoutableAgent> = {}): RoutableAgent {
  return {
    agentId: id<AgentId>(name),
    presence: "available",
    isSignedIn: true,
    queueIds: [queue],
    load: 0,
    limit: 100,
    isLocked: false,
    lastGivenAt: 0,
    ...changes,
  };
}

function waiting(name: string, waitingSince: number, changes: Partial<WaitingConversation> = {}): WaitingConversation {
  return {
    conversationId: id<ConversationId>(name),
    queueId: queue,
    waitingSince,
    units: 30,
    passedBy: [],
    ...changes,
  };
}

function choose(conversations: readonly WaitingConversation[], agents: readonly RoutableAgent[]): string[] {
  return chooseAssignments(conversations, agents, 0).map(
    ({ conversationId, agentId }) => `${conversationId}>${agentId}`,
  );
}

test("[ROUTE-03] freed capacity pulls the oldest waiting conversation", () => {
  expect(choose([waiting("young", 20), waiting("old", 10)], [agent("a", { load: 70 })])).toEqual(["old>a"]);
});

test.each<[string, Partial<RoutableAgent>]>([
  ["is not available", { presence: "busy" }],
  ["was set inactive", { presence: "inactive" }],
  ["is not signed in", { isSignedIn: false }],
  ["is in a call", { isLocked: true }],
  ["is not in the queue", { queueIds: [id<QueueId>("other")] }],
  ["has too little room", { load: 71 }],
  ["is over the limit", { load: 130 }],
])("[ROUTE-01] nothing goes to an agent who %s", (_why, changes) => {
  expect(choose([waiting("c", 1)], [agent("a", changes)])).toEqual([]);
});

test("[ROUTE-02] loads grow as conversations are given, so that nobody goes over the limit", () => {
  const many = Array.from({ length: 10 }, (_, at) => waiting(`c${at}`, at));
  expect(choose(many, [agent("a"), agent("b", { load: 30 })])).toEqual(["c0>a", "c1>b", "c2>a", "c3>b", "c4>a"]);
});

test("[ROUTE-01] the least loaded goes first, then the longest idle", () => {
  expect(choose([waiting("c", 1)], [agent("a", { load: 30 }), agent("b")])).toEqual(["c>b"]);
  expect(choose([waiting("c", 1)], [agent("a", { lastGivenAt: 9 }), agent("b", { lastGivenAt: 5 })])).toEqual(["c>b"]);
});

test("[ROUTE-01] who was asked in vain is asked again only if there is nobody else", () => {
  const passed = waiting("c", 1, { passedBy: [id<AgentId>("a")] });
  expect(choose([passed], [agent("a"), agent("b", { load: 60 })])).toEqual(["c>b"]);
  expect(choose([passed], [agent("a"), agent("b", { load: 90 })])).toEqual(["c>a"]);
});

test("[ROUTE-08] a conversation that fits nobody does not hold up the younger ones", () => {
  const found = choose(
    [waiting("big", 1, { units: 80 }), waiting("elsewhere", 2, { queueId: id<QueueId>("empty") }), waiting("small", 3)],
    [agent("a", { load: 50 })],
  );
  expect(found).toEqual(["small>a"]);
});

test("[ROUTE-08] an agent of two queues fills up once", () => {
  const other = id<QueueId>("other");
  const both = agent("a", { load: 40, queueIds: [queue, other] });
  expect(choose([waiting("c1", 1), waiting("c2", 2, { queueId: other }), waiting("c3", 3)], [both])).toEqual([
    "c1>a",
    "c2>a",
  ]);
});

test("[ROUTE-01] what an agent was given through one queue counts in the other", () => {
  const other = id<QueueId>("other");
  const agents = [agent("a", { queueIds: [queue, other] }), agent("b", { load: 10, queueIds: [other] })];
  expect(choose([waiting("c1", 1), waiting("c2", 2, { queueId: other })], agents)).toEqual(["c1>a", "c2>b"]);
});

test("[ROUTE-08] nobody goes over the limit, and nobody with room is left idle beside a conversation that waits", () => {
  const queues = ["q", "r", "s"].map((name) => id<QueueId>(name));
  const agents = fc.array(
    fc.record({
      presence: fc.constantFrom("available", "available", "available", "busy"),
      isSignedIn: fc.boolean(),
      isLocked: fc.boolean(),
      load: fc.integer({ min: 0, max: 120 }),
      limit: fc.constantFrom(60, 100),
      lastGivenAt: fc.integer({ min: 0, max: 5 }),
      queueIds: fc.subarray(queues),
      skillIds: fc.subarray(skills),
    }),
    { maxLength: 6 },
  );
  const conversations = fc.array(
    fc.record({
      queueId: fc.constantFrom(...queues),
      waitingSince: fc.integer({ min: 0, max: 9 }),
      units: fc.constantFrom(10, 30, 50),
      skillIds: fc.oneof(fc.constant([]), fc.subarray(skills)),
      skillRelaxMs: fc.constantFrom(3, 1_000),
      passedBy: fc.subarray(["a0", "a1", "a2"].map((name) => id<AgentId>(name))),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(agents, conversations, (agentParts, conversationParts) => {
      const all = agentParts.map((part, at) => agent(`a${at}`, part as Partial<RoutableAgent>));
      const queued = conversationParts.map((part, at) => waiting(`c${at}`, part.waitingSince, part));
      const given = chooseAssignments(queued, all, 8);
      const byId = new Map(queued.map((conversation) => [conversation.conversationId, conversation]));
      expect(new Set(given.map((one) => one.conversationId)).size).toBe(given.length);
      const loads = new Map(all.map((one) => [one.agentId, one.load]));
      for (const { conversationId, agentId } of given)
        loads.set(agentId, (loads.get(agentId) ?? 0) + (byId.get(conversationId)?.units ?? 0));
      const mayTake = (one: RoutableAgent, conversation: WaitingConversation) =>
        one.presence === "available" &&
        one.isSignedIn &&
        !one.isLocked &&
        one.queueIds.includes(conversation.queueId) &&
        missingSkills(skillsAskedNow(conversation, 8), one.skillIds ?? []).length === 0;
      for (const { conversationId, agentId } of given) {
        const to = all.find((one) => one.agentId === agentId);
        expect(to && mayTake(to, byId.get(conversationId)!)).toBe(true);
        expect(loads.get(agentId)).toBeLessThanOrEqual(to?.limit ?? 0);
      }
      const left = queued.filter(
        (conversation) => !given.some((one) => one.conversationId === conversation.conversationId),
      );
      for (const conversation of left) {
        for (const one of all) {
          if (mayTake(one, conversation))
            expect((loads.get(one.agentId) ?? 0) + conversation.units).toBeGreaterThan(one.limit);
        }
      }
    }),
    { numRuns: 500 },
  );
});

const [swedish, bills] = ["sv", "bills"].map((name) => id<SkillId>(name)) as [SkillId, SkillId];

test.each<[string, Partial<WaitingConversation>, number, string[]]>([
  ["one of the two", { skillIds: [swedish] }, 1, ["c>sv"]],
  ["both skills", { skillIds: [bills, swedish] }, 1, ["c>both"]],
  ["what nobody has", { skillIds: [id<SkillId>("none")] }, 1_000_000, []],
  ["it, a moment before it is waived", { skillIds: [bills], skillRelaxMs: 60_000 }, 60_000, ["c>both"]],
  ["it, for too long", { skillIds: [bills, id<SkillId>("none")], skillRelaxMs: 60_000 }, 60_001, ["c>plain"]],
])("[ROUTE-01] of those with room, who has the skills is chosen: %s", (_what, asks, now, expected) => {
  const agents = [
    agent("plain"),
    agent("sv", { skillIds: [swedish], load: 10 }),
    agent("both", { skillIds: [swedish, bills], load: 20 }),
  ];
  const given = chooseAssignments([waiting("c", 1, asks)], agents, now);
  expect(given.map(({ conversationId, agentId }) => `${conversationId}>${agentId}`)).toEqual(expected);
});

test("[ROUTE-08] what waits for a skill does not hold up the younger ones, and a load grows over all that is asked", () => {
  const asks = Array.from({ length: 5 }, (_, at) => waiting(`s${at}`, at, { skillIds: [swedish] }));
  const plain = [waiting("p0", 10), waiting("p1", 11), waiting("p2", 12)];
  const agents = [agent("plain", { load: 70 }), agent("sv", { skillIds: [swedish], load: 20 })];
  expect(choose([...asks, ...plain], agents)).toEqual(["s0>sv", "s1>sv", "p0>plain"]);
});

test("[ROUTE-08] ten thousand that wait and a thousand agents are settled in well under a second", () => {
  const agents = Array.from({ length: 1000 }, (_, at) => agent(`a${at}`, { load: (at * 7) % 100 }));
  const conversations = Array.from({ length: 10_000 }, (_, at) => waiting(`c${at}`, at, { units: at % 2 ? 30 : 10 }));
  const begun = performance.now();
  const given = chooseAssignments(conversations, agents, 0);
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(given.length).toBeGreaterThan(1_000);
});
