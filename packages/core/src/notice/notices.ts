/**
 * What an agent is told of while looking elsewhere (CHAT-10): which changes ask for whom, and by which means. Each thing has a key of its own, so
 * that several consoles of one agent can tell it once.
 */
import type { AgentId, ConversationId, ConversationSummary, LoggedEvent } from "@rinnalla/protocol";
import type { ConversationState } from "../conversation/state.ts";
import { participantOf } from "../conversation/participants.ts";

export type NoticeKind = "offer" | "transfer" | "consult" | "callInvite" | "callAsked" | "assigned" | "message";

export interface Notice {
  readonly key: string;
  readonly kind: NoticeKind;
  readonly conversationId: ConversationId;
  readonly customerName: string | null;
  /** Of a message; empty for a file. */
  readonly text?: string;
}

/** Somebody waits for an answer that runs out. */
export function isUrgent(kind: NoticeKind): boolean {
  return kind !== "message" && kind !== "assigned" && kind !== "callAsked";
}

/** All that waits for this agent's answer now, out of the desk. */
export function deskNotices(summaries: Iterable<ConversationSummary>, me: AgentId): readonly Notice[] {
  const notices: Notice[] = [];
  for (const { id: conversationId, customerName, ...one } of summaries) {
    const put = (kind: NoticeKind, key: string): void =>
      void notices.push({ key: `${kind} ${key}`, kind, conversationId, customerName });
    if (one.offer?.agentId === me) put(one.transfer ? "transfer" : "offer", one.offer.offerId);
    if (one.consultAsked?.agentId === me) put("consult", `${conversationId} ${one.consultAsked.until}`);
    if (one.call?.invited?.agentId === me) put("callInvite", `${one.call.callId} ${one.call.invited.until}`);
    if (one.agentId === me && one.callRequest) put("callAsked", `${conversationId} ${one.callRequest.at}`);
  }
  return notices;
}

/**
 * The newest of these events that is news to this agent; null: none is. The customer's words are for the primary agent and whoever has joined, a
 * colleague's note for the primary agent and whoever is consulted; who monitors is told of nothing.
 */
export function logNotice(state: ConversationState, events: readonly LoggedEvent[], me: AgentId): Notice | null {
  const role = state.agent?.agentId === me ? "primary" : (participantOf(state, me)?.role ?? null);
  if (role === null || role === "monitor") return null;
  const { id: conversationId, customerName } = state;
  for (const { seq, by, event } of events.toReversed()) {
    const key = `${conversationId} ${seq}`;
    if (event.type === "agentJoined" && event.agentId === me && event.how === "assign") {
      const isOwn = by.kind === "agent" && by.agentId === me;
      if (!isOwn) return { key: `assigned ${key}`, kind: "assigned", conversationId, customerName };
    }
    if (event.type !== "messagePosted" || (by.kind === "agent" && by.agentId === me)) continue;
    const isNews = event.side === "customer" ? role !== "consult" : event.audience !== "all" && role !== "join";
    if (isNews) return { key: `message ${key}`, kind: "message", conversationId, customerName, text: event.text };
  }
  return null;
}

export interface NoticeMeans {
  readonly hasSound: boolean;
  readonly isOnDesktop: boolean;
}

/**
 * `fronts`: what consoles of this agent show that are in front now, of each the conversation in view. What is in view is not told; a console in
 * front shows the rest itself, with a sound.
 */
export function noticeMeans(
  { kind, conversationId }: Notice,
  fronts: readonly (ConversationId | null)[],
  settings: NoticeMeans,
): NoticeMeans {
  const isInView = fronts.includes(conversationId) && !isUrgent(kind);
  return {
    hasSound: settings.hasSound && !isInView,
    isOnDesktop: settings.isOnDesktop && fronts.length === 0,
  };
}
