/**
 * The conversation machine: decides, changes nothing. Calls and visual sessions are decided by their own machines,
 * to which this one hands over (CHAT, ROUTE-06). Who may ask is looked up in `access/table.ts` before anything else.
 */
import { limits } from "@rinnalla/protocol";
import type { Actor, RecordingId, Refusal } from "@rinnalla/protocol";
import { expireAttachment, postAttachment } from "../attachment/post.ts";
import { mayCommand } from "../access/table.ts";
import { answersRequest, expireMessage, stepRequest, type RequestTurn } from "../call/request.ts";
import { markSeenGuests } from "../call/seen-guests.ts";
import { fireCallTimer, isLive, stepCall, type CallTurn } from "../call/step.ts";
import { decide, nothing, type Decision } from "../decision.ts";
import type { TimerName } from "../effects.ts";
import { assertNever, refuse, type Instant } from "../kernel/result.ts";
import { fireVisualTimer, stepVisual, type VisualTurn } from "../visual/step.ts";
import { cancelTransfer as cancelAgentTransfer, closeBeside, transferToAgent } from "./agent-transfer.ts";
import type { Command, ServerGiven } from "./commands.ts";
import { transferCall } from "./call-transfer.ts";
import { closeCustomerWindow, dropCustomer, returnCustomer } from "./customer-window.ts";
import { answerSurvey, askEnd, closeConversation, endWrapUp } from "./end.ts";
import { assignConversation, loseAgent, pickConversation, transferConversation } from "./handover.ts";
import { postMessage, sharePin } from "./messages.ts";
import { askTransfer, cancelTransfer, closeTransfer, confirmTransfer, fireTransferTimer } from "./queue-transfer.ts";
import { expireConsult, stepParticipants } from "./participants.ts";
import { acceptOffer, declineOffer, expireOffer, offerConversation, withdrawOffer } from "./offer.ts";
import { leaveMessage, openConversation } from "./open.ts";
import type { ConversationState } from "./state.ts";
import { askMail, fireMail, settleMail } from "./transcript-mail.ts";
import { sideOf, type Turn } from "./turn.ts";

export interface StepInput {
  /** `null` before `openConversation`. */
  readonly state: ConversationState | null;
  readonly command: Command;
  readonly by: Actor;
  readonly now: Instant;
  readonly given: ServerGiven;
}

export function step({ state, command, by, now, given }: StepInput): Decision | Refusal {
  const isOpening = command.type === "openConversation" || command.type === "leaveMessage";
  // Another visitor may not even know that there is such a conversation.
  if (state ? by.kind === "customer" && state.visitorId !== by.visitorId : !isOpening) return refuse("notFound");
  if (!mayCommand(by, command.type, state)) return refuse("notAllowed");
  if (isOpening) {
    if (state) return refuse("conversationExists");
    return command.type === "leaveMessage"
      ? leaveMessage(command, given.opening, now)
      : openConversation(command, given.opening);
  }
  if (!state) return refuse("notFound");
  const answer = closeBeside(state, closeTransfer(state, decideOn({ state, by, now }, command, given)));
  return markSeenGuests(state.terms.customerSeesListeners, answer);
}

function decideOn(
  turn: Turn,
  command: Exclude<Command, { type: "openConversation" | "leaveMessage" }>,
  given: ServerGiven,
): Decision | Refusal {
  switch (command.type) {
    case "offerConversation":
      return offerConversation(turn, command.offerId, command.agentId);
    case "acceptOffer":
      return acceptOffer(turn, command.offerId, command.clientId);
    case "declineOffer":
      return declineOffer(turn, command.offerId);
    case "withdrawOffer":
      return withdrawOffer(turn, command.offerId);
    case "pickConversation":
      return pickConversation(turn, command.clientId, given.pickerSkills);
    case "assignConversation":
      return assignConversation(turn, command.agentId, given.assigneeName);
    case "transferConversation":
      return transferConversation(turn, command.queueId);
    case "transferToAgent":
      return transferToAgent(turn, command, given.assigneeName);
    case "cancelTransfer":
      return cancelAgentTransfer(turn);
    case "askConsult":
    case "cancelConsult":
    case "withdrawConsult":
    case "acceptConsult":
    case "declineConsult":
    case "dismissParticipant":
    case "joinConversation":
    case "changeParticipantRole":
    case "leaveConversation":
    case "participantLost":
      return stepParticipants(turn, command, given.assigneeName);
    case "agentLost":
      return loseAgent(turn, command.agentId);
    case "postMessage":
      return postMessage(turn, command);
    case "postAttachment":
      return postAttachment(turn, command, given.uploaded ?? null);
    case "expireAttachment":
      return expireAttachment(turn.state, command.attachmentId);
    case "sharePin":
      return sharePin(turn, command.visualId, command.messageId);
    case "customerDropped":
      return dropCustomer(turn);
    case "customerReturned":
      return returnCustomer(turn);
    case "endConversation":
      return askEnd(turn);
    case "closeConversation":
      return closeConversation(turn);
    case "answerSurvey":
      return answerSurvey(turn, command);
    case "mailTranscript":
      return askMail(turn, command.mailId, command.address, given.hasMail ?? false);
    case "mailSettled":
      return settleMail(turn, command.mailId, command.isSent);
    case "fireTimer":
      return fireTimer(turn, command.timer);
    case "askCall":
    case "cancelCallRequest":
    case "declineCallRequest":
    case "askCallBack":
    case "cancelCallBack":
    case "takeCallBack":
    case "closeCallBack":
      return stepRequest(requestTurn(turn), command);
    case "transferCall":
      return transferCall(turn, command.callId, command.agentId);
    case "transferCallToQueue":
      return askTransfer(turn, command, given.queueName ?? null);
    case "cancelCallTransfer":
      return cancelTransfer(turn, command.callId);
    case "confirmCall":
      return confirmTransfer(turn, command.callId, command.clientId) ?? stepCall(callTurn(turn, given), command);
    case "expireRecording":
      return expireRecording(turn.state, command.recordingId);
    case "notePlayback":
      return notePlayback(turn.state, command);
    case "startCall":
      return answersRequest(turn.state.callRequest, stepCall(callTurn(turn, given), command));
    case "answerCall":
    case "declineCall":
    case "endCall":
    case "rejoinCall":
    case "callLegDropped":
    case "holdCall":
    case "resumeCall":
    case "reportCallQuality":
    case "joinCall":
    case "changeCallRole":
    case "leaveCall":
    case "inviteToCall":
    case "cancelCallInvite":
    case "acceptCallInvite":
    case "declineCallInvite":
    case "dismissGuest":
    case "callGuestDropped":
    case "askRecording":
    case "grantRecording":
    case "refuseRecording":
    case "revokeRecording":
    case "pauseRecording":
    case "resumeRecording":
    case "continueRecording":
    case "stopRecording":
      return stepCall(callTurn(turn, given), command);
    case "inviteVisual":
    case "prepareVisual":
    case "connectVisual":
    case "enterPin":
    case "askScope":
    case "grantScope":
    case "refuseScope":
    case "revokeScope":
    case "pauseVisual":
    case "resumeVisual":
    case "reportAction":
    case "endVisual":
    case "rejoinVisual":
    case "visualLegDropped":
    case "askVisualRecording":
    case "grantVisualRecording":
    case "refuseVisualRecording":
    case "revokeVisualRecording":
    case "pauseVisualRecording":
    case "resumeVisualRecording":
    case "continueVisualRecording":
    case "stopVisualRecording":
    case "visualRecordingBroken":
      return stepVisual(visualTurn(turn, given), command);
    default:
      return assertNever(command);
  }
}

function fireTimer(turn: Turn, timer: TimerName): Decision | Refusal {
  switch (timer) {
    case "offer":
      return expireOffer(turn);
    case "customerWindow":
      return closeCustomerWindow(turn);
    case "wrapUp":
      return endWrapUp(turn);
    case "mail":
      return fireMail(turn);
    case "leftMessage":
      return expireMessage(turn.state.callBack);
    case "consult":
      return expireConsult(turn);
    case "ring":
    case "callLegAgent":
    case "callLegCustomer":
    case "callGuest":
      return fireCallTimer(turn.state.call, timer, turn.now);
    case "callTransfer":
      return fireTransferTimer(turn);
    case "pin":
    case "visualLegAgent":
    case "visualLegCustomer":
      return fireVisualTimer(turn.state.visual, timer, turn.now);
    default:
      return assertNever(timer);
  }
}

/** Deleted already: nothing. What is recorded now is not old. */
function expireRecording(state: ConversationState, recordingId: RecordingId): Decision {
  const recording = state.recordings.find(({ id }) => id === recordingId);
  return recording?.phase === "stopped" ? decide([{ type: "recordingDeleted", recordingId }]) : nothing;
}

/** Who heard or saw what was recorded stays in the log (SUP-04), whatever has become of the conversation since. */
function notePlayback(
  state: ConversationState,
  { recordingId, agentId, name }: Extract<Command, { type: "notePlayback" }>,
): Decision {
  const isKnown = state.recordings.some(({ id }) => id === recordingId);
  return isKnown ? decide([{ type: "recordingPlayed", recordingId, agentId, name }]) : nothing;
}

function requestTurn({ state, by }: Turn): RequestTurn {
  return {
    request: state.callRequest,
    callBack: state.callBack,
    mayAsk: state.terms.customerMayAskCall ?? false,
    calls: state.terms.calls,
    isCallLive: isLive(state.call),
    isEnded: state.ended !== null,
    staff: by.kind === "agent" ? { agentId: by.agentId, name: by.name, isSupervisor: by.role !== "agent" } : null,
  };
}

function callTurn({ state, by, now }: Turn, given: ServerGiven): CallTurn {
  return {
    call: state.call,
    calls: state.terms.calls,
    ringMs: state.terms.ringMs ?? limits.ringMs,
    mayRecord: state.terms.mayRecord ?? false,
    agentId: state.ended ? null : (state.agent?.agentId ?? null),
    isCustomerHere: state.isCustomerHere,
    by,
    side: sideOf(by),
    pickedName: given.assigneeName,
    now,
  };
}

function visualTurn({ state, by, now }: Turn, given: ServerGiven): VisualTurn {
  return {
    visual: state.visual,
    providers: { cobrowse: state.terms.cobrowse, screenShare: state.terms.screenShare },
    mayRecord: state.terms.visualRecording === "allowed",
    agentId: state.ended ? null : (state.agent?.agentId ?? null),
    manifests: given.providers ?? new Map(),
    pin: given.pin,
    side: sideOf(by),
    isByProvider: by.kind === "provider",
    now,
  };
}
