/**
 * What of a log the customer may see. Not: offers (who was asked, who declined), staff's notes, the invitation's PIN
 * (the customer has to get it from the agent, VIS-02), who played a recording, nor a provider's link, which supervisor did a thing, who is asked into a call, and who listens
 * or whispers in it unless the conversation's terms say so (CALL-11): such a guest comes into the customer's log when joining in, and goes out of it when falling silent. So do the
 * colleagues beside the primary agent, and all that is said among them (ROUTE-07).
 */
import type { Actor, CallGuestRole, ConversationEvent, LoggedEvent } from "@rinnalla/protocol";
import { assertNever } from "../kernel/result.ts";

/** The event as the customer's client gets it, or `null` if it is not theirs to see. Their `seq` keeps its gaps. */
export function visibleToCustomer(logged: LoggedEvent): LoggedEvent | null {
  const event = visible(logged.event);
  return event && { ...logged, by: actorFor(logged.by, event), event };
}

/** As an agent's console gets it: all but who monitors unseen, where the administrator wants it so (ROUTE-07). Supervisors see all. */
export function visibleToAgent(logged: LoggedEvent): LoggedEvent | null {
  const { event } = logged;
  if (!("isUnseen" in event && event.isUnseen)) return logged;
  if (event.type !== "participantRoleChanged") return null;
  const { agentId, name, role, was } = event;
  const seen: ConversationEvent =
    role === "monitor"
      ? { type: "participantLeft", agentId, name, role: was, because: "left" }
      : { type: "participantJoined", agentId, name, role };
  return { ...logged, event: seen };
}

function visible(event: ConversationEvent): ConversationEvent | null {
  switch (event.type) {
    case "conversationOffered":
    case "offerDeclined":
    case "offerExpired":
    case "offerWithdrawn":
    case "callGuestInvited":
    case "callInviteEnded":
    case "recordingPlayed":
    case "consultAsked":
    case "consultAskEnded":
    case "transferAsked":
    case "transferEnded":
      return null;
    case "participantJoined":
    case "participantLeft":
      return event.role === "join" ? event : null;
    case "participantRoleChanged": {
      const { agentId, name, role, was } = event;
      if (role === "join") return { type: "participantJoined", agentId, name, role };
      return was === "join" ? { type: "participantLeft", agentId, name, role: was, because: "left" } : null;
    }
    case "callGuestJoined":
    case "callGuestLost":
    case "callGuestRejoined":
    case "callGuestLeft":
      return event.isSeen || isSeen(event.role) ? event : null;
    case "callGuestRoleChanged": {
      if (event.isSeen) return event;
      const { callId, agentId, name, clientId, role, was } = event;
      if (isSeen(role)) return isSeen(was) ? event : { type: "callGuestJoined", callId, agentId, name, clientId, role };
      return isSeen(was) ? { type: "callGuestLeft", callId, agentId, role: was, because: "left" } : null;
    }
    case "messagePosted":
    case "attachmentDeleted":
      return event.audience === "all" ? event : null;
    case "visualInvited": {
      const { pin: _pin, ...rest } = event;
      return rest;
    }
    case "visualPrepared":
      return { type: event.type, visualId: event.visualId };
    case "conversationOpened":
    case "conversationQueued":
    case "agentJoined":
    case "agentLeft":
    case "customerLeft":
    case "customerReturned":
    case "conversationEnded":
    case "conversationClosed":
    case "surveyAnswered":
    case "messageLeft":
    case "transcriptMailAsked":
    case "transcriptMailed":
    case "transcriptMailFailed":
    case "callStarted":
    case "callAnswered":
    case "callConnected":
    case "callLegLost":
    case "callLegRejoined":
    case "callEnded":
    case "callHeld":
    case "callResumed":
    case "callQualityReported":
    case "callTransferred":
    case "callTransferAsked":
    case "callTransferTaken":
    case "callTransferEnded":
    case "callRequested":
    case "callRequestEnded":
    case "callBackAsked":
    case "callBackTaken":
    case "callBackClosed":
    case "recordingAsked":
    case "recordingGranted":
    case "recordingRefused":
    case "recordingPaused":
    case "recordingResumed":
    case "recordingContinued":
    case "recordingStopped":
    case "recordingDeleted":
    case "visualConnected":
    case "visualPinRefused":
    case "visualPinAccepted":
    case "visualScopeAsked":
    case "visualScopeGranted":
    case "visualScopeRefused":
    case "visualScopeRevoked":
    case "visualPaused":
    case "visualResumed":
    case "visualLegLost":
    case "visualLegRejoined":
    case "visualActed":
    case "visualEnded":
    case "visualRecordingAsked":
    case "visualRecordingGranted":
    case "visualRecordingRefused":
    case "visualRecordingPaused":
    case "visualRecordingResumed":
    case "visualRecordingContinued":
    case "visualRecordingStopped":
      return event;
    default:
      return assertNever(event);
  }
}

function isSeen(role: CallGuestRole): boolean {
  return role === "join" || role === "consult";
}

/** The agent who writes and calls is named; who moved, closed or assigned behind the desk is the organisation. */
function actorFor(by: Actor, event: ConversationEvent): Actor {
  if (by.kind !== "agent") return by;
  return isDeskMatter(event) ? { kind: "system" } : { ...by, role: "agent" };

  function isDeskMatter(of: ConversationEvent): boolean {
    switch (of.type) {
      case "agentJoined":
        return by.kind === "agent" && of.agentId !== by.agentId;
      case "agentLeft":
      case "participantLeft":
      case "conversationQueued":
      case "conversationEnded":
      case "conversationClosed":
      case "callEnded":
      case "visualEnded":
        return true;
      default:
        return false;
    }
  }
}
