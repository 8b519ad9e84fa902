/** Ready-made people and terms: the names of the demo data, short ids, and settings that a test changes one at a time. */
import type {
  Actor,
  AgentId,
  ClientId,
  ConversationTerms,
  ProviderConfig,
  ProviderId,
  QueueId,
  Role,
  VisitorId,
  WidgetId,
  WorkstreamId,
} from "@rinnalla/protocol";

/** A test's own id: `id<CallId>("c1")`. */
export function id<Id extends string>(text: string): Id {
  return text as Id;
}

type StaffActor = Extract<Actor, { kind: "agent" }>;

export function staffMember(agentId: string, name: string, role: Role): StaffActor {
  return { kind: "agent", agentId: id<AgentId>(agentId), role, name };
}

export const aino: StaffActor = staffMember("a_aino", "Aino", "agent");
export const ville: StaffActor = staffMember("a_ville", "Ville", "agent");
export const saga: StaffActor = staffMember("a_saga", "Saga", "supervisor");
export const otso: StaffActor = staffMember("a_otso", "Otso", "administrator");
export const customer: Actor = { kind: "customer", visitorId: id<VisitorId>("v_1") };
export const stranger: Actor = { kind: "customer", visitorId: id<VisitorId>("v_2") };
/** Somebody else's provider: who says it, and its manifest. */
export const demoProvider: Extract<Actor, { kind: "provider" }> = {
  kind: "provider",
  providerId: id<ProviderId>("p_demo"),
  name: "Katse",
};
export const demoManifest: ProviderConfig = {
  id: demoProvider.providerId,
  name: demoProvider.name,
  icon: null,
  locales: ["en", "fi"],
  capabilities: ["cobrowse", "screenShare"],
  opensIn: "frame",
  urlTemplate: "https://agent.katse.example/{conversationId}?name={customerName}",
  joinHosts: ["katse.example", "*.join.katse.example"],
  events: ["page", "callback"],
};
export const system: Actor = { kind: "system" };

/** Open pages: two of the customer's tabs, two of the agent's consoles. */
export const pages = {
  tab: id<ClientId>("tab1"),
  otherTab: id<ClientId>("tab2"),
  desk: id<ClientId>("desk1"),
  otherDesk: id<ClientId>("desk2"),
  /** Consoles of guests in a call. */
  villes: id<ClientId>("desk3"),
  sagas: id<ClientId>("desk4"),
} as const;

/** All is allowed; times as the product's defaults. */
export function terms(changes: Partial<ConversationTerms> = {}): ConversationTerms {
  return {
    widgetId: id<WidgetId>("w_demo"),
    workstreamId: id<WorkstreamId>("ws_chat"),
    queueId: id<QueueId>("q_service"),
    units: 30,
    offerMs: 120_000,
    wrapUpMs: 60_000,
    reconnectWindowMs: 180_000,
    calls: "voiceAndVideo",
    cobrowse: "builtin",
    screenShare: "builtin",
    customerMayAskCall: true,
    mayRecord: true,
    visualRecording: "allowed",
    ...changes,
  };
}
