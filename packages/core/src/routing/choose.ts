/** Who gets which conversation next, of all that wait and all who work (ROUTE-01, ROUTE-08). Over many changes: `line-up.ts`. */
import type { AgentId, ConversationId, Presence, QueueId, SkillId } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import { createLineUp } from "./line-up.ts";
import { skillsAskedNow } from "./skills.ts";

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
  /** Absent: none. */
  readonly skillIds?: readonly SkillId[];
}

export interface WaitingConversation {
  readonly conversationId: ConversationId;
  readonly queueId: QueueId;
  readonly waitingSince: Instant;
  readonly units: number;
  readonly passedBy: readonly AgentId[];
  /** Asked of the agent, sorted; absent: nothing. */
  readonly skillIds?: readonly SkillId[];
  /** After so long a wait anybody in the queue will do, which is for whoever keeps a line-up to say; absent: never. */
  readonly skillRelaxMs?: number;
}

export interface Assignment {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
}

/**
 * Oldest first; each agent's load grows as assignments are made. Among those with room: who was not asked in vain before,
 * then the least loaded, then the longest idle. A conversation that fits nobody does not hold up the younger ones.
 * Who lacks a skill that it asks for is not among them, until it has waited for too long.
 */
export function chooseAssignments(
  waiting: readonly WaitingConversation[],
  agents: readonly RoutableAgent[],
  now: Instant,
): readonly Assignment[] {
  const lineUp = createLineUp();
  for (const agent of agents) lineUp.putAgent(agent);
  for (const conversation of waiting)
    lineUp.putWaiting({ ...conversation, skillIds: skillsAskedNow(conversation, now) });
  const assignments: Assignment[] = [];
  for (let next = lineUp.next(); next; next = lineUp.next()) assignments.push(next);
  return assignments;
}
