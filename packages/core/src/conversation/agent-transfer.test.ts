import {
  activeScenario,
  aino,
  connectedScenario,
  id,
  liveVisualScenario,
  otso,
  outcomeOf,
  pages,
  saga,
  system,
  ville,
  waitingScenario,
} from "@rinnalla/testkit";
import type { AgentId, OfferId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "./commands.ts";

const offerId = id<OfferId>("transfer1");
const to = (agentId: AgentId): Command => ({
  type: "transferToAgent",
  agentId,
  offerId,
  note: "Waits for a parcel",
});
const accept: Command = { type: "acceptOffer", offerId };
const decline: Command = { type: "declineOffer", offerId };

function offered() {
  const on = activeScenario();
  on.does(aino, to(ville.agentId));
  return on;
}

test("[ROUTE-07] a transfer is offered to the colleague with a note; until the yes the conversation keeps its agent", () => {
  const on = offered();
  expect(on.does(aino, to(ville.agentId))).toEqual([]);
  expect(on.state).toMatchObject({
    status: "active",
    agent: { agentId: aino.agentId },
    offer: { agentId: ville.agentId, expiresAt: on.clock.now + on.state.terms.offerMs },
    transfer: { agentId: ville.agentId, note: "Waits for a parcel" },
  });
  expect(on.ledger.loadOf(aino.agentId)).toBe(30);
  expect(on.ledger.loadOf(ville.agentId)).toBe(30);
  expect(outcomeOf(on.say(ville, accept))).toBe("agentLeft:transferred + agentJoined:transfer");
  expect(on.does(ville, accept)).toEqual([]);
  expect(on.state).toMatchObject({ agent: { agentId: ville.agentId }, offer: null, transfer: null, status: "active" });
  expect(on.ledger.loadOf(aino.agentId)).toBe(0);
  expect(on.ledger.loadOf(ville.agentId)).toBe(30);
  expect(on.timers.size).toBe(0);
  expect(JSON.stringify(on.seenByCustomer())).not.toMatch(/parcel|transferAsked|Offered/);
});

test("[ROUTE-07] declined, it stays where it was, and the colleague holds nothing", () => {
  const on = offered();
  expect(outcomeOf(on.say(ville, decline))).toBe("offerDeclined + transferEnded:declined");
  expect(on.state).toMatchObject({ agent: { agentId: aino.agentId }, offer: null, transfer: null, waitingSince: null });
  expect(on.ledger.heldBy(ville.agentId)).toEqual([]);
  expect(on.timers.size).toBe(0);
});

test("[ROUTE-07] unanswered, it stays where it was; the colleague is not set inactive", () => {
  const on = offered();
  on.clock.now += on.state.terms.offerMs;
  const fired = on.say(system, { type: "fireTimer", timer: "offer" });
  expect(outcomeOf(fired)).toBe("offerExpired + transferEnded:expired");
  expect(fired.ok && fired.effects.some((effect) => effect.type === "setInactive")).toBe(false);
});

test("[ROUTE-07] the agent thinks better of it", () => {
  const on = offered();
  expect(outcomeOf(on.say(aino, { type: "cancelTransfer" }))).toBe("offerWithdrawn + transferEnded:cancelled");
  expect(on.isRefused(ville, accept)).toBe("offerGone");
  expect(on.ledger.heldBy(ville.agentId)).toEqual([]);
});

test.each<[string, Command, string]>([
  ["the agent is lost", { type: "agentLost", agentId: aino.agentId }, "agentLeft:lost + conversationQueued:agentLost"],
  ["the conversation ends", { type: "endConversation" }, ""],
  [
    "a supervisor assigns it to a third",
    { type: "assignConversation", agentId: otso.agentId },
    "agentLeft:transferred + agentJoined:assign",
  ],
  [
    "it goes to a queue",
    { type: "transferConversation", queueId: id("q_other") },
    "agentLeft:transferred + conversationQueued:transfer",
  ],
])("[ROUTE-07] a transfer ends when %s", (_, command, rest) => {
  const on = offered();
  const outcome = outcomeOf(on.say(command.type === "agentLost" ? system : saga, command));
  expect(outcome.split(" + ").filter((one) => one.startsWith("offerWithdrawn"))).toHaveLength(1);
  expect(outcome).toContain("transferEnded:cancelled");
  expect(outcome).toContain(rest);
  expect(on.ledger.heldBy(ville.agentId)).toEqual([]);
  expect(on.state.transfer).toBeNull();
});

test("[ROUTE-07] a call takes the transfer back: one does not hand over what one is speaking in", () => {
  const on = offered();
  expect(outcomeOf(on.say(aino, { type: "startCall", callId: id("call1"), mode: "voice", clientId: pages.desk }))).toBe(
    "offerWithdrawn + transferEnded:cancelled + callStarted",
  );
  const live = connectedScenario();
  expect(live.isRefused(aino, to(ville.agentId))).toBe("callExists");
});

test("[ROUTE-07] [ROUTE-02] an agent's transfer needs room at the colleague's; a supervisor's does not", () => {
  const busy = connectedScenario();
  const held = waitingScenario({ id: "conv3", ledger: busy.ledger });
  held.does(saga, { type: "assignConversation", agentId: ville.agentId });
  // Aino is in a call.
  expect(held.isRefused(ville, to(aino.agentId))).toBe("noRoom");
  expect(held.does(saga, to(aino.agentId))).toEqual(["transferAsked", "conversationOffered"]);
  expect(held.does(aino, accept)).toContain("agentJoined");
  expect(held.ledger.heldBy(ville.agentId)).toEqual([]);
});

test("[ROUTE-04] assigning to the colleague to whom it is on its way is the answer", () => {
  const on = offered();
  expect(outcomeOf(on.say(saga, { type: "assignConversation", agentId: ville.agentId }))).toBe(
    "agentLeft:transferred + agentJoined:assign",
  );
  expect(on.ledger.claims()).toMatchObject([{ agentId: ville.agentId, units: 30 }]);
  expect(on.timers.size).toBe(0);
});

test("[ROUTE-07] a colleague who is consulted becomes the primary agent at once; what lives inside ends", () => {
  const on = liveVisualScenario();
  on.does(aino, { type: "askConsult", agentId: ville.agentId });
  on.does(ville, { type: "acceptConsult" });
  on.does(saga, { type: "joinConversation", role: "monitor" });
  expect(outcomeOf(on.say(aino, to(ville.agentId)))).toBe(
    "transferAsked + visualEnded:conversationEnded + agentLeft:transferred + agentJoined:transfer",
  );
  expect(on.state).toMatchObject({
    agent: { agentId: ville.agentId },
    participants: [{ agentId: saga.agentId }],
    transfer: null,
  });
  expect(on.ledger.claims()).toMatchObject([{ agentId: ville.agentId }]);
});

test("[ROUTE-07] a colleague who does not have it cannot give it away, and what waits is assigned", () => {
  expect(activeScenario().isRefused(ville, to(ville.agentId))).toBe("notAllowed");
  expect(waitingScenario().isRefused(saga, to(ville.agentId))).toBe("wrongState");
});
