import {
  activeScenario,
  aino,
  customer,
  id,
  otso,
  outcomeOf,
  saga,
  system,
  ville,
  waitingScenario,
} from "@rinnalla/testkit";
import { limits, type AgentId, type MessageId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { mayFollow } from "../access/table.ts";
import type { Command } from "./commands.ts";
import { visibleToAgent } from "./visible.ts";

const ask = (agentId: AgentId): Command => ({ type: "askConsult", agentId });
const accept: Command = { type: "acceptConsult" };
const join = (role: "monitor" | "join"): Command => ({ type: "joinConversation", role });
const change = (role: "monitor" | "join" | "consult"): Command => ({ type: "changeParticipantRole", role });
const leave: Command = { type: "leaveConversation" };
const say = (text: string, audience: "all" | "staff" | "consult"): Command => ({
  type: "postMessage",
  messageId: id<MessageId>(text),
  text,
  audience,
});

function consulting() {
  const on = activeScenario();
  on.does(aino, ask(ville.agentId));
  on.does(ville, accept);
  return on;
}

test("[ROUTE-07] a colleague is asked to consult, says yes, and may read the conversation; no capacity is taken", () => {
  const on = activeScenario();
  expect(mayFollow(ville, on.state)).toBe(false);
  expect(outcomeOf(on.say(aino, ask(ville.agentId)))).toBe("consultAsked");
  expect(mayFollow(ville, on.state)).toBe(true);
  expect(on.does(aino, ask(ville.agentId))).toEqual([]);
  expect(outcomeOf(on.say(ville, accept))).toBe("participantJoined:consult");
  expect(on.does(ville, accept)).toEqual([]);
  expect(on.state).toMatchObject({
    participants: [{ agentId: ville.agentId, name: "Ville", role: "consult" }],
    consultAsked: null,
    agent: { agentId: aino.agentId },
  });
  expect(on.timers.size).toBe(0);
  expect(on.ledger.heldBy(ville.agentId)).toEqual([]);
});

test.each<[string, Command, typeof aino | null]>([
  ["consultAskEnded:declined", { type: "declineConsult" }, ville],
  ["consultAskEnded:cancelled", { type: "cancelConsult", agentId: ville.agentId }, aino],
  ["consultAskEnded:expired", { type: "withdrawConsult", agentId: ville.agentId }, null],
  ["consultAskEnded:expired", { type: "participantLost", agentId: ville.agentId }, null],
])("[ROUTE-07] what is asked ends as %s", (outcome, command, by) => {
  const on = activeScenario();
  on.does(aino, ask(ville.agentId));
  expect(outcomeOf(on.say(by ?? system, command))).toBe(outcome);
  expect(on.state.consultAsked).toBeNull();
  expect(on.timers.size).toBe(0);
  expect(mayFollow(ville, on.state)).toBe(false);
});

test("[ROUTE-07] nobody answers: the question runs out by itself", () => {
  const on = activeScenario();
  on.does(aino, ask(ville.agentId));
  on.pass(limits.consultMs);
  expect(on.log.at(-1)?.event).toMatchObject({ type: "consultAskEnded", because: "expired" });
  expect(on.isRefused(ville, accept)).toBe("notAllowed");
});

test("[ROUTE-07] what is said aside is for those in the conversation: never for the customer, and not without somebody to read it", () => {
  const alone = activeScenario();
  expect(alone.isRefused(aino, say("x", "consult"))).toBe("wrongState");
  const on = consulting();
  on.does(aino, say("aside-question", "consult"));
  on.does(ville, say("aside-answer", "consult"));
  expect(on.isRefused(ville, say("y", "all"))).toBe("notAllowed");
  // A supervisor who is not in the conversation writes a note.
  expect(on.isRefused(saga, say("z", "consult"))).toBe("notAllowed");
  on.does(saga, say("aside-note", "staff"));
  on.does(ville, leave);
  expect(JSON.stringify(on.seenByCustomer())).not.toMatch(/aside|Ville|a_ville|consult/);
});

test("[ROUTE-07] a colleague who joins is seen by name and writes to the customer; going back to consult is leaving, to the customer", () => {
  const on = consulting();
  expect(outcomeOf(on.say(ville, change("join")))).toBe("participantRoleChanged:join");
  on.does(ville, say("hello", "all"));
  on.does(ville, change("consult"));
  expect(on.isRefused(ville, say("again", "all"))).toBe("notAllowed");
  const seen = on.seenByCustomer().map(({ event }) => event);
  expect(seen.slice(-3)).toEqual([
    { type: "participantJoined", agentId: ville.agentId, name: "Ville", role: "join" },
    expect.objectContaining({ type: "messagePosted", text: "hello" }),
    { type: "participantLeft", agentId: ville.agentId, name: "Ville", role: "join", because: "left" },
  ]);
  expect(on.isRefused(ville, change("monitor"))).toBe("notAllowed");
});

test("[ROUTE-07] a supervisor monitors, joins and leaves; the customer sees the joining alone, the agent all of it", () => {
  const on = activeScenario();
  expect(on.isRefused(ville, join("monitor"))).toBe("notAllowed");
  on.does(saga, join("monitor"));
  expect(on.isRefused(saga, say("x", "all"))).toBe("notAllowed");
  on.does(saga, say("aside", "consult"));
  on.does(saga, join("join"));
  on.does(saga, say("Hei", "all"));
  on.does(saga, join("monitor"));
  on.does(saga, leave);
  expect(on.seenByCustomer().flatMap(({ event }) => ("agentId" in event ? [event.type] : []))).toEqual([
    "agentJoined",
    "participantJoined",
    "participantLeft",
  ]);
  expect(JSON.stringify(on.seenByCustomer())).not.toMatch(/monitor|supervisor|aside/);
  expect(on.log.map(visibleToAgent)).toEqual(on.log);
});

test("[ROUTE-07] where the administrator wants it so, the agent is not told of who monitors, but sees who joins", () => {
  const on = activeScenario({ terms: { hidesMonitors: true } });
  on.does(saga, join("monitor"));
  // There is nobody to speak with aside, as far as the agent knows.
  expect(on.isRefused(aino, say("x", "consult"))).toBe("wrongState");
  on.does(saga, join("join"));
  on.does(saga, join("monitor"));
  on.does(saga, leave);
  const shown = on.log.flatMap((logged) => visibleToAgent(logged) ?? []);
  expect(shown.slice(-2).map(({ event }) => event)).toEqual([
    { type: "participantJoined", agentId: saga.agentId, name: "Saga", role: "join" },
    { type: "participantLeft", agentId: saga.agentId, name: "Saga", role: "join", because: "left" },
  ]);
  expect(JSON.stringify(shown)).not.toContain("monitor");
});

test("[ROUTE-07] who monitors unseen may be asked to consult, and is seen from the yes on", () => {
  const on = activeScenario({ terms: { hidesMonitors: true } });
  on.does(saga, join("monitor"));
  on.does(aino, ask(saga.agentId));
  expect(outcomeOf(on.say(saga, accept))).toBe("participantRoleChanged:consult");
  expect(on.timers.size).toBe(0);
  expect(visibleToAgent(on.log.at(-1)!)?.event).toMatchObject({ type: "participantJoined", role: "consult" });
});

test("[ROUTE-07] the agent ends a consultation, but sends no supervisor away", () => {
  const on = consulting();
  on.does(saga, join("monitor"));
  expect(on.isRefused(aino, { type: "dismissParticipant", agentId: saga.agentId })).toBe("notAllowed");
  expect(outcomeOf(on.say(aino, { type: "dismissParticipant", agentId: ville.agentId }))).toBe(
    "participantLeft:dismissed",
  );
  expect(mayFollow(ville, on.state)).toBe(false);
});

test("[ROUTE-07] with the end all go; when the agent changes, who advised goes and who monitors stays", () => {
  const ended = consulting();
  ended.does(saga, join("join"));
  ended.does(aino, ask(otso.agentId));
  expect(outcomeOf(ended.say(aino, { type: "endConversation" }))).toBe(
    "consultAskEnded:cancelled + participantLeft:ended + participantLeft:ended + conversationEnded:agentEnded",
  );
  expect(ended.state.participants).toEqual([]);
  expect(ended.isRefused(saga, join("monitor"))).toBe("conversationEnded");

  const moved = consulting();
  moved.does(saga, join("monitor"));
  moved.does(system, { type: "agentLost", agentId: aino.agentId });
  expect(moved.state.participants).toMatchObject([{ agentId: saga.agentId, role: "monitor" }]);
});

test("[ROUTE-07] nobody sits beside nobody, and no more than there is room for", () => {
  expect(waitingScenario().isRefused(saga, join("monitor"))).toBe("wrongState");
  const on = activeScenario();
  expect(on.isRefused(customer, join("monitor"))).toBe("notAllowed");
  for (let i = 0; i < limits.participants - 1; i++) {
    on.does({ ...saga, agentId: id<AgentId>(`a_${i}`) }, join("monitor"));
  }
  on.does(aino, ask(ville.agentId));
  // The last place is kept for whoever is asked.
  expect(on.isRefused(saga, join("monitor"))).toBe("wrongState");
  on.does(ville, accept);
  expect(on.isRefused(aino, ask(otso.agentId))).toBe("wrongState");
});

test("[ROUTE-05] a colleague whose consoles do not come back is in the conversation no more", () => {
  const on = consulting();
  expect(outcomeOf(on.say(system, { type: "participantLost", agentId: ville.agentId }))).toBe("participantLeft:lost");
  expect(on.does(system, { type: "participantLost", agentId: ville.agentId })).toEqual([]);
});
