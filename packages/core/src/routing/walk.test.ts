import {
  aino,
  brokenInvariants,
  createLedger,
  id,
  moveKindsOf,
  moveToSay,
  outcomeOf,
  saga,
  system,
  ville,
  waitingScenario,
  type Clock,
  type Ledger,
  type Move,
  type Scenario,
} from "@rinnalla/testkit";
import type { AgentId, CallId, OfferId, Presence, SkillId } from "@rinnalla/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { missingSkills, skillsAskedNow } from "./skills.ts";
import { chooseAssignments, type RoutableAgent, type WaitingConversation } from "./choose.ts";

/** Several conversations that compete for two agents; routing runs after every move, as in the server. */
interface House {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly conversations: readonly Scenario[];
  readonly presence: Map<AgentId, Presence>;
  readonly story: string[];
  /** How much of each log was checked. */
  readonly checked: Map<Scenario, number>;
  /** Offers that found no room although routing had just seen it. */
  refusals: number;
}

const people = [aino, ville];
const limit = 100;
const queueIds = [id<WaitingConversation["queueId"]>("q_service"), id<WaitingConversation["queueId"]>("q_other")];

/** Aino has it; the conversations of 70 ask for it, for a minute. */
const swedish = id<SkillId>("sk_sv");

function openHouse(units: readonly number[]): House {
  const clock: Clock = { now: 1_000_000 };
  const ledger = createLedger(() => limit);
  const conversations = units.map((each, at) =>
    waitingScenario({
      id: `conv${at}`,
      clock,
      ledger,
      terms: { units: each, ...(each === 70 && { skillIds: [swedish], skillRelaxMs: 60_000 }) },
    }),
  );
  return {
    clock,
    ledger,
    conversations,
    presence: new Map(people.map((one) => [one.agentId, "available"])),
    story: [],
    checked: new Map(),
    refusals: 0,
  };
}

function agentsOf(house: House): readonly RoutableAgent[] {
  return people.map(({ agentId }) => ({
    agentId,
    presence: house.presence.get(agentId) ?? "available",
    isSignedIn: true,
    queueIds,
    load: house.ledger.loadOf(agentId),
    limit,
    isLocked: house.ledger.isLocked(agentId),
    lastGivenAt: 0,
    skillIds: agentId === aino.agentId ? [swedish] : [],
  }));
}

function waitingOf(house: House): readonly WaitingConversation[] {
  return house.conversations.flatMap(({ state }) =>
    state.status === "open" && state.offer === null && state.waitingSince !== null
      ? [
          {
            conversationId: state.id,
            queueId: state.queueId,
            waitingSince: state.waitingSince,
            units: state.terms.units,
            passedBy: state.passedBy,
            ...(state.terms.skillIds && {
              skillIds: state.terms.skillIds,
              skillRelaxMs: state.terms.skillRelaxMs ?? 0,
            }),
          },
        ]
      : [],
  );
}

function route(house: House): void {
  for (const { conversationId, agentId } of chooseAssignments(waitingOf(house), agentsOf(house), house.clock.now)) {
    const on = house.conversations.find((one) => one.id === conversationId);
    const offerId = id<OfferId>(`offer${house.story.length}-${conversationId}`);
    const answer = on?.say(system, { type: "offerConversation", offerId, agentId });
    if (!answer?.ok) house.refusals += 1;
    house.story.push(`${conversationId} is offered to ${agentId}`);
  }
}

/** What was taken by routing, picking and calls; a supervisor's assign may go over (ROUTE-04). */
function loadWithoutForce(house: House, agentId: AgentId): number {
  const forced = new Set(house.conversations.filter(wasAssigned).map((one) => one.id));
  const claims = house.ledger
    .heldBy(agentId)
    .filter((claim) => claim.kind === "call" || !forced.has(claim.conversationId));
  return claims.reduce((sum, claim) => sum + claim.units, 0);
}

function wasAssigned(on: Scenario): boolean {
  const joined = on.log.map(({ event }) => event).findLast((event) => event.type === "agentJoined");
  return joined?.type === "agentJoined" && joined.how === "assign";
}

/** What was refused, or found nothing to do, changed nothing. */
function hasGrown(house: House, on: Scenario): boolean {
  const before = house.checked.get(on) ?? 0;
  house.checked.set(on, on.log.length);
  return on.log.length > before;
}

function expectSound(house: House): void {
  const broken = house.conversations.filter((on) => hasGrown(house, on)).flatMap(brokenInvariants);
  for (const { agentId } of people)
    if (loadWithoutForce(house, agentId) > limit) broken.push(`${agentId} is over the limit`);
  if (house.refusals > 0) broken.push("an offer found no room");
  for (const conversation of waitingOf(house)) {
    for (const agent of agentsOf(house)) {
      const isEligible =
        missingSkills(skillsAskedNow(conversation, house.clock.now), agent.skillIds ?? []).length === 0;
      const hasRoom =
        isEligible &&
        agent.presence === "available" &&
        !agent.isLocked &&
        agent.load + conversation.units <= agent.limit;
      if (hasRoom) broken.push(`${conversation.conversationId} waits while ${agent.agentId} has room`);
    }
  }
  if (broken.length > 0) throw new Error(`${broken.join("\n")}\nafter\n${house.story.join("\n")}`);
}

const natural = fc.noBias(fc.nat(1000));
const rarely = (of: number) => fc.noBias(fc.nat(of - 1)).map((n) => n === 0);
const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.noBias(fc.constantFrom(...moveKindsOf(["chat", "desk", "call", "visual", "ends"]))),
  pick: natural,
  isWrongActor: rarely(12),
  isStale: rarely(12),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ at: natural, move }) },
  { weight: 2, arbitrary: fc.constantFrom(1_000, 31_000, 61_000, 121_000) },
  { weight: 1, arbitrary: fc.constantFrom(aino, ville) },
  { weight: 3, arbitrary: fc.constantFrom<"accept" | "call">("accept", "call") },
);

type Act = { readonly at: number; readonly move: Move } | number | typeof aino | "accept" | "call";

function perform(house: House, one: Act): void {
  if (one === "accept" || one === "call") {
    for (const on of house.conversations) (one === "accept" ? acceptOffered : startCall)(house, on);
  } else if (typeof one === "object" && "agentId" in one) {
    const { agentId } = one;
    house.presence.set(agentId, house.presence.get(agentId) === "available" ? "away" : "available");
    house.story.push(`${agentId} is ${house.presence.get(agentId)}`);
  } else if (typeof one === "number") {
    const begun = house.clock.now;
    for (const on of house.conversations) {
      house.clock.now = begun;
      on.pass(one);
    }
    house.story.push(`${one} ms pass`);
  } else {
    const on = house.conversations[one.at % house.conversations.length];
    if (!on) return;
    const [by, command] = moveToSay(one.move, on);
    house.story.push(`${on.id}: ${by.kind} says ${JSON.stringify(command)}: ${outcomeOf(on.say(by, command))}`);
  }
  route(house);
}

function acceptOffered(house: House, on: Scenario): void {
  const { offer } = on.state;
  const by = people.find(({ agentId }) => agentId === offer?.agentId);
  if (!offer || !by) return;
  on.does(by, { type: "acceptOffer", offerId: offer.offerId });
  house.story.push(`${on.id} is accepted by ${by.agentId}`);
}

function startCall(house: House, on: Scenario): void {
  const by = people.find(({ agentId }) => agentId === on.state.agent?.agentId);
  if (!by) return;
  const callId = id<CallId>(`call-${on.log.length}`);
  const outcome = outcomeOf(on.say(by, { type: "startCall", callId, mode: "voice", clientId: id("desk1") }));
  house.story.push(`${on.id}: ${by.agentId} starts a call: ${outcome}`);
}

test(
  "[ROUTE-08] over several conversations and agents: nobody over the limit but by a supervisor, and nobody waits beside room",
  { timeout: 60_000 },
  () => {
    let offers = 0;
    let locks = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(30, 40, 70), { minLength: 3, maxLength: 6 }),
        fc.array(act, { minLength: 10, maxLength: 80, size: "max" }),
        (units, acts) => {
          const house = openHouse(units);
          route(house);
          for (const one of acts) {
            perform(house, one);
            expectSound(house);
            if (people.some(({ agentId }) => house.ledger.isLocked(agentId))) locks += 1;
          }
          offers += house.story.filter((line) => line.includes("is offered to")).length;
        },
      ),
      { numRuns: 200 },
    );
    // A walk in which nothing is offered and nobody calls proves nothing.
    expect(offers).toBeGreaterThan(500);
    expect(locks).toBeGreaterThan(100);
  },
);

test("[ROUTE-03] while the agent calls, what waits goes on waiting; when the call ends, the oldest comes at once", () => {
  const house = openHouse([30, 30, 30]);
  house.presence.set(ville.agentId, "away");
  const [first, second, third] = house.conversations;
  if (!first || !second || !third) throw new Error("three were opened");
  first.does(saga, { type: "assignConversation", agentId: aino.agentId });
  first.does(aino, { type: "startCall", callId: id("call1"), mode: "voice", clientId: id("desk1") });
  route(house);
  expect(waitingOf(house).map((one) => one.conversationId)).toEqual([second.id, third.id]);
  second.does(saga, { type: "assignConversation", agentId: aino.agentId });
  expect(house.ledger.loadOf(aino.agentId)).toBe(130);
  first.does(aino, { type: "endCall", callId: id("call1"), reason: "hungUp" });
  route(house);
  expect(third.state.offer?.agentId).toBe(aino.agentId);
});
