import {
  activeScenario,
  aino,
  connectedScenario,
  customer,
  id,
  liveVisualScenario,
  openCommand,
  outcomeOf,
  saga,
  scenario,
  stranger,
  system,
  ville,
  waitingScenario,
  type Scenario,
} from "@rinnalla/testkit";
import type { MessageId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "./commands.ts";

const end: Command = { type: "endConversation" };
const close: Command = { type: "closeConversation" };
const write = (messageId: string): Command => ({
  type: "postMessage",
  messageId: id<MessageId>(messageId),
  text: "Hei",
});
const writeTo = (audience: "all" | "staff"): Command => ({
  type: "postMessage",
  messageId: id<MessageId>("m1"),
  text: "Hei",
  audience,
});
const survey: Command = { type: "answerSurvey", score: 5, comment: null };

test("[CHAT-02] the address that a conversation was opened on is kept without its query", () => {
  const on = scenario();
  on.does(customer, { ...openCommand, page: "https://shop.example/cart?token=1#x" });
  expect(on.log[0]?.event).toMatchObject({ page: "https://shop.example/cart" });
  expect(on.isRefused(customer, openCommand)).toBe("conversationExists");
});

test("[CHAT-02] the customer writes from the opening to the end; to the customer only the primary agent does", () => {
  const on = waitingScenario();
  on.does(customer, write("m1"));
  expect(on.isRefused(aino, writeTo("all"))).toBe("notAllowed");
  const active = activeScenario();
  active.does(aino, writeTo("all"));
  expect(active.isRefused(ville, writeTo("all"))).toBe("notAllowed");
  expect(active.isRefused(ville, writeTo("staff"))).toBe("notAllowed");
  expect(active.isRefused(saga, writeTo("all"))).toBe("notAllowed");
  active.does(saga, writeTo("staff"));
  active.does(aino, end);
  expect(active.isRefused(customer, write("m2"))).toBe("conversationEnded");
  expect(active.isRefused(aino, writeTo("all"))).toBe("conversationEnded");
  active.does(aino, writeTo("staff"));
  active.does(aino, close);
  expect(active.isRefused(aino, writeTo("staff"))).toBe("conversationEnded");
});

test("[CHAT-02] the state does not grow with the messages", () => {
  const on = activeScenario();
  const size = () => JSON.stringify({ ...on.state, version: 0 }).length;
  const before = size();
  for (let n = 0; n < 200; n++) on.does(customer, write(`m${n}`));
  expect(size()).toBe(before);
  expect(on.state.version).toBe(on.log.length);
});

test("[CHAT-02] another visitor does not learn that the conversation is there", () => {
  const on = activeScenario();
  expect(on.isRefused(stranger, write("m1"))).toBe("notFound");
  expect(on.isRefused(stranger, openCommand)).toBe("notFound");
  expect(scenario().isRefused(customer, write("m1"))).toBe("notFound");
});

test("[CHAT-03] a customer who is gone is waited for, the agent's capacity held, and is in the same conversation on return", () => {
  const on = activeScenario();
  on.does(system, { type: "customerDropped" });
  expect(on.state).toMatchObject({
    status: "waiting",
    isCustomerHere: false,
    customerWindowUntil: on.clock.now + 180_000,
  });
  expect(on.does(system, { type: "customerDropped" })).toEqual([]);
  on.pass(179_999);
  expect(on.ledger.loadOf(aino.agentId)).toBe(30);
  on.does(system, { type: "customerReturned" });
  expect(on.state).toMatchObject({ status: "active", isCustomerHere: true, customerWindowUntil: null });
  expect(on.does(system, { type: "customerReturned" })).toEqual([]);
  expect(on.timers.size).toBe(0);
});

test("[CHAT-03] when the window closes the conversation ends; a timer of an earlier absence does not end it", () => {
  const on = activeScenario();
  on.does(system, { type: "customerDropped" });
  on.pass(179_000);
  on.does(system, { type: "customerReturned" });
  on.does(system, { type: "customerDropped" });
  on.pass(1_000);
  expect(on.does(system, { type: "fireTimer", timer: "customerWindow" })).toEqual([]);
  on.pass(179_000);
  expect(on.state).toMatchObject({ status: "wrapUp", ended: "customerGone" });
  expect([...on.timers.keys()]).toEqual(["wrapUp"]);
});

test("[CHAT-03] a customer who leaves while waiting keeps the place, and an agent may take it meanwhile", () => {
  const on = waitingScenario();
  on.does(system, { type: "customerDropped" });
  expect(on.state.status).toBe("open");
  on.does(ville, { type: "pickConversation" });
  expect(on.state.status).toBe("waiting");
  on.does(system, { type: "customerReturned" });
  expect(on.state.status).toBe("active");
});

test("[CHAT-04] the survey is answered once, and only after the end", () => {
  const on = activeScenario();
  expect(on.isRefused(customer, survey)).toBe("wrongState");
  on.does(aino, end);
  on.does(customer, survey);
  expect(on.state.hasSurvey).toBe(true);
  expect(on.isRefused(customer, survey)).toBe("wrongState");
});

test("[ROUTE-06] wrap-up holds the capacity for its time", () => {
  const on = activeScenario();
  on.does(aino, end);
  expect(on.state).toMatchObject({ status: "wrapUp", ended: "agentEnded", wrapUpUntil: on.clock.now + 60_000 });
  on.pass(59_999);
  expect(on.ledger.loadOf(aino.agentId)).toBe(30);
  on.pass(1);
  expect(on.state).toMatchObject({ status: "closed", agent: { agentId: aino.agentId } });
  expect(on.ledger.claims()).toEqual([]);
  expect(on.timers.size).toBe(0);
});

test("[ROUTE-06] the agent closes before the wrap-up's time, once", () => {
  const on = activeScenario();
  expect(on.isRefused(aino, close)).toBe("wrongState");
  on.does(aino, end);
  expect(on.isRefused(ville, close)).toBe("notAllowed");
  expect(on.does(aino, close)).toEqual(["conversationClosed"]);
  expect(on.does(aino, close)).toEqual([]);
  expect(on.ledger.claims()).toEqual([]);
  expect(on.timers.size).toBe(0);
});

test.each<[string, () => Scenario, Parameters<Scenario["say"]>[0], string]>([
  ["waiting, by the customer", waitingScenario, customer, "conversationEnded:customerEnded + conversationClosed"],
  ["active, by the customer", activeScenario, customer, "conversationEnded:customerEnded"],
  ["active, by force", activeScenario, saga, "conversationEnded:forceClosed + conversationClosed"],
  [
    "no wrap-up",
    () => activeScenario({ terms: { wrapUpMs: 0 } }),
    aino,
    "conversationEnded:agentEnded + conversationClosed",
  ],
  ["in a call", connectedScenario, aino, "callEnded:conversationEnded + conversationEnded:agentEnded"],
  [
    "in a visual session",
    liveVisualScenario,
    customer,
    "visualEnded:conversationEnded + conversationEnded:customerEnded",
  ],
])("[ROUTE-06] ending ends first what lives inside: %s", (_name, make, by, outcome) => {
  const on = make();
  expect(outcomeOf(on.say(by, end))).toBe(outcome);
  expect(on.does(by, end)).toEqual([]);
  on.pass(60_000);
  expect(on.state.status).toBe("closed");
  expect(on.ledger.claims()).toEqual([]);
  expect(on.timers.size).toBe(0);
});

test("[ROUTE-06] an agent ends only one's own", () => {
  expect(activeScenario().isRefused(ville, end)).toBe("notAllowed");
  expect(waitingScenario().isRefused(aino, end)).toBe("notAllowed");
});

test("[ROUTE-08] ending takes a standing offer back", () => {
  const on = waitingScenario();
  on.does(system, { type: "offerConversation", offerId: id("offer1"), agentId: aino.agentId });
  expect(outcomeOf(on.say(customer, end))).toBe(
    "offerWithdrawn + conversationEnded:customerEnded + conversationClosed",
  );
  expect(on.ledger.claims()).toEqual([]);
  expect(on.timers.size).toBe(0);
});
