import { aino, connectedScenario, customer, id, invitedScenario, system, waitingScenario } from "@rinnalla/testkit";
import { expect, test } from "vitest";
import { summarise } from "./summary.ts";

test("[ROUTE-06] the list's entry follows the conversation from the queue to the close", () => {
  const on = waitingScenario();
  expect(summarise(on.state)).toMatchObject({ status: "open", waitingSince: on.clock.now, agentId: null, units: 30 });
  on.does(system, { type: "offerConversation", offerId: id("offer1"), agentId: aino.agentId });
  expect(summarise(on.state).offer).toMatchObject({ agentId: aino.agentId });
  on.does(aino, { type: "acceptOffer", offerId: id("offer1") });
  expect(summarise(on.state)).toMatchObject({ status: "active", agentName: "Aino", waitingSince: null, offer: null });
  on.does(customer, { type: "endConversation" });
  expect(summarise(on.state)).toMatchObject({ status: "wrapUp", wrapUpUntil: on.clock.now + 60_000 });
  on.pass(60_000);
  expect(summarise(on.state)).toMatchObject({ status: "closed", wrapUpUntil: null });
});

test("[VIS-02] the list's entry shows live calls and sessions only, and never a PIN", () => {
  const call = connectedScenario();
  expect(summarise(call.state).call).toEqual({
    callId: "call1",
    mode: "video",
    phase: "connected",
    since: call.clock.now,
  });
  call.does(aino, { type: "endCall", callId: id("call1"), reason: "hungUp" });
  expect(summarise(call.state).call).toBeNull();
  expect(summarise(invitedScenario().state).visual).toEqual({
    visualId: "visual1",
    kind: "cobrowse",
    phase: "invited",
  });
});
