import type { AgentId, AgentView, ConversationSummary, QueueId, QueueView, VisualId, CallId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import {
  listConversations,
  usualOrder,
  type ConversationOrder,
  type ConversationStateFilter,
} from "./conversation-order.ts";
import { agentRows, queueRows, standsSince } from "./live-rows.ts";

const service = "q_service" as QueueId;
const billing = "q_billing" as QueueId;

function row(id: string, part: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: id as ConversationSummary["id"],
    status: "open",
    queueId: service,
    customerName: null,
    openedAt: 100,
    waitingSince: 100,
    agentId: null,
    agentName: null,
    offer: null,
    call: null,
    visual: null,
    units: 30,
    isCustomerHere: true,
    wrapUpUntil: null,
    ...part,
  };
}

const taken = (id: string, agent: string, part: Partial<ConversationSummary> = {}): ConversationSummary =>
  row(id, {
    status: "active",
    waitingSince: null,
    agentId: agent as AgentId,
    agentName: agent,
    agentSince: 200,
    ...part,
  });

function agent(id: string, part: Partial<AgentView> = {}): AgentView {
  return {
    id: id as AgentId,
    name: id,
    role: "agent",
    presence: "available",
    isSignedIn: true,
    load: 0,
    limit: 100,
    isInCall: false,
    queueIds: [service],
    ...part,
  };
}

const queues: readonly QueueView[] = [
  { id: service, name: "Service" },
  { id: billing, name: "Billing" },
];

const cobrowse = { visualId: "v" as VisualId, kind: "cobrowse", phase: "live" } as const;
const voice = { callId: "c" as CallId, mode: "voice", phase: "connected" } as const;

test("[SUP-01] a queue's waits, the longest first; an offered customer waits on, and a call on its way waits where it goes", () => {
  const rows = queueRows(
    queues,
    [
      row("a", { waitingSince: 300 }),
      row("b", { waitingSince: 150, offer: { offerId: "o" as never, agentId: "x" as AgentId, expiresAt: 1 } }),
      taken("c", "x", { call: { ...voice, transfer: { queueId: billing, takenBy: null } } }),
      taken("d", "x", { call: { ...voice, transfer: { queueId: billing, takenBy: "y" as AgentId } } }),
      taken("e", "x", { status: "wrapUp" }),
      taken("f", "x", { status: "waiting" }),
    ],
    [],
  );
  expect(rows.map(({ waitingSince, ongoing }) => ({ waitingSince, ongoing }))).toEqual([
    { waitingSince: [150, 300], ongoing: 2 },
    { waitingSince: [100], ongoing: 0 },
  ]);
});

test.each<[string, Partial<AgentView>, number, number]>([
  ["free", {}, 1, 1],
  ["half full", { load: 60 }, 1, 1],
  ["full", { load: 100 }, 1, 0],
  ["in a call", { isInCall: true }, 1, 0],
  ["away", { presence: "away" }, 1, 0],
  ["signed out", { isSignedIn: false }, 0, 0],
  ["of another queue", { queueIds: [billing] }, 0, 0],
])("[SUP-01] agents of a queue: one who is %s", (_, part, signedIn, available) => {
  expect(queueRows(queues, [], [agent("a", part)])[0]).toMatchObject({ signedIn, available });
});

test("[SUP-01] an agent's conversations without those in wrap-up, and the visual session among them", () => {
  const rows = agentRows(
    [agent("x"), agent("y")],
    [taken("a", "x"), taken("b", "x", { visual: cobrowse }), taken("c", "x", { status: "wrapUp" }), row("d")],
  );
  expect(rows.map(({ conversations, visual }) => ({ conversations, visual }))).toEqual([
    { conversations: 2, visual: "cobrowse" },
    { conversations: 0, visual: null },
  ]);
});

test("[SUP-01] waiting counts from the beginning of the wait, talking from the agent's coming", () => {
  expect(
    [row("a", { waitingSince: 130 }), taken("b", "x"), taken("c", "x", { agentSince: null })].map(standsSince),
  ).toEqual([130, 200, 100]);
});

const list: readonly ConversationSummary[] = [
  taken("talks", "Ville", { customerName: "Maija" }),
  row("new", { waitingSince: 400, customerName: "Åsa" }),
  row("old", { waitingSince: 120 }),
  taken("calls", "Aino", { customerName: "Bo", call: voice, agentSince: 150 }),
  taken("gone", "Aino", { status: "waiting", queueId: billing, visual: cobrowse }),
  taken("after", "Aino", { status: "wrapUp", agentSince: 50 }),
  taken("shut", "Aino", { status: "closed" }),
];
const none = { text: "", queueId: null, state: null };
const namesOf = (id: QueueId): string => queues.find((queue) => queue.id === id)?.name ?? "";
const ids = (filter: Partial<Parameters<typeof listConversations>[1]>, order: ConversationOrder = usualOrder): string =>
  listConversations(list, { ...none, ...filter }, order, namesOf)
    .map(({ id }) => id)
    .join(" ");

test.each<[ConversationOrder["column"], boolean, string]>([
  ["status", false, "old new calls talks gone after"],
  ["status", true, "after gone calls talks old new"],
  ["customer", false, "calls talks new after old gone"],
  ["agent", false, "after calls gone talks old new"],
  ["queue", false, "gone after old calls talks new"],
  ["since", true, "new gone talks calls old after"],
  ["doing", false, "calls gone after old talks new"],
])("[SUP-01] the ongoing ones by %s, descending: %s", (column, isDescending, expected) => {
  expect(ids({}, { column, isDescending })).toBe(expected);
});

test.each<[ConversationStateFilter, string]>([
  ["waiting", "old new"],
  ["talking", "calls talks"],
  ["away", "gone"],
  ["wrapUp", "after"],
  ["call", "calls"],
  ["visual", "gone"],
])("[SUP-01] only those of state %s", (state, expected) => {
  expect(ids({ state })).toBe(expected);
});

test("[SUP-01] search finds customers and agents, in any case; and one queue alone", () => {
  expect(ids({ text: " åSA " })).toBe("new");
  expect(ids({ text: "aino" })).toBe("calls gone after");
  expect(ids({ queueId: billing })).toBe("gone");
});
