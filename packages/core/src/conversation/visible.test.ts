import {
  activeScenario,
  aino,
  customer,
  id,
  invitedScenario,
  saga,
  scenarioPin,
  system,
  ville,
  waitingScenario,
} from "@rinnalla/testkit";
import type { MessageId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { evolve } from "./evolve.ts";

test("[VIS-02] the invitation's PIN reaches the customer only when the agent puts it in the chat", () => {
  const on = invitedScenario();
  expect(JSON.stringify(on.seenByCustomer())).not.toContain(scenarioPin);
  on.does(aino, { type: "sharePin", visualId: id("visual1"), messageId: id<MessageId>("m1") });
  expect(on.seenByCustomer().at(-1)?.event).toMatchObject({ type: "messagePosted", kind: "pin", text: scenarioPin });
});

test("[CHAT-05] a note among staff is not the customer's to see", () => {
  const on = activeScenario();
  on.does(aino, { type: "postMessage", messageId: id<MessageId>("m1"), text: "secret", audience: "staff" });
  expect(JSON.stringify(on.seenByCustomer())).not.toContain("secret");
});

test("[ROUTE-01] the customer does not see whom it was offered to in vain", () => {
  const on = waitingScenario();
  on.does(system, { type: "offerConversation", offerId: id("offer1"), agentId: ville.agentId });
  on.does(ville, { type: "declineOffer", offerId: id("offer1") });
  expect(JSON.stringify(on.seenByCustomer())).not.toContain(ville.agentId);
  expect(on.seenByCustomer().map(({ event }) => event.type)).toEqual([
    "conversationOpened",
    "conversationQueued",
    "conversationQueued",
  ]);
});

test("[ROUTE-04] the customer sees the new agent, not the supervisor who assigned", () => {
  const on = activeScenario();
  on.does(saga, { type: "assignConversation", agentId: ville.agentId });
  on.does(saga, { type: "endConversation" });
  const seen = JSON.stringify(on.seenByCustomer());
  expect(seen).toContain(ville.agentId);
  expect(seen).not.toContain(saga.agentId);
  expect(seen).not.toContain("supervisor");
});

test("[CHAT-02] a seq is the same for both sides, and the customer's log folds over its gaps", () => {
  const on = activeScenario();
  on.does(customer, { type: "postMessage", messageId: id<MessageId>("m1"), text: "Hei" });
  const seen = on.seenByCustomer();
  expect(seen.at(-1)).toEqual(on.log.at(-1));
  const state = seen.reduce(
    (before, logged) => evolve(on.id, before, logged),
    null as ReturnType<typeof evolve> | null,
  );
  expect(state).toEqual(on.state);
});
