/** One line in the server's log for each change in a conversation's life. Ids and reasons only: no words, names, tokens or PINs. */
import type { ConversationEvent } from "@rinnalla/protocol";
import type { Logger } from "pino";
import type { Committed } from "./committed.ts";

export function logLifecycle(log: Logger, { conversationId, events }: Committed): void {
  for (const { event } of events) {
    const detail = detailOf(event);
    if (detail) log.info({ conversationId, ...detail }, event.type);
  }
}

function detailOf(event: ConversationEvent): Readonly<Record<string, string | number>> | null {
  switch (event.type) {
    case "conversationOpened":
      return { widgetId: event.terms.widgetId, queueId: event.terms.queueId };
    case "agentJoined":
      return { agentId: event.agentId, how: event.how };
    case "agentLeft":
      return { agentId: event.agentId, because: event.because };
    case "conversationEnded":
      return { because: event.because };
    case "conversationClosed":
      return {};
    case "callStarted":
      return { callId: event.callId, mode: event.mode };
    case "callEnded":
      return { callId: event.callId, reason: event.reason, lengthMs: event.lengthMs };
    case "callGuestJoined":
    case "callGuestRoleChanged":
      return { callId: event.callId, agentId: event.agentId, role: event.role };
    case "callGuestLeft":
      return { callId: event.callId, agentId: event.agentId, because: event.because };
    case "callTransferred":
      return { callId: event.callId, agentId: event.agentId };
    case "recordingAsked":
    case "recordingGranted":
    case "recordingRefused":
    case "recordingStopped":
      return { callId: event.callId, recordingId: event.recordingId };
    case "visualRecordingAsked":
    case "visualRecordingGranted":
    case "visualRecordingRefused":
      return { visualId: event.visualId, recordingId: event.recordingId };
    case "visualRecordingStopped":
      return { visualId: event.visualId, recordingId: event.recordingId, because: event.because };
    case "recordingDeleted":
      return { recordingId: event.recordingId };
    case "recordingPlayed":
      return { recordingId: event.recordingId, agentId: event.agentId };
    case "visualInvited":
      return { visualId: event.visualId, kind: event.kind, provider: event.provider?.id ?? "builtin" };
    case "visualPrepared":
    case "visualConnected":
      return { visualId: event.visualId };
    case "visualEnded":
      return { visualId: event.visualId, reason: event.reason };
    default:
      return null;
  }
}
