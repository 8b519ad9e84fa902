/** Who gets which conversation next (ROUTE-01, ROUTE-08). Pure; the server keeps the inputs and calls it at every change. */
import type { AgentId, ConversationId, Presence, QueueId } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";

export interface RoutableAgent {
  readonly agentId: AgentId;
  readonly presence: Presence;
  readonly isSignedIn: boolean;
  readonly queueIds: readonly QueueId[];
  readonly load: number;
  readonly limit: number;
  readonly isLocked: boolean;
  /** When it was last given a conversation; 0 for never. The longest idle goes first among the equally loaded. */
  readonly lastGivenAt: Instant;
}

export interface WaitingConversation {
  readonly conversationId: ConversationId;
  readonly queueId: QueueId;
  readonly waitingSince: Instant;
  readonly units: number;
  readonly passedBy: readonly AgentId[];
}

export interface Assignment {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
}

/** Oldest first; each agent's load grows as assignments are made. */
export function chooseAssignments(_waiting: readonly WaitingConversation[], _agents: readonly RoutableAgent[]): readonly Assignment[] {
  return [];
}
