import {
  aino,
  connectedScenario,
  consultingScenario,
  id,
  pages,
  ringingScenario,
  saga,
  type Scenario,
} from "@rinnalla/testkit";
import type { CallId, ClientId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { hears, isLinked, linksOf, partiesOf, partyOf } from "./links.ts";
import type { CallState } from "./state.ts";

const callId = id<CallId>("call1");

function callOf(on: Scenario): CallState {
  if (!on.state.call) throw new Error("no call");
  return on.state.call;
}

/** Who hears whom, as `listener<speaker`, by the names of the pages. */
function heard(call: CallState): string[] {
  const parties = partiesOf(call);
  return parties
    .flatMap((listener) =>
      parties
        .filter((speaker) => hears(call, listener, speaker))
        .map((speaker) => `${listener.clientId}<${speaker.clientId}`),
    )
    .toSorted();
}

const links = (call: CallState) => linksOf(call).map(({ offers, greets }) => `${offers.clientId}>${greets.clientId}`);

function withSaga(on: Scenario, role: "listen" | "whisper" | "join"): CallState {
  on.does(saga, { type: "joinCall", callId, role, clientId: pages.sagas });
  return callOf(on);
}

test("[CALL-11] two hear each other over one link; who rings is alone yet", () => {
  expect(heard(callOf(connectedScenario()))).toEqual(["desk1<tab1", "tab1<desk1"]);
  expect(links(callOf(connectedScenario()))).toEqual(["desk1>tab1"]);
  expect(links(callOf(ringingScenario()))).toEqual([]);
});

test.each([
  ["listen", ["desk1<tab1", "desk4<desk1", "desk4<tab1", "tab1<desk1"], ["desk1>desk4", "desk1>tab1"]],
  ["whisper", ["desk1<desk4", "desk1<tab1", "desk4<desk1", "desk4<tab1", "tab1<desk1"], ["desk1>desk4", "desk1>tab1"]],
  [
    "join",
    ["desk1<desk4", "desk1<tab1", "desk4<desk1", "desk4<tab1", "tab1<desk1", "tab1<desk4"],
    ["desk1>desk4", "desk1>tab1", "desk4>tab1"],
  ],
] as const)("[CALL-11] a supervisor who is there to %s", (role, whoHears, linked) => {
  const call = withSaga(connectedScenario(), role);
  expect(heard(call)).toEqual(whoHears);
  expect(links(call)).toEqual(linked);
});

test("[CALL-11] the consulted speaks with the agent alone, also beside others", () => {
  const call = withSaga(consultingScenario(), "join");
  expect(heard(call).filter((pair) => pair.includes("desk3"))).toEqual(["desk1<desk3", "desk3<desk1"]);
  expect(links(call)).toEqual(["desk1>desk3", "desk1>desk4", "desk1>tab1", "desk4>tab1"]);
});

test("[CALL-11] on hold the customer hears nobody and is heard by nobody; the links stand", () => {
  const on = consultingScenario();
  withSaga(on, "join");
  const before = links(callOf(on));
  on.does(aino, { type: "holdCall", callId });
  expect(heard(callOf(on)).filter((pair) => pair.includes("tab1"))).toEqual([]);
  expect(links(callOf(on))).toEqual(before);
});

test("[CALL-11] nobody is in a call that has ended, and nobody is linked with oneself", () => {
  const on = consultingScenario();
  const [agent] = partiesOf(callOf(on));
  expect(agent && isLinked(agent, agent)).toBe(false);
  expect(partyOf(callOf(on), id<ClientId>("nobody"))).toBeNull();
  on.does(aino, { type: "endCall", callId, reason: "hungUp" });
  expect(partiesOf(callOf(on))).toEqual([]);
});
