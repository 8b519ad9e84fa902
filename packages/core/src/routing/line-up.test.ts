import { id } from "@rinnalla/testkit";
import type { AgentId, ConversationId, QueueId, SkillId } from "@rinnalla/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Assignment, RoutableAgent, WaitingConversation } from "./choose.ts";
import { createLineUp } from "./line-up.ts";

const queues = ["q", "r"].map((name) => id<QueueId>(name));
const skills = ["s", "t"].map((name) => id<SkillId>(name));
const agentIds = ["a", "b", "c"].map((name) => id<AgentId>(name));

/** The rule, in the plainest words: all are looked at for each. */
function chooseNext(waiting: readonly WaitingConversation[], agents: readonly RoutableAgent[]): Assignment | null {
  const byAge = waiting.toSorted(
    (a, b) => a.waitingSince - b.waitingSince || (a.conversationId < b.conversationId ? -1 : 1),
  );
  for (const { conversationId, queueId, units, passedBy, skillIds = [] } of byAge) {
    const fits = agents.filter(
      (agent) =>
        agent.presence === "available" &&
        agent.isSignedIn &&
        !agent.isLocked &&
        agent.queueIds.includes(queueId) &&
        agent.limit - agent.load >= units &&
        skillIds.every((skillId) => agent.skillIds?.includes(skillId)),
    );
    const order = (agent: RoutableAgent) => [
      passedBy.includes(agent.agentId) ? 1 : 0,
      agent.load,
      agent.lastGivenAt,
      agentIds.indexOf(agent.agentId),
    ];
    const [best] = fits.toSorted((a, b) => {
      const [one, other] = [order(a), order(b)];
      const at = one.findIndex((part, place) => part !== other[place]);
      return at < 0 ? 0 : one[at]! - other[at]!;
    });
    if (best) return { conversationId, agentId: best.agentId };
  }
  return null;
}

const agentPut = fc.record({
  kind: fc.constant("agent" as const),
  agentId: fc.constantFrom(...agentIds),
  presence: fc.constantFrom("available", "available", "away"),
  isLocked: fc.noBias(fc.nat(4)).map((n) => n === 0),
  load: fc.integer({ min: 0, max: 110 }),
  limit: fc.constantFrom(60, 100),
  lastGivenAt: fc.integer({ min: 0, max: 3 }),
  queueIds: fc.subarray(queues),
  skillIds: fc.subarray(skills),
});
const conversationPut = fc.record({
  kind: fc.constant("conversation" as const),
  at: fc.nat(7),
  queueId: fc.constantFrom(...queues),
  waitingSince: fc.integer({ min: 0, max: 4 }),
  units: fc.constantFrom(10, 30, 60),
  skillIds: fc.oneof(fc.constant([]), fc.subarray(skills)),
  passedBy: fc.subarray(agentIds),
});
const gone = fc.oneof(
  fc.record({ kind: fc.constant("agentGone" as const), agentId: fc.constantFrom(...agentIds) }),
  fc.record({ kind: fc.constant("conversationGone" as const), at: fc.nat(7) }),
);
const change = fc.oneof(
  { weight: 4, arbitrary: agentPut },
  { weight: 6, arbitrary: conversationPut },
  { weight: 1, arbitrary: gone },
  { weight: 5, arbitrary: fc.constant({ kind: "look" as const }) },
);

test("[ROUTE-08] whatever changes in whatever order, each look gives what looking at everybody would", () => {
  let given = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 20, maxLength: 60, size: "max" }), (changes) => {
      const lineUp = createLineUp();
      const agents = new Map<AgentId, RoutableAgent>();
      const waiting = new Map<ConversationId, WaitingConversation>();
      let latest = 0;
      for (const each of changes) {
        switch (each.kind) {
          case "agent": {
            const { kind: _kind, ...rest } = each;
            const agent = { ...rest, presence: each.presence as RoutableAgent["presence"], isSignedIn: true };
            agents.set(agent.agentId, agent);
            latest = Math.max(latest, agent.lastGivenAt);
            lineUp.putAgent(agent);
            break;
          }
          case "conversation": {
            const { kind: _kind, at, ...rest } = each;
            const conversation = { ...rest, conversationId: id<ConversationId>(`c${at}`) };
            waiting.set(conversation.conversationId, conversation);
            lineUp.putWaiting(conversation);
            break;
          }
          case "agentGone":
            agents.delete(each.agentId);
            lineUp.removeAgent(each.agentId);
            break;
          case "conversationGone":
            waiting.delete(id<ConversationId>(`c${each.at}`));
            lineUp.removeWaiting(id<ConversationId>(`c${each.at}`));
            break;
          case "look": {
            const expected = chooseNext([...waiting.values()], [...agents.values()]);
            expect(lineUp.next()).toEqual(expected);
            if (!expected) break;
            given += 1;
            const { agentId, conversationId } = expected;
            const agent = agents.get(agentId)!;
            latest += 1;
            agents.set(agentId, {
              ...agent,
              load: agent.load + waiting.get(conversationId)!.units,
              lastGivenAt: latest,
            });
            waiting.delete(conversationId);
          }
        }
      }
    }),
    { numRuns: 2_000 },
  );
  expect(given).toBeGreaterThan(1_000);
});

test("[ROUTE-03] a freed slot among a thousand full agents costs no more than among ten", () => {
  const perLook = (agents: number, waiting: number): number => {
    const lineUp = createLineUp();
    const agent = (at: number, load: number): RoutableAgent => ({
      agentId: id<AgentId>(`a${at}`),
      presence: "available",
      isSignedIn: true,
      queueIds: [queues[0]!],
      load,
      limit: 100,
      isLocked: false,
      lastGivenAt: at,
    });
    // All have some room, and too little.
    for (let at = 0; at < agents; at += 1) lineUp.putAgent(agent(at, 80));
    const conversation = (at: number): WaitingConversation => ({
      conversationId: id<ConversationId>(`c${at}`),
      queueId: queues[0]!,
      waitingSince: at,
      units: 30,
      passedBy: [],
    });
    for (let at = 0; at < waiting; at += 1) lineUp.putWaiting(conversation(at));
    expect(lineUp.next()).toBeNull();
    const looks = 2_000;
    const begun = performance.now();
    for (let look = 0; look < looks; look += 1) {
      lineUp.putAgent(agent(look % agents, 50));
      expect(lineUp.next()?.conversationId).toBe(`c${look}`);
      lineUp.putAgent(agent(look % agents, 80));
      lineUp.putWaiting(conversation(waiting + look));
    }
    return (performance.now() - begun) / looks;
  };
  perLook(10, 100);
  // Linear, it would be a hundredfold.
  expect(perLook(1_000, 10_000)).toBeLessThan(10 * perLook(10, 100));
});
