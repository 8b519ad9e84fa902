import {
  aino,
  connectedScenario,
  customer,
  id,
  pages,
  saga,
  system,
  ville,
  outcomeOf,
  type Scenario,
} from "@rinnalla/testkit";
import { limits, type AgentId, type CallId, type OfferId, type QueueId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "./commands.ts";

const callId = id<CallId>("call1");
const queueId = id<QueueId>("q_other");
const offerId = id<OfferId>("offer9");
const ask: Command = { type: "transferCallToQueue", callId, queueId };
const cancel: Command = { type: "cancelCallTransfer", callId };
const offer: Command = { type: "offerConversation", offerId, agentId: ville.agentId };
const accept: Command = { type: "acceptOffer", offerId, clientId: pages.villes };
const confirm: Command = { type: "confirmCall", callId, clientId: pages.villes };
const end: Command = { type: "endCall", callId, reason: "hungUp" };

function after(...acts: readonly (readonly [Parameters<Scenario["say"]>[0], Command])[]): Scenario {
  const on = connectedScenario();
  for (const [by, command] of acts) on.does(by, command);
  return on;
}
const states = {
  alone: () => after(),
  asked: () => after([aino, ask]),
  offered: () => after([aino, ask], [system, offer]),
  taken: () => after([aino, ask], [system, offer], [ville, accept]),
  moved: () => after([aino, ask], [system, offer], [ville, accept], [ville, confirm]),
  ended: () => after([aino, ask], [system, offer], [aino, end]),
} as const;
const claimsOf = (on: Scenario) =>
  on.ledger
    .heldFor(on.id)
    .map(({ agentId, kind, units }) => `${agentId} ${kind} ${units}`)
    .sort();
const timersOf = (on: Scenario) => [...on.timers.keys()].filter((name) => name === "offer" || name === "callTransfer");

const taking = "callTransferTaken + callGuestJoined:join + callResumed";
const moving = "callTransferred + agentLeft:transferred + agentJoined:transfer";
const W = "!wrongState";
const G = "!callGone";
const N = "!notAllowed";
const nothing = "-";

/** Outcomes in the order of `states`. */
const rows: readonly (readonly [name: string, by: Parameters<Scenario["say"]>[0], Command, readonly string[]])[] = [
  ["ask", aino, ask, ["callHeld + callTransferAsked", nothing, nothing, nothing, N, G]],
  [
    "ask elsewhere",
    aino,
    { ...ask, queueId: id<QueueId>("q_service") },
    ["callHeld + callTransferAsked", W, W, W, N, G],
  ],
  [
    "cancel",
    aino,
    cancel,
    [
      nothing,
      "callTransferEnded + callResumed",
      "offerWithdrawn + callTransferEnded + callResumed",
      "callTransferEnded + callGuestLeft:dismissed",
      N,
      G,
    ],
  ],
  ["offer", system, offer, [W, "conversationOffered", W, W, W, W]],
  ["offer to its agent", system, { ...offer, agentId: aino.agentId }, [W, W, W, W, W, W]],
  ["accept", ville, accept, ["!offerGone", "!offerGone", taking, nothing, nothing, "!offerGone"]],
  [
    "accept without a page",
    ville,
    { type: "acceptOffer", offerId },
    ["!offerGone", "!offerGone", W, nothing, nothing, "!offerGone"],
  ],
  [
    "pick",
    ville,
    { type: "pickConversation", clientId: pages.villes },
    ["!offerGone", taking, taking, nothing, nothing, "!offerGone"],
  ],
  [
    "decline",
    ville,
    { type: "declineOffer", offerId },
    ["!offerGone", "!offerGone", "offerDeclined", "!offerGone", "!offerGone", "!offerGone"],
  ],
  [
    "withdraw",
    system,
    { type: "withdrawOffer", offerId },
    [nothing, nothing, "offerWithdrawn", nothing, nothing, nothing],
  ],
  ["confirm", ville, confirm, [N, N, N, moving, nothing, N]],
  ["confirm of another page", ville, { ...confirm, clientId: pages.desk }, [N, N, N, G, G, N]],
  ["leave", ville, { type: "leaveCall", callId }, [N, N, N, "callTransferEnded + callGuestLeft:left", N, N]],
  ["another role", ville, { type: "changeCallRole", callId, role: "consult" }, [N, N, N, W, N, N]],
  [
    "too late",
    system,
    { type: "fireTimer", timer: "callTransfer" },
    [
      nothing,
      "callTransferEnded + callResumed",
      "offerWithdrawn + callTransferEnded + callResumed",
      "callTransferEnded + callGuestLeft:network",
      nothing,
      nothing,
    ],
  ],
  [
    "hang up",
    customer,
    end,
    [
      "callEnded:hungUp",
      "callEnded:hungUp",
      "offerWithdrawn + callEnded:hungUp",
      "callEnded:hungUp",
      "callEnded:hungUp",
      nothing,
    ],
  ],
  [
    "assign to the asked",
    saga,
    { type: "assignConversation", agentId: ville.agentId },
    [
      "callEnded:conversationEnded + agentLeft:transferred + agentJoined:assign",
      "callEnded:conversationEnded + agentLeft:transferred + agentJoined:assign",
      "offerWithdrawn + callEnded:conversationEnded + agentLeft:transferred + agentJoined:assign",
      "callEnded:conversationEnded + agentLeft:transferred + agentJoined:assign",
      nothing,
      "agentLeft:transferred + agentJoined:assign",
    ],
  ],
];

test.each(rows)("[CALL-11] a call on its way to a queue: %s, in every state", (name, by, command, outcomes) => {
  const found = Object.values(states).map((make) => {
    const on = make();
    if (name === "too late") on.clock.now += limits.callTransferMs;
    return outcomeOf(on.say(by, command));
  });
  expect(found).toEqual(outcomes);
});

test("[CALL-11] [ROUTE-02] [ROUTE-03] units from the offer on, the call's claim from the taking on, all of the first agent's until it is moved", () => {
  const first = ["a_aino call 70", "a_aino conversation 30"];
  expect(claimsOf(states.asked())).toEqual(first);
  expect(claimsOf(states.offered())).toEqual([...first, "a_ville conversation 30"]);
  expect(claimsOf(states.taken())).toEqual([...first, "a_ville call 70", "a_ville conversation 30"]);
  expect(claimsOf(states.moved())).toEqual(["a_ville call 70", "a_ville conversation 30"]);
  expect(claimsOf(states.ended())).toEqual(["a_aino conversation 30"]);
  const left = states.taken();
  left.does(ville, { type: "leaveCall", callId });
  expect(claimsOf(left)).toEqual(first);
});

test("[CALL-11] the customer is on hold while the call waits, hears both once it is taken, and the queue is the new one's after", () => {
  const on = states.asked();
  expect(on.state.call).toMatchObject({ isHeld: true, phase: "connected", agentId: aino.agentId });
  const taken = states.taken();
  expect(taken.state.call).toMatchObject({
    isHeld: false,
    agentId: aino.agentId,
    transfer: { takenBy: ville.agentId },
  });
  const moved = states.moved();
  expect(moved.state).toMatchObject({
    queueId,
    agent: { agentId: ville.agentId },
    waitingSince: null,
    call: { agentId: ville.agentId, transfer: null, guests: [], phase: "connected", clients: { agent: pages.villes } },
  });
  expect(timersOf(moved)).toEqual([]);
});

test("[CALL-11] nobody answers: the offer goes to the next, and after three minutes the call is the first agent's as before", () => {
  const on = states.offered();
  on.pass(120_000);
  expect(on.state.call?.transfer).not.toBeNull();
  expect(on.state).toMatchObject({ offer: null, passedBy: [ville.agentId], waitingSince: null, status: "active" });
  on.pass(60_000);
  expect(on.state.call).toMatchObject({ transfer: null, isHeld: false, phase: "connected", agentId: aino.agentId });
  expect(timersOf(on)).toEqual([]);
  expect(claimsOf(on)).toEqual(["a_aino call 70", "a_aino conversation 30"]);
});

test("[CALL-11] taken, but no media in half a minute: the call stays where it was", () => {
  const on = states.taken();
  on.pass(limits.callTakeMs);
  expect(on.state.call).toMatchObject({ transfer: null, guests: [], agentId: aino.agentId });
  expect(claimsOf(on)).toEqual(["a_aino call 70", "a_aino conversation 30"]);
});

test("[CALL-11] who is in a call already, or has no room, is not given this one", () => {
  const on = states.offered();
  on.ledger.apply(id("other"), [
    { type: "takeClaim", agentId: "a_ville" as AgentId, kind: "call", units: 0, mode: "ifRoom" },
  ]);
  expect(outcomeOf(on.say(ville, accept))).toBe("!noRoom");
  expect(on.state.offer).not.toBeNull();
});
