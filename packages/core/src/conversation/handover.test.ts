import {
  activeScenario,
  aino,
  connectedScenario,
  id,
  liveVisualScenario,
  outcomeOf,
  saga,
  system,
  ville,
  waitingScenario,
} from "@rinnalla/testkit";
import type { AgentId, OfferId, QueueId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "./commands.ts";

const assign = (agentId: AgentId): Command => ({ type: "assignConversation", agentId });
const transfer: Command = { type: "transferConversation", queueId: id<QueueId>("q_other") };
const offerTo = (agentId: AgentId): Command => ({ type: "offerConversation", offerId: id<OfferId>("offer1"), agentId });

test("[ROUTE-04] a supervisor assigns to an agent in a call, over the limit", () => {
  const busy = connectedScenario();
  const on = waitingScenario({ id: "conv2", ledger: busy.ledger });
  expect(on.isRefused(system, offerTo(aino.agentId))).toBe("noRoom");
  on.does(saga, assign(aino.agentId));
  expect(on.state).toMatchObject({ status: "active", agent: { agentId: aino.agentId } });
  expect(on.ledger.loadOf(aino.agentId)).toBe(130);
});

test("[ROUTE-04] assigning replaces the agent: the old one's call and visual session end, and the units move", () => {
  const on = connectedScenario();
  expect(outcomeOf(on.say(saga, assign(ville.agentId)))).toBe(
    "callEnded:conversationEnded + agentLeft:transferred + agentJoined:assign",
  );
  expect(on.ledger.heldBy(aino.agentId)).toEqual([]);
  expect(on.ledger.heldBy(ville.agentId)).toMatchObject([{ kind: "conversation", units: 30 }]);
  const seen = liveVisualScenario();
  seen.does(saga, assign(ville.agentId));
  expect(seen.state.visual).toMatchObject({ phase: "ended", end: { reason: "conversationEnded" } });
  expect(seen.does(saga, assign(ville.agentId))).toEqual([]);
});

test("[ROUTE-04] assigning what is offered to somebody else takes the offer back; to the same agent it is the answer", () => {
  const on = waitingScenario();
  on.does(system, offerTo(aino.agentId));
  expect(outcomeOf(on.say(saga, assign(ville.agentId)))).toBe("offerWithdrawn + agentJoined:assign");
  expect(on.ledger.claims()).toMatchObject([{ agentId: ville.agentId }]);
  expect(on.timers.size).toBe(0);

  const same = waitingScenario();
  same.does(system, offerTo(aino.agentId));
  expect(outcomeOf(same.say(saga, assign(aino.agentId)))).toBe("agentJoined:assign");
  expect(same.ledger.claims()).toMatchObject([{ agentId: aino.agentId }]);
  expect(same.timers.size).toBe(0);
});

test("[ROUTE-04] an agent cannot assign", () => {
  expect(waitingScenario().isRefused(aino, assign(aino.agentId))).toBe("notAllowed");
});

test("[ROUTE-07] a transfer to a queue gives the units back and waits anew; who gave it away is asked last", () => {
  const on = activeScenario();
  on.pass(5_000);
  expect(on.isRefused(ville, transfer)).toBe("notAllowed");
  expect(outcomeOf(on.say(aino, transfer))).toBe("agentLeft:transferred + conversationQueued:transfer");
  expect(on.state).toMatchObject({
    status: "open",
    queueId: "q_other",
    waitingSince: on.clock.now,
    agent: null,
    passedBy: [aino.agentId],
  });
  expect(on.ledger.claims()).toEqual([]);
});

test("[ROUTE-07] a supervisor moves a waiting conversation to another queue, its place in time kept", () => {
  const on = waitingScenario();
  const since = on.clock.now;
  on.does(system, offerTo(aino.agentId));
  on.pass(5_000);
  expect(outcomeOf(on.say(saga, transfer))).toBe("offerWithdrawn + conversationQueued:transfer");
  expect(on.state).toMatchObject({ queueId: "q_other", waitingSince: since, offer: null });
  expect(on.ledger.claims()).toEqual([]);
});

test("[ROUTE-05] a lost agent's conversation waits again, as if it had waited from the beginning", () => {
  const on = connectedScenario();
  on.pass(60_000);
  expect(outcomeOf(on.say(system, { type: "agentLost", agentId: aino.agentId }))).toBe(
    "callEnded:network + agentLeft:lost + conversationQueued:agentLost",
  );
  expect(on.state).toMatchObject({ status: "open", waitingSince: on.state.openedAt, agent: null });
  expect(on.ledger.claims()).toEqual([]);
  expect(on.does(system, { type: "agentLost", agentId: aino.agentId })).toEqual([]);
});
