/**
 * The authorisation table for commands: who may ask what of which conversation. One row for every command;
 * the type makes a missing one a compile error. Routes have their own table in the server.
 * Whether it can be done now is not asked here: that is the machines' to refuse.
 */
import type { Actor, AgentId } from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import { participantOf } from "../conversation/participants.ts";
import type { ConversationState } from "../conversation/state.ts";

type Rule = (by: Actor, state: ConversationState | null) => boolean;

const system: Rule = (by) => by.kind === "system";
const visitor: Rule = (by, state) => by.kind === "customer" && (state === null || state.visitorId === by.visitorId);
const customer: Rule = (by, state) => by.kind === "customer" && state?.visitorId === by.visitorId;
const staff: Rule = (by) => by.kind === "agent";
const supervisor: Rule = (by) => by.kind === "agent" && by.role !== "agent";
const primary: Rule = (by, state) => by.kind === "agent" && state?.agent?.agentId === by.agentId;

/** In the live call beside the primary agent. */
const guest: Rule = (by, state) => by.kind === "agent" && state !== null && isGuest(by.agentId, state);

/** Beside the primary agent (ROUTE-07). */
const participant: Rule = (by, state) =>
  by.kind === "agent" && state !== null && participantOf(state, by.agentId) !== null;
const consulted: Rule = (by, state) => by.kind === "agent" && state?.consultAsked?.agentId === by.agentId;

/** Of the conversation's visual session, and of no other's. */
const provider: Rule = (by, state) => by.kind === "provider" && state?.visual?.provider?.id === by.providerId;
const invited: Rule = (by, state) => by.kind === "agent" && state?.call?.invited?.agentId === by.agentId;
const askedForCallBack: Rule = (by, state) => by.kind === "agent" && state?.callBack != null;
const callBackTaker: Rule = (by, state) => by.kind === "agent" && state?.callBack?.agent?.agentId === by.agentId;

function either(...rules: readonly Rule[]): Rule {
  return (by, state) => rules.some((rule) => rule(by, state));
}

const table: { readonly [Type in Command["type"]]: Rule } = {
  openConversation: visitor,
  leaveMessage: visitor,
  // The machine narrows: to the customer only the primary writes, and who has joined; a supervisor's word is a note.
  postMessage: either(customer, primary, supervisor, participant),
  postAttachment: either(customer, primary, supervisor, participant),
  endConversation: either(customer, primary, supervisor),
  closeConversation: either(primary, supervisor),
  answerSurvey: customer,
  mailTranscript: either(customer, primary, supervisor),

  // The machine knows whose the offer is, and says `offerGone` to the others.
  acceptOffer: staff,
  declineOffer: staff,
  pickConversation: staff,
  assignConversation: supervisor,
  transferConversation: either(primary, supervisor),
  transferToAgent: either(primary, supervisor),
  cancelTransfer: either(primary, supervisor),

  askConsult: primary,
  cancelConsult: primary,
  acceptConsult: either(consulted, participant),
  declineConsult: consulted,
  dismissParticipant: primary,
  joinConversation: supervisor,
  changeParticipantRole: participant,
  leaveConversation: participant,

  startCall: primary,
  answerCall: customer,
  declineCall: customer,
  endCall: either(customer, primary),
  confirmCall: either(customer, primary, guest),
  rejoinCall: either(customer, primary, guest),
  reportCallQuality: either(customer, primary),

  askCall: customer,
  cancelCallRequest: customer,
  declineCallRequest: primary,
  askCallBack: customer,
  cancelCallBack: customer,
  takeCallBack: askedForCallBack,
  closeCallBack: either(callBackTaker, supervisor),

  joinCall: supervisor,
  changeCallRole: guest,
  leaveCall: guest,
  acceptCallInvite: either(invited, guest),
  declineCallInvite: invited,
  inviteToCall: primary,
  cancelCallInvite: primary,
  dismissGuest: primary,
  holdCall: primary,
  resumeCall: primary,
  transferCall: primary,
  transferCallToQueue: primary,
  cancelCallTransfer: primary,

  askRecording: primary,
  pauseRecording: primary,
  resumeRecording: primary,
  continueRecording: primary,
  stopRecording: primary,
  grantRecording: customer,
  refuseRecording: customer,
  revokeRecording: customer,

  inviteVisual: primary,
  prepareVisual: either(primary, provider),
  connectVisual: either(primary, provider),
  sharePin: either(primary, provider),
  enterPin: customer,
  askScope: primary,
  grantScope: customer,
  refuseScope: customer,
  revokeScope: either(customer, primary),
  askVisualRecording: primary,
  pauseVisualRecording: primary,
  resumeVisualRecording: primary,
  continueVisualRecording: primary,
  stopVisualRecording: primary,
  grantVisualRecording: customer,
  refuseVisualRecording: customer,
  revokeVisualRecording: customer,
  pauseVisual: customer,
  resumeVisual: customer,
  reportAction: customer,
  endVisual: either(customer, primary, provider),
  rejoinVisual: either(customer, primary),

  offerConversation: system,
  withdrawOffer: system,
  withdrawConsult: system,
  fireTimer: system,
  customerDropped: system,
  customerReturned: system,
  agentLost: system,
  participantLost: system,
  callLegDropped: system,
  callGuestDropped: system,
  mailSettled: system,
  expireRecording: system,
  expireAttachment: system,
  notePlayback: system,
  visualRecordingBroken: system,
  visualLegDropped: system,
};

/** True if `by` may say `command` to this conversation (`null`: it does not exist yet). */
export function mayCommand(by: Actor, command: Command["type"], state: ConversationState | null): boolean {
  return table[command](by, state);
}

/**
 * True if `by` may follow the log of this conversation. An agent: one's own, what waits in any queue, a call that one is in or is
 * asked into, what one is consulted about or shall take over, and what one has to call back about.
 */
export function mayFollow(by: Actor, state: ConversationState): boolean {
  switch (by.kind) {
    case "system":
      return true;
    case "provider":
      return false;
    case "customer":
      return state.visitorId === by.visitorId;
    case "agent":
      if (by.role !== "agent" || state.status === "open") return true;
      return (
        state.agent?.agentId === by.agentId ||
        state.transfer?.agentId === by.agentId ||
        state.consultAsked?.agentId === by.agentId ||
        participantOf(state, by.agentId) !== null ||
        state.call?.invited?.agentId === by.agentId ||
        isGuest(by.agentId, state) ||
        state.callBack?.agent?.agentId === by.agentId
      );
  }
}

/** The end of a call leaves no guests. */
function isGuest(agentId: AgentId, state: ConversationState): boolean {
  return state.call?.guests.some((one) => one.agentId === agentId) ?? false;
}
