/** One followed conversation: its events, what they add up to by core's `evolve`, and what passes beside the log. */
import { evolve, type ConversationState } from "@rinnalla/core";
import type {
  AgentId,
  Audience,
  ConversationId,
  ErrorCode,
  LoggedEvent,
  Marks,
  MessageId,
  Signal,
} from "@rinnalla/protocol";

export interface PendingMessage {
  readonly messageId: MessageId;
  readonly text: string;
  readonly audience: Audience;
  readonly at: number;
  /** `null` while it is on its way. */
  readonly refusal: ErrorCode | null;
}

export type Abilities = Omit<Extract<Signal, { kind: "abilities" }>, "kind">;

export interface Log {
  readonly id: ConversationId;
  readonly events: readonly LoggedEvent[];
  readonly state: ConversationState | null;
  /** All that the log held when the follow began has come. */
  readonly isLive: boolean;
  readonly marks: Marks;
  /** Said here, not yet in the log. */
  readonly pending: readonly PendingMessage[];
  /** When the customer last typed; 0 for not now. */
  readonly typingAt: number;
  /** A colleague who writes to the colleagues here (ROUTE-07). */
  readonly asideTyping: { readonly name: string; readonly agentId: AgentId; readonly at: number } | null;
  readonly abilities: Abilities | null;
}

const noMarks: Marks = { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } };

export function emptyLog(id: ConversationId): Log {
  return {
    id,
    events: [],
    state: null,
    isLive: false,
    marks: noMarks,
    pending: [],
    typingAt: 0,
    asideTyping: null,
    abilities: null,
  };
}

export function lastSeq(log: Log): number {
  return log.events.at(-1)?.seq ?? 0;
}

/** Events already held are passed over, so a replay does no harm. */
export function foldEvents(log: Log, arrived: readonly LoggedEvent[]): Log {
  const fresh = arrived.filter((logged) => logged.seq > lastSeq(log));
  if (fresh.length === 0) return log;
  let state = log.state;
  const landed = new Set<MessageId>();
  let { typingAt, asideTyping } = log;
  for (const logged of fresh) {
    state = evolve(log.id, state, logged);
    if (logged.event.type !== "messagePosted") continue;
    landed.add(logged.event.messageId);
    if (logged.event.side === "customer") typingAt = 0;
    if (logged.by.kind === "agent" && logged.by.agentId === asideTyping?.agentId) asideTyping = null;
  }
  return {
    ...log,
    state,
    typingAt,
    asideTyping,
    events: [...log.events, ...fresh],
    pending: log.pending.some((message) => landed.has(message.messageId))
      ? log.pending.filter((message) => !landed.has(message.messageId))
      : log.pending,
  };
}

/** Marks only grow; an older frame that comes late changes nothing. */
export function foldMarks(log: Log, marks: Marks): Log {
  const higher = (a: { delivered: number; read: number }, b: { delivered: number; read: number }) => ({
    delivered: Math.max(a.delivered, b.delivered),
    read: Math.max(a.read, b.read),
  });
  return {
    ...log,
    marks: { customer: higher(log.marks.customer, marks.customer), agent: higher(log.marks.agent, marks.agent) },
  };
}

/** Customer's messages beyond what this side has read. */
export function unreadCount(log: Log): number {
  let count = 0;
  for (let i = log.events.length - 1; i >= 0; i--) {
    const logged = log.events[i];
    if (!logged || logged.seq <= log.marks.agent.read) break;
    if (logged.event.type === "messagePosted" && logged.event.side === "customer") count += 1;
  }
  return count;
}
