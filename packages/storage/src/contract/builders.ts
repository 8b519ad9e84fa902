/** The smallest valid things to store, for the contract and the walk. */
import type { ClaimChange, ClaimKind, TimerName } from "@rinnalla/core";
import type {
  AgentConfig,
  AgentId,
  CommandId,
  CommandResult,
  ConversationId,
  ConversationSummary,
  LoggedEvent,
  MessageId,
  QueueId,
  VisitorId,
} from "@rinnalla/protocol";
import type { Append, Store } from "../port.ts";

export const conversation = (name: string) => `c_${name}` as ConversationId;
export const agent = (name: string) => `a_${name}` as AgentId;
/** Each conversation of the builders has a visitor of its own. */
export const visitorOf = (id: ConversationId) => `v_${id}` as VisitorId;

export function message(seq: number, text = `message ${seq}`): LoggedEvent {
  return {
    seq,
    at: 1_000_000 + seq,
    by: { kind: "system" },
    event: {
      type: "messagePosted",
      messageId: `m_${seq}` as MessageId,
      side: "customer",
      kind: "text",
      text,
      audience: "all",
    },
  };
}

export function summary(id: ConversationId, change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    status: "waiting",
    queueId: "q_service" as QueueId,
    customerName: "Maija",
    openedAt: 1_000_000,
    waitingSince: 1_000_000,
    agentId: null,
    agentName: null,
    offer: null,
    call: null,
    visual: null,
    units: 30,
    isCustomerHere: true,
    wrapUpUntil: null,
    ...change,
  };
}

/** An append of one message after `expectedVersion`; the first of a conversation brings its summary. */
export function append(id: ConversationId, expectedVersion: number, change: Partial<Append> = {}): Append {
  return {
    conversationId: id,
    visitorId: visitorOf(id),
    expectedVersion,
    events: [message(expectedVersion + 1)],
    claims: [],
    timers: [],
    summary: expectedVersion === 0 ? summary(id) : null,
    command: null,
    ...change,
  };
}

export function take(
  agentId: AgentId,
  units = 30,
  mode: "ifRoom" | "force" = "ifRoom",
  kind: ClaimKind = "conversation",
): ClaimChange {
  return { type: "takeClaim", agentId, kind, units, mode };
}

export function release(agentId: AgentId, kind: ClaimKind = "conversation"): ClaimChange {
  return { type: "releaseClaim", agentId, kind };
}

export const set = (timer: TimerName, dueAt: number) => ({ type: "setTimer", timer, dueAt }) as const;
export const clear = (timer: TimerName) => ({ type: "clearTimer", timer }) as const;

export function command(id: string, result: CommandResult, actorKey = "visitor:v_1"): NonNullable<Append["command"]> {
  return { id: id as CommandId, actorKey, result };
}

export function agentConfig(agentId: AgentId, limit = 100): AgentConfig {
  return { id: agentId, name: agentId, email: `${agentId}@example.test`, role: "agent", limit };
}

/** For work that is dealt out to two stores in turn. */
export const either = ([one, other]: readonly [Store, Store], index: number): Store => (index % 2 === 0 ? one : other);
