/** Who is at the other end of a socket or a request: two separate realms (DESIGN, settled decision 6). */
import type {
  Actor,
  AgentConfig,
  AgentId,
  ProviderName,
  Role,
  VerifiedCustomer,
  VisitorId,
  VisualId,
  WidgetId,
} from "@rinnalla/protocol";

export interface Visitor {
  readonly realm: "visitor";
  readonly visitorId: VisitorId;
  readonly widgetId: WidgetId;
  /** Whom the site's token named (CHAT-08); null: nobody knows who it is. */
  readonly customer: VerifiedCustomer | null;
  readonly actor: Actor;
  /** Under which answers to commands are kept. */
  readonly key: string;
}

export interface Staff {
  readonly realm: "staff";
  readonly agentId: AgentId;
  readonly role: Role;
  readonly actor: Actor;
  readonly key: string;
}

/** Has no socket: it speaks of one session, by its page or by its server (VIS-10). */
export interface Provider {
  readonly realm: "provider";
  readonly actor: Actor;
  readonly key: string;
}

export type Person = Visitor | Staff;

export function providerOf({ id, name }: ProviderName, visualId: VisualId): Provider {
  return { realm: "provider", actor: { kind: "provider", providerId: id, name }, key: `provider:${id}:${visualId}` };
}

export function visitorOf(visitorId: VisitorId, widgetId: WidgetId, customer: VerifiedCustomer | null = null): Visitor {
  const actor: Actor = { kind: "customer", visitorId };
  return { realm: "visitor", visitorId, widgetId, customer, actor, key: `visitor:${visitorId}` };
}

export function staffOf(agent: AgentConfig): Staff {
  const { id: agentId, role, name } = agent;
  return { realm: "staff", agentId, role, actor: { kind: "agent", agentId, role, name }, key: `agent:${agentId}` };
}
