import { activeScenario, aino, customer, id, outcomeOf, saga, system, ville, waitingScenario } from "@rinnalla/testkit";
import type { AgentId, OfferId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "./commands.ts";

const offerTo = (agentId: AgentId, offerId = "offer1"): Command => ({
  type: "offerConversation",
  offerId: id<OfferId>(offerId),
  agentId,
});
const accept = (offerId = "offer1"): Command => ({ type: "acceptOffer", offerId: id<OfferId>(offerId) });
const decline = (offerId = "offer1"): Command => ({ type: "declineOffer", offerId: id<OfferId>(offerId) });

test("[ROUTE-01] a new conversation waits in its queue and is offered with a countdown; who accepts has it", () => {
  const on = waitingScenario();
  expect(on.state).toMatchObject({ status: "open", queueId: "q_service", waitingSince: on.clock.now, agent: null });
  on.does(system, offerTo(aino.agentId));
  expect(on.timers.get("offer")).toBe(on.clock.now + 120_000);
  expect(on.ledger.loadOf(aino.agentId)).toBe(30);
  on.does(aino, accept());
  expect(on.state).toMatchObject({
    status: "active",
    agent: { agentId: aino.agentId, name: "Aino" },
    waitingSince: null,
    offer: null,
  });
  expect(on.ledger.loadOf(aino.agentId)).toBe(30);
  expect(on.timers.size).toBe(0);
});

test("[ROUTE-01] an unanswered offer goes back to the queue, its place kept, and sets the agent inactive", () => {
  const on = waitingScenario();
  const since = on.clock.now;
  on.does(system, offerTo(aino.agentId));
  on.clock.now += 120_000;
  const decision = on.say(system, { type: "fireTimer", timer: "offer" });
  expect(decision).toMatchObject({ effects: expect.arrayContaining([{ type: "setInactive", agentId: aino.agentId }]) });
  expect(outcomeOf(decision)).toBe("offerExpired + conversationQueued:expired");
  expect(on.state).toMatchObject({ status: "open", waitingSince: since, passedBy: [aino.agentId], offer: null });
  expect(on.ledger.claims()).toEqual([]);
});

test("[ROUTE-01] an offer's timer that fires for an older offer does nothing", () => {
  const on = waitingScenario();
  on.does(system, offerTo(aino.agentId));
  on.clock.now += 100_000;
  on.does(aino, decline());
  on.does(system, offerTo(ville.agentId, "offer2"));
  on.clock.now += 20_000;
  expect(on.does(system, { type: "fireTimer", timer: "offer" })).toEqual([]);
  expect(on.state.offer?.agentId).toBe(ville.agentId);
});

test("[ROUTE-01] a declined offer frees the units and goes back without blame", () => {
  const on = waitingScenario();
  on.does(system, offerTo(aino.agentId));
  expect(outcomeOf(on.say(aino, decline()))).toBe("offerDeclined + conversationQueued:declined");
  expect(on.state).toMatchObject({ passedBy: [aino.agentId], waitingSince: on.state.openedAt });
  expect(on.ledger.claims()).toEqual([]);
  expect(on.timers.size).toBe(0);
});

test("[ROUTE-01] a withdrawn offer frees the units and does not count as asked in vain", () => {
  const on = waitingScenario();
  on.does(system, offerTo(aino.agentId));
  on.does(system, { type: "withdrawOffer", offerId: id("offer1") });
  expect(on.state).toMatchObject({ offer: null, passedBy: [] });
  expect(on.ledger.claims()).toEqual([]);
  expect(on.does(system, { type: "withdrawOffer", offerId: id("offer1") })).toEqual([]);
});

test("[ROUTE-01] only the one who was asked can answer, and only the standing offer", () => {
  const on = waitingScenario();
  on.does(system, offerTo(aino.agentId));
  expect(on.isRefused(ville, accept())).toBe("offerGone");
  expect(on.isRefused(aino, accept("offer0"))).toBe("offerGone");
  expect(on.isRefused(ville, decline())).toBe("offerGone");
  on.does(aino, decline());
  expect(on.isRefused(aino, accept())).toBe("offerGone");
});

test("[ROUTE-08] who has the conversation may accept again to no effect; nobody else gets it", () => {
  const on = activeScenario();
  expect(on.does(aino, accept())).toEqual([]);
  expect(on.isRefused(ville, accept())).toBe("offerGone");
  expect(on.isRefused(ville, { type: "pickConversation" })).toBe("offerGone");
  expect(on.isRefused(system, offerTo(ville.agentId, "offer2"))).toBe("wrongState");
});

test("[ROUTE-02] an offer that does not fit is refused, and nothing is written", () => {
  const first = activeScenario({ terms: { units: 60 } });
  const second = waitingScenario({ id: "conv2", ledger: first.ledger, terms: { units: 60 } });
  expect(second.isRefused(system, offerTo(aino.agentId))).toBe("noRoom");
  expect(second.state.offer).toBeNull();
});

test("[ROUTE-01] an agent picks from the queue what fits, and accepts what is offered by picking it", () => {
  const on = waitingScenario();
  expect(outcomeOf(on.say(ville, { type: "pickConversation" }))).toBe("agentJoined:pick");
  expect(on.ledger.loadOf(ville.agentId)).toBe(30);

  const offered = waitingScenario();
  offered.does(system, offerTo(aino.agentId));
  expect(offered.isRefused(ville, { type: "pickConversation" })).toBe("offerGone");
  expect(outcomeOf(offered.say(aino, { type: "pickConversation" }))).toBe("agentJoined:offer");
  expect(offered.ledger.loadOf(aino.agentId)).toBe(30);
  expect(offered.timers.size).toBe(0);
});

test("[ROUTE-06] what has ended is offered to nobody", () => {
  const on = waitingScenario();
  on.does(system, offerTo(aino.agentId));
  on.does(customer, { type: "endConversation" });
  expect(on.isRefused(aino, accept())).toBe("conversationEnded");
  expect(on.isRefused(system, offerTo(aino.agentId))).toBe("conversationEnded");
  expect(on.isRefused(ville, { type: "pickConversation" })).toBe("conversationEnded");
  expect(on.isRefused(saga, { type: "assignConversation", agentId: ville.agentId })).toBe("conversationEnded");
});
