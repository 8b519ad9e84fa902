/**
 * Folds what a customer may see of a log into state; of what is staff's alone, the caller says what becomes (`evolve.ts`). A customer's log
 * has gaps (`visible.ts`), so no event here leans on a staff-only one before it. Constant in the number of messages.
 */
import type {
  AgentId,
  CallEvent,
  ChatEvent,
  ConversationEvent,
  ConversationId,
  ConversationStatus,
  LoggedEvent,
  VisualEvent,
} from "@rinnalla/protocol";
import { evolveCall } from "../call/evolve.ts";
import type { RecordingState } from "../call/state.ts";
import type { Instant } from "../kernel/result.ts";
import { evolveVisual } from "../visual/evolve.ts";
import type { DeskEvent } from "./desk-fold.ts";
import type { ConversationState, Participant } from "./state.ts";
import { noMail } from "./transcript-mail.ts";

/** What becomes of the state by an event that customers never see. */
export type DeskFold = (state: ConversationState, event: DeskEvent) => ConversationState;

/** `state` null before `conversationOpened`. Throws if the first event is another (a bug). */
export function fold(
  id: ConversationId,
  state: ConversationState | null,
  { event, at, seq }: LoggedEvent,
  ofDesk: DeskFold,
): ConversationState {
  if (!state) {
    if (event.type !== "conversationOpened") throw new Error(`the log of a conversation begins with ${event.type}`);
    return begin(id, event, at, seq);
  }
  return { ...change(state, event, at, ofDesk), version: seq };
}

function begin(
  id: ConversationId,
  event: Extract<ChatEvent, { type: "conversationOpened" }>,
  at: Instant,
  seq: number,
): ConversationState {
  return {
    id,
    version: seq,
    status: "open",
    visitorId: event.visitorId,
    customerName: event.customerName,
    locale: event.locale,
    terms: event.terms,
    queueId: event.terms.queueId,
    openedAt: at,
    waitingSince: null,
    offer: null,
    passedBy: [],
    agent: null,
    agentSince: null,
    waitFrom: null,
    waits: [],
    participants: [],
    consultAsked: null,
    transfer: null,
    isCustomerHere: true,
    customerWindowUntil: null,
    call: null,
    callRequest: null,
    callBack: null,
    recordings: [],
    attachments: [],
    visual: null,
    ended: null,
    wrapUpUntil: null,
    hasSurvey: false,
    mail: noMail,
  };
}

function change(state: ConversationState, event: ConversationEvent, at: Instant, ofDesk: DeskFold): ConversationState {
  if (isOfCall(event)) return changeCall(state, event, at);
  if (isOfVisual(event)) {
    const visual = evolveVisual(state.visual, event, at);
    return withRecording({ ...state, visual }, visual?.recording);
  }
  switch (event.type) {
    case "conversationOpened":
      return state;
    case "messagePosted":
      return event.attachment
        ? { ...state, attachments: [...state.attachments, { id: event.attachment.id, audience: event.audience }] }
        : state;
    case "attachmentDeleted":
      return {
        ...state,
        attachments: state.attachments.map((one) =>
          one.id === event.attachmentId ? { ...one, isDeleted: true } : one,
        ),
      };
    case "conversationQueued": {
      // Already waiting (an offer came to nothing): its place is kept. Its agent was lost: as if it had waited all the time.
      const waitingSince = state.waitingSince ?? (event.because === "agentLost" ? state.openedAt : at);
      return { ...state, queueId: event.queueId, waitingSince, offer: null };
    }
    case "agentJoined":
      return settle({
        ...state,
        participants: without(state, event.agentId),
        agent: { agentId: event.agentId, name: event.name },
        agentSince: at,
        offer: null,
        transfer: null,
        waitingSince: null,
        passedBy: [],
      });
    case "agentLeft":
      return settle({ ...state, agent: null, agentSince: null, passedBy: [event.agentId] });
    case "participantJoined":
    case "participantRoleChanged": {
      const { agentId, name, role, isUnseen } = event;
      const isMonitor = role === "monitor";
      const one: Participant = { agentId, name, role, ...(isUnseen && isMonitor && { isUnseen }) };
      return {
        ...state,
        participants: [...without(state, agentId), one],
        // Reading along is no answer to the question.
        consultAsked: state.consultAsked?.agentId === agentId && !isMonitor ? null : state.consultAsked,
      };
    }
    case "participantLeft":
      return { ...state, participants: without(state, event.agentId) };
    case "customerLeft":
      return settle({ ...state, isCustomerHere: false, customerWindowUntil: event.until });
    case "customerReturned":
      return settle({ ...state, isCustomerHere: true, customerWindowUntil: null });
    case "conversationEnded":
      return settle({
        ...state,
        ended: event.because,
        wrapUpUntil: event.wrapUpUntil,
        waitingSince: null,
        offer: null,
        passedBy: [],
        callRequest: null,
        customerWindowUntil: null,
      });
    case "conversationClosed":
      return { ...state, status: "closed", wrapUpUntil: null };
    case "surveyAnswered":
      return { ...state, hasSurvey: true };
    case "messageLeft":
      return {
        ...state,
        callBack: { askedAt: at, wantedAt: null, note: event.text, agent: null, message: { email: event.email } },
      };
    case "transcriptMailAsked": {
      const { mailId, address, locale } = event;
      const { asked, pending } = state.mail;
      return {
        ...state,
        mail: { asked: [...asked, mailId], pending: [...pending, { mailId, address, locale, askedAt: at }] },
      };
    }
    case "transcriptMailed":
    case "transcriptMailFailed": {
      const pending = state.mail.pending.filter(({ mailId }) => mailId !== event.mailId);
      return { ...state, mail: { ...state.mail, pending } };
    }
    case "recordingDeleted":
      return { ...state, recordings: state.recordings.filter(({ id }) => id !== event.recordingId) };
    case "callRequested":
      return { ...state, callRequest: { mode: event.mode, at } };
    case "callRequestEnded":
      return { ...state, callRequest: null };
    case "callBackAsked":
      return { ...state, callBack: { askedAt: at, wantedAt: event.wantedAt, note: event.note, agent: null } };
    case "callBackTaken":
      return {
        ...state,
        callBack: state.callBack && { ...state.callBack, agent: { agentId: event.agentId, name: event.name } },
      };
    case "callBackClosed":
      return { ...state, callBack: null };
    default:
      return ofDesk(state, event);
  }
}

function without({ participants }: ConversationState, agentId: AgentId): readonly Participant[] {
  return participants.filter((one) => one.agentId !== agentId);
}

function isOfCall(event: ConversationEvent): event is CallEvent {
  return "callId" in event;
}

function isOfVisual(event: ConversationEvent): event is VisualEvent {
  return "visualId" in event && event.type !== "messagePosted";
}

function changeCall(state: ConversationState, event: CallEvent, at: Instant): ConversationState {
  const call = evolveCall(state.call, event, at);
  switch (event.type) {
    case "callTransferAsked":
      return { ...state, passedBy: [], call };
    case "callTransferTaken":
    case "callTransferEnded":
      return { ...state, offer: null, passedBy: [], call };
    case "callTransferred":
      return withRecording({ ...state, queueId: event.queueId ?? state.queueId, call }, call?.recording);
    default:
      return withRecording({ ...state, call }, call?.recording);
  }
}

/** What the latest call or visual session records is kept among the conversation's recordings from the consent on. */
function withRecording(state: ConversationState, recording: RecordingState | null | undefined): ConversationState {
  if (!recording || recording.startedAt === null) return state;
  const known = state.recordings.find(({ id }) => id === recording.id);
  if (known === recording) return state;
  const recordings = known
    ? state.recordings.map((other) => (other === known ? recording : other))
    : recording.phase === "recording"
      ? [...state.recordings, recording]
      : state.recordings;
  return { ...state, recordings };
}

/** ROUTE-06: `waiting` means that the agent waits for the customer. */
function settle(state: ConversationState): ConversationState {
  return { ...state, status: statusOf(state) };
}

function statusOf(state: ConversationState): ConversationStatus {
  if (state.status === "closed") return "closed";
  if (state.ended) return "wrapUp";
  if (!state.agent) return "open";
  return state.isCustomerHere ? "active" : "waiting";
}
