import type {
  AgentId,
  CallId,
  ConversationId,
  ConversationSummary,
  MessageId,
  OfferId,
  QueueId,
} from "@rinnalla/protocol";
import { activeScenario, aino, customer, id, saga, ville, waitingScenario, type Scenario } from "@rinnalla/testkit";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import { deskNotices, logNotice, noticeMeans, type Notice } from "./notices.ts";

const me = aino.agentId;
const other = "a_other" as AgentId;
const quiet: ConversationSummary = {
  id: "c_1" as ConversationId,
  status: "active",
  queueId: "q" as QueueId,
  customerName: "Liisa",
  openedAt: 0,
  waitingSince: null,
  agentId: null,
  agentName: null,
  offer: null,
  call: null,
  visual: null,
  units: 30,
  isCustomerHere: true,
  wrapUpUntil: null,
};
const offer = { offerId: "o_1" as OfferId, agentId: me, expiresAt: 9 };
const call = { callId: "k_1" as CallId, mode: "voice", phase: "connected" } as const;

describe("out of the desk", () => {
  test.each<[string, Partial<ConversationSummary>, string | null]>([
    ["nothing", {}, null],
    ["an offer", { offer }, "offer o_1"],
    ["somebody else's offer", { offer: { ...offer, agentId: other } }, null],
    ["a transfer", { offer, transfer: { agentId: me, name: "Aino", note: null } }, "transfer o_1"],
    ["advice", { consultAsked: { agentId: me, name: "Aino", until: 7 } }, "consult c_1 7"],
    ["somebody else's advice", { consultAsked: { agentId: other, name: "O", until: 7 } }, null],
    ["into a call", { call: { ...call, invited: { agentId: me, name: "Aino", until: 8 } } }, "callInvite k_1 8"],
    ["a call asked for", { agentId: me, callRequest: { mode: "voice", at: 5 } }, "callAsked c_1 5"],
    ["a call asked of another", { agentId: other, callRequest: { mode: "voice", at: 5 } }, null],
    ["mine, and quiet", { agentId: me }, null],
  ])("[CHAT-10] who is told: %s", (_what, change, key) => {
    expect(deskNotices([{ ...quiet, ...change }], me).map((one) => one.key)).toEqual(key === null ? [] : [key]);
  });
});

describe("out of the log", () => {
  const say = (text: string, audience: "all" | "staff" | "consult" = "all"): Command => ({
    type: "postMessage",
    messageId: id<MessageId>(text),
    text,
    audience,
  });
  const newest = (on: Scenario, agentId: AgentId): string | null => {
    const found = logNotice(on.state, on.log, agentId);
    return found && `${found.kind} ${found.text ?? ""}`.trim();
  };

  test("[CHAT-10] the customer's words are for the primary agent and whoever joined, not for who monitors or is consulted", () => {
    const on = activeScenario();
    on.does(aino, { type: "askConsult", agentId: ville.agentId });
    on.does(ville, { type: "acceptConsult" });
    on.does(saga, { type: "joinConversation", role: "monitor" });
    on.does(customer, say("Are you there?"));
    expect(newest(on, me)).toBe("message Are you there?");
    expect(newest(on, ville.agentId)).toBeNull();
    expect(newest(on, saga.agentId)).toBeNull();
    expect(newest(on, other)).toBeNull();
    on.does(saga, { type: "changeParticipantRole", role: "join" });
    expect(newest(on, saga.agentId)).toBe("message Are you there?");
  });

  test("[CHAT-10] what colleagues say among themselves is for the other of the two, and nobody is told of their own", () => {
    const on = activeScenario();
    on.does(aino, { type: "askConsult", agentId: ville.agentId });
    on.does(ville, { type: "acceptConsult" });
    on.does(ville, say("Offer a refund", "consult"));
    expect(newest(on, me)).toBe("message Offer a refund");
    expect(newest(on, ville.agentId)).toBeNull();
    on.does(aino, say("Thank you", "consult"));
    expect(newest(on, ville.agentId)).toBe("message Thank you");
    // Her own answer is behind his word, which she has read or not: it stays the newest to her.
    expect(newest(on, me)).toBe("message Offer a refund");
  });

  test("[CHAT-10] a supervisor's assignment is told, one's own pick is not", () => {
    const on = waitingScenario();
    on.does(saga, { type: "assignConversation", agentId: me });
    expect(newest(on, me)).toBe("assigned");
    const own = waitingScenario();
    own.does(saga, { type: "assignConversation", agentId: saga.agentId });
    expect(newest(own, saga.agentId)).toBeNull();
  });
});

describe("by which means", () => {
  const notice = (kind: Notice["kind"]): Notice => ({ key: "k", kind, conversationId: quiet.id, customerName: null });
  const both = { hasSound: true, isOnDesktop: true };
  const elsewhere = "c_2" as ConversationId;
  test.each<[string, Notice["kind"], readonly (ConversationId | null)[], Partial<typeof both>, string]>([
    ["nobody looks", "message", [], {}, "sound desktop"],
    ["the console is in front", "message", [null], {}, "sound"],
    ["another conversation is in view", "message", [elsewhere], {}, "sound"],
    ["it is in view", "message", [quiet.id], {}, ""],
    ["it is in view in the other window", "message", [elsewhere, quiet.id], {}, ""],
    ["an offer while the console is in front", "offer", [quiet.id], {}, "sound"],
    ["an offer while nobody looks", "offer", [], {}, "sound desktop"],
    ["without sound", "offer", [], { hasSound: false }, "desktop"],
    ["without the desktop", "offer", [], { isOnDesktop: false }, "sound"],
    ["without either", "offer", [], { hasSound: false, isOnDesktop: false }, ""],
  ])("[CHAT-10] %s: %s", (_what, kind, fronts, change, expected) => {
    const { hasSound, isOnDesktop } = noticeMeans(notice(kind), fronts, { ...both, ...change });
    expect([hasSound && "sound", isOnDesktop && "desktop"].filter(Boolean).join(" ")).toBe(expected);
  });
});
