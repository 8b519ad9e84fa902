/** To whom one may write here, the usual one first (ROUTE-07, CHAT-05). */
import { participantOf, type ConversationState } from "@rinnalla/core";
import type { AgentId, Audience } from "@rinnalla/protocol";

export function audiencesOf(state: ConversationState, me: AgentId): readonly Audience[] {
  if (state.status === "closed") return [];
  const isPrimary = state.agent?.agentId === me;
  const own = participantOf(state, me);
  if (state.ended) return isPrimary ? ["staff"] : [];
  if (isPrimary) {
    const hasColleague = state.consultAsked !== null || state.participants.length > 0;
    return hasColleague ? ["all", "consult", "staff"] : ["all", "staff"];
  }
  if (!own) return [];
  return own.role === "join" ? ["all", "consult", "staff"] : ["consult", "staff"];
}
