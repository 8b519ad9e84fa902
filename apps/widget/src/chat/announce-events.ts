/** New events of the log as DOM events for the host page (CHAT-09). */
import type { LoggedEvent } from "@rinnalla/protocol";
import { announce } from "../api/api.ts";
import type { ChatState } from "./chat-state.ts";

export function announceEvents(
  events: readonly LoggedEvent[],
  { conversationId, conversation }: Pick<ChatState, "conversationId" | "conversation">,
): void {
  const kind = conversation?.visual?.kind ?? "cobrowse";
  for (const { event } of events) {
    switch (event.type) {
      case "conversationQueued":
        announce("queued", { conversationId });
        break;
      case "agentJoined":
        announce("assigned", { conversationId, agentName: event.name });
        break;
      case "messagePosted":
        announce("message", { conversationId, messageId: event.messageId, side: event.side });
        break;
      case "conversationEnded":
        announce("close", { conversationId, because: event.because });
        break;
      case "callStarted":
        announce("ringing", { kind: "call", id: event.callId, mode: event.mode });
        break;
      case "callAnswered":
        announce("accepted", { kind: "call", id: event.callId, answer: event.answer });
        break;
      case "callEnded":
        announce("ended", { kind: "call", id: event.callId, reason: event.reason, lengthMs: event.lengthMs });
        break;
      case "visualInvited":
        announce("ringing", { kind: event.kind, id: event.visualId });
        break;
      case "visualScopeGranted":
        announce("accepted", { kind, id: event.visualId, scope: event.scope });
        break;
      case "visualEnded":
        announce("ended", { kind, id: event.visualId, reason: event.reason });
        break;
      default:
        break;
    }
  }
}
