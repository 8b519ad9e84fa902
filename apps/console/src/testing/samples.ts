/** Events and summaries for tests of the console's logic: short to write, of the real types. */
import type {
  AgentId,
  AgentView,
  Actor,
  ConversationEvent,
  ConversationId,
  ConversationSummary,
  ConversationTerms,
  LoggedEvent,
  OfferId,
  QueueId,
  VisitorId,
  WidgetId,
  WorkstreamId,
} from "@rinnalla/protocol";

export const conversation = "c_1" as ConversationId;
export const aino = "a_aino" as AgentId;
export const saga = "a_saga" as AgentId;
export const queue = "q_service" as QueueId;
export const start = Date.UTC(2026, 10, 22, 10, 0, 0);

export const byCustomer: Actor = { kind: "customer", visitorId: "v_1" as VisitorId };
export const byAino: Actor = { kind: "agent", agentId: aino, role: "agent", name: "Aino" };
export const bySaga: Actor = { kind: "agent", agentId: saga, role: "supervisor", name: "Saga" };
export const bySystem: Actor = { kind: "system" };

export const terms: ConversationTerms = {
  widgetId: "w_demo" as WidgetId,
  workstreamId: "ws_chat" as WorkstreamId,
  queueId: queue,
  units: 30,
  offerMs: 120_000,
  wrapUpMs: 60_000,
  reconnectWindowMs: 180_000,
  calls: "voiceAndVideo",
  cobrowse: "builtin",
  screenShare: "builtin",
};

/** Numbers the events from `from` and sets them a second apart. */
export function logged(events: readonly (readonly [Actor, ConversationEvent])[], from = 1): LoggedEvent[] {
  return events.map(([by, event], index) => ({ seq: from + index, at: start + (from + index) * 1000, by, event }));
}

export const opened = (customerName: string | null = "Liisa"): readonly [Actor, ConversationEvent] => [
  byCustomer,
  { type: "conversationOpened", visitorId: "v_1" as VisitorId, customerName, locale: "fi", page: null, terms },
];

export const queued: readonly [Actor, ConversationEvent] = [
  bySystem,
  { type: "conversationQueued", queueId: queue, because: "opened" },
];

export const offered: readonly [Actor, ConversationEvent] = [
  bySystem,
  { type: "conversationOffered", offerId: "o_1" as OfferId, agentId: aino, expiresAt: start + 120_000 },
];

export const joined = (how: "offer" | "assign" = "offer"): readonly [Actor, ConversationEvent] => [
  how === "assign" ? bySaga : byAino,
  { type: "agentJoined", agentId: aino, name: "Aino", role: "primary", how },
];

export function summary(part: Partial<Omit<ConversationSummary, "id">> & { readonly id: string }): ConversationSummary {
  return {
    status: "open",
    queueId: queue,
    customerName: null,
    openedAt: start,
    waitingSince: start,
    agentId: null,
    agentName: null,
    offer: null,
    call: null,
    visual: null,
    units: 30,
    isCustomerHere: true,
    wrapUpUntil: null,
    ...part,
    id: part.id as ConversationId,
  };
}

export function agentView(part: Partial<AgentView> = {}): AgentView {
  return {
    id: aino,
    name: "Aino",
    role: "agent",
    presence: "available",
    isSignedIn: true,
    load: 0,
    limit: 100,
    isInCall: false,
    queueIds: [queue],
    ...part,
  };
}
