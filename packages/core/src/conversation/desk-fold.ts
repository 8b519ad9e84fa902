/** The staff's part of the fold: offers, colleagues who are asked, and how long customers waited. Customers' clients do not load it. */
import type { ConversationEvent } from "@rinnalla/protocol";
import { assertNever, type Instant } from "../kernel/result.ts";
import type { ConversationState } from "./state.ts";

export type DeskEvent = Extract<
  ConversationEvent,
  {
    type:
      | "conversationOffered"
      | "offerDeclined"
      | "offerExpired"
      | "offerWithdrawn"
      | "consultAsked"
      | "consultAskEnded"
      | "transferAsked"
      | "transferEnded"
      | "recordingPlayed";
  }
>;

export function foldDesk(state: ConversationState, event: DeskEvent): ConversationState {
  switch (event.type) {
    case "conversationOffered": {
      const { type: _, ...offer } = event;
      return { ...state, offer };
    }
    case "offerDeclined":
    case "offerExpired":
      return { ...state, offer: null, passedBy: withAgent(state.passedBy, event.agentId) };
    case "offerWithdrawn":
      return { ...state, offer: null };
    case "consultAsked": {
      const { type: _, ...consultAsked } = event;
      return { ...state, consultAsked };
    }
    case "consultAskEnded":
      return { ...state, consultAsked: null };
    case "transferAsked": {
      const { type: _, ...transfer } = event;
      return { ...state, transfer };
    }
    case "transferEnded":
      return { ...state, transfer: null };
    case "recordingPlayed":
      return state;
    default:
      return assertNever(event);
  }
}

/** With the wait that `event` begins or ends (SUP-01). */
export function withWait(state: ConversationState, event: ConversationEvent, at: Instant): ConversationState {
  switch (event.type) {
    case "conversationQueued": {
      const isNew = event.because === "opened" || event.because === "transfer";
      return isNew && state.waitFrom === null ? { ...state, waitFrom: at } : state;
    }
    case "agentJoined":
    case "conversationEnded":
      return endWait(state, at, event.type === "agentJoined");
    default:
      return state;
  }
}

function endWait(state: ConversationState, at: Instant, isAnswered: boolean): ConversationState {
  const { waitFrom, queueId, waits } = state;
  if (waitFrom === null) return state;
  return { ...state, waitFrom: null, waits: [...waits, { queueId, ms: at - waitFrom, endedAt: at, isAnswered }] };
}

function withAgent<Agent>(agents: readonly Agent[], agent: Agent): readonly Agent[] {
  return agents.includes(agent) ? agents : [...agents, agent];
}
