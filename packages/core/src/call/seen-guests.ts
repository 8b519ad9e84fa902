/**
 * Whether the customer is told who listens or whispers is the administrator's (CALL-11). What the log says of a call's guests then bears a
 * mark, so that each event alone says who may see it, whatever the setting is later.
 */
import type { ConversationEvent, Refusal } from "@rinnalla/protocol";
import type { Decision } from "../decision.ts";

/** `areSeen`: as the conversation's terms have it. */
export function markSeenGuests(areSeen: boolean | undefined, answer: Decision | Refusal): Decision | Refusal {
  return areSeen === true && answer.ok ? { ...answer, events: answer.events.map(marked) } : answer;
}

function marked(event: ConversationEvent): ConversationEvent {
  switch (event.type) {
    case "callGuestJoined":
    case "callGuestRoleChanged":
    case "callGuestLost":
    case "callGuestRejoined":
    case "callGuestLeft":
      return { ...event, isSeen: true };
    default:
      return event;
  }
}
