/** A decision in a word, for tables of what each state answers to each command. */
import type { Decision } from "@rinnalla/core";
import type { ConversationEvent, Refusal } from "@rinnalla/protocol";

/** `-` for nothing to do; events as `callEnded:missed + …`; a refusal as `!callGone`. */
export function outcomeOf(answer: Decision | Refusal): string {
  if (!answer.ok) return `!${answer.code}`;
  return answer.events.map(nameOf).join(" + ") || "-";
}

function nameOf(event: ConversationEvent): string {
  switch (event.type) {
    case "callEnded":
    case "visualEnded":
      return `${event.type}:${event.reason}`;
    case "visualScopeAsked":
    case "visualScopeGranted":
    case "visualScopeRefused":
    case "visualScopeRevoked":
      return `${event.type}:${event.scope}`;
    case "callGuestJoined":
    case "callGuestRoleChanged":
    case "participantJoined":
    case "participantRoleChanged":
      return `${event.type}:${event.role}`;
    case "callGuestLeft":
    case "callInviteEnded":
    case "callRequestEnded":
    case "callBackClosed":
    case "recordingStopped":
    case "visualRecordingStopped":
    case "conversationQueued":
    case "participantLeft":
    case "consultAskEnded":
    case "transferEnded":
    case "conversationEnded":
    case "agentLeft":
      return `${event.type}:${event.because}`;
    case "agentJoined":
      return `${event.type}:${event.how}`;
    default:
      return event.type;
  }
}
