/** What the supervisor should know before assigning; it goes through all the same (ROUTE-04). */
import { missingFor } from "@rinnalla/core";
import type { AgentView, ConversationSummary, SkillId } from "@rinnalla/protocol";

export type AssignWarning = "assign.warnCall" | "assign.warnFull" | "assign.warnPresence" | "assign.warnSkills";

type Conversation = Pick<ConversationSummary, "units" | "skills" | "waitingSince" | "openedAt">;

export function assignWarnings(agent: AgentView, conversation: Conversation, now: number): readonly AssignWarning[] {
  const isThere = agent.isBusyByLoad ?? agent.takesOffers ?? agent.presence === "available";
  return [
    ...(agent.isInCall ? (["assign.warnCall"] as const) : []),
    ...(!agent.isInCall && agent.load + conversation.units > agent.limit ? (["assign.warnFull"] as const) : []),
    ...(isThere ? [] : (["assign.warnPresence"] as const)),
    ...(skillsMissing(agent, conversation, now).length > 0 ? (["assign.warnSkills"] as const) : []),
  ];
}

export function skillsMissing(agent: AgentView, conversation: Conversation, now: number): readonly SkillId[] {
  return missingFor(conversation, agent.skillIds ?? [], now);
}
