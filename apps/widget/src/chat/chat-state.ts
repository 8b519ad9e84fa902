/**
 * What the customer's side shows, folded from the notices of the line. Pure: the machine itself is core's `evolveForCustomer`;
 * here is only what lies beside the log (the line, marks, typing, messages under way). Spec: CHAT-02, CHAT-03.
 */
import type { Notice, SocketStatus } from "@rinnalla/client";
import { evolveForCustomer, type ConversationState } from "@rinnalla/core";
import type { ConversationId, ErrorCode, LoggedEvent, Marks, MessageId, PublicWidget } from "@rinnalla/protocol";

type Me = Extract<Extract<Notice, { t: "welcome" }>["me"], { realm: "visitor" }>;

/** A message written here that is not in the log yet. */
export interface OwnMessage {
  readonly messageId: MessageId;
  readonly text: string;
  readonly status: "sending" | "failed";
}

export interface ChatState {
  readonly line: SocketStatus | "idle";
  readonly lineCode: ErrorCode | null;
  readonly widget: PublicWidget | null;
  /** What the server says of this visitor and of now. */
  readonly me: Me | null;
  readonly place: Extract<Notice, { t: "place" }> | null;
  readonly conversationId: ConversationId | null;
  /** `null` also while the opening is under way. */
  readonly conversation: ConversationState | null;
  readonly events: readonly LoggedEvent[];
  readonly marks: Marks;
  readonly own: readonly OwnMessage[];
  readonly isAgentTyping: boolean;
  readonly isOpen: boolean;
  /** The server's clock less ours, in milliseconds. */
  readonly clockAheadMs: number;
  /** The last thing asked for that was refused. */
  readonly refusal: ErrorCode | null;
}

const noMarks: Marks = { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } };

export const initialState: ChatState = {
  line: "idle",
  lineCode: null,
  widget: null,
  me: null,
  place: null,
  conversationId: null,
  conversation: null,
  events: [],
  marks: noMarks,
  own: [],
  isAgentTyping: false,
  isOpen: false,
  clockAheadMs: 0,
  refusal: null,
};

export function takeNotice(state: ChatState, notice: Notice, now: number): ChatState {
  switch (notice.t) {
    case "status":
      return {
        ...state,
        line: notice.status,
        lineCode: notice.code,
        isAgentTyping: state.isAgentTyping && notice.status === "online",
      };
    case "welcome":
      return notice.me.realm === "visitor"
        ? { ...state, widget: notice.me.widget, me: notice.me, clockAheadMs: notice.now - now }
        : state;
    case "events":
      return notice.conversationId === state.conversationId
        ? takeEvents(state, notice.conversationId, notice.events)
        : state;
    case "availability":
      return { ...state, me: state.me && { ...state.me, availability: notice.availability } };
    case "place":
      return notice.conversationId === state.conversationId ? { ...state, place: notice } : state;
    case "live":
    case "marks":
      return notice.conversationId === state.conversationId ? { ...state, marks: notice.marks } : state;
    case "signal":
      return notice.conversationId === state.conversationId &&
        notice.from.side === "agent" &&
        notice.signal.kind === "typing"
        ? { ...state, isAgentTyping: notice.signal.isTyping }
        : state;
    case "settled": {
      const { command } = notice.entry;
      if (notice.result.ok) return state;
      if (command.type === "postMessage") return withStatus(state, command.messageId, "failed");
      return { ...state, refusal: notice.result.code };
    }
    default:
      return state;
  }
}

function takeEvents(state: ChatState, id: ConversationId, events: readonly LoggedEvent[]): ChatState {
  let conversation = state.conversation;
  const arrived = new Set<MessageId>();
  let isAgentTyping = state.isAgentTyping;
  for (const logged of events) {
    conversation = evolveForCustomer(id, conversation, logged);
    if (logged.event.type !== "messagePosted") continue;
    arrived.add(logged.event.messageId);
    if (logged.event.side === "agent") isAgentTyping = false;
  }
  return {
    ...state,
    conversation,
    isAgentTyping,
    events: [...state.events, ...events],
    own: state.own.filter((message) => !arrived.has(message.messageId)),
  };
}

export function withOwn(state: ChatState, messageId: MessageId, text: string): ChatState {
  const others = state.own.filter((message) => message.messageId !== messageId);
  return { ...state, own: [...others, { messageId, text, status: "sending" }] };
}

function withStatus(state: ChatState, messageId: MessageId, status: OwnMessage["status"]): ChatState {
  return {
    ...state,
    own: state.own.map((message) => (message.messageId === messageId ? { ...message, status } : message)),
  };
}

/** Ready for another conversation, or for one that another tab began. */
export function withConversation(state: ChatState, conversationId: ConversationId | null): ChatState {
  if (state.conversationId === conversationId) return state;
  return {
    ...state,
    conversationId,
    conversation: null,
    events: [],
    marks: noMarks,
    place: null,
    own: [],
    isAgentTyping: false,
    refusal: null,
  };
}

/** Messages of the agent past what this customer has read in any tab. */
export function countUnread(state: ChatState): number {
  return state.events.filter(
    ({ seq, event }) => seq > state.marks.customer.read && event.type === "messagePosted" && event.side === "agent",
  ).length;
}

export type Screen = "start" | "conversation" | "ended";

export function screenOf(state: ChatState): Screen {
  if (state.conversationId === null) return "start";
  return state.conversation && state.conversation.ended !== null ? "ended" : "conversation";
}

/** The part around the conversation has something to draw (CHAT-04). */
export function hasAround(state: ChatState): boolean {
  const { widget, me, conversation } = state;
  if (screenOf(state) === "start") return me?.availability?.isOpen === false || (widget?.form ?? []).length > 0;
  return conversation !== null && (!conversation.agent || conversation.ended !== null || me?.hasMail === true);
}

/** The name that the customer knows: the agent's, or the organisation's before anybody joined. */
export function agentName(state: ChatState): string {
  return state.conversation?.agent?.name ?? lastAgentName(state.events) ?? state.widget?.organisation ?? "";
}

function lastAgentName(events: readonly LoggedEvent[]): string | null {
  for (const { event } of events.toReversed()) if (event.type === "agentJoined") return event.name;
  return null;
}
