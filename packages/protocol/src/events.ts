/**
 * What is written in a conversation's log: past tense, never changed afterwards.
 * Times are milliseconds since 1970 UTC. Which of them a customer may see: `core/conversation/visible.ts`.
 */
import type { Attachment, AttachmentRules } from "./attachments.ts";
import type {
  AgentId,
  AttachmentId,
  CallId,
  ClientId,
  MailId,
  MessageId,
  OfferId,
  ProviderId,
  QueueId,
  RecordingId,
  SkillId,
  VisitorId,
  VisualId,
  WidgetId,
  WorkstreamId,
} from "./ids.ts";
import type { FormEntry } from "./form.ts";
import type { ParticipantEvent, TransferEvent } from "./participants.ts";
import type { Actor, ContextVariables, Locale, Side, VerifiedCustomer } from "./people.ts";
import type { CallsAllowed, ProviderChoice, VisualRecordingAllowed } from "./config.ts";

/** An event with its place in the log. `seq` counts from 1 in each conversation without a gap. */
export interface LoggedEvent {
  readonly seq: number;
  readonly at: number;
  readonly by: Actor;
  readonly event: ConversationEvent;
}

export type ConversationEvent =
  | ChatEvent
  | ParticipantEvent
  | TransferEvent
  | CallEvent
  | CallAskedEvent
  | RecordingDeleted
  | AttachmentDeleted
  | RecordingPlayed
  | VisualEvent;

/** What a conversation was opened with; copied in, so that a later change of settings does not change the past. */
export interface ConversationTerms {
  readonly widgetId: WidgetId;
  readonly workstreamId: WorkstreamId;
  readonly queueId: QueueId;
  readonly units: number;
  readonly offerMs: number;
  readonly wrapUpMs: number;
  readonly reconnectWindowMs: number;
  readonly calls: CallsAllowed;
  readonly cobrowse: ProviderChoice;
  readonly screenShare: ProviderChoice;
  /** Absent: `limits.ringMs`. */
  readonly ringMs?: number;
  /** Absent: not. */
  readonly customerMayAskCall?: boolean;
  /** The customer sees who listens to a call or whispers in it (CALL-11); absent: not. */
  readonly customerSeesListeners?: boolean;
  /** Absent: not. */
  readonly mayRecord?: boolean;
  /** Absent: off. */
  readonly visualRecording?: VisualRecordingAllowed;
  /** Absent: as core's `usualAttachmentRules`. */
  readonly attachments?: AttachmentRules;
  /** Absent: on. */
  readonly survey?: "off";
  /** The primary agent is not told of who monitors (ROUTE-07). Absent: told. */
  readonly hidesMonitors?: boolean;
  /** Asked of its agent, sorted; absent: none (ROUTE-01). */
  readonly skillIds?: readonly SkillId[];
  /** After so long a wait anybody in the queue will do; absent: never. */
  readonly skillRelaxMs?: number;
}

export type JoinedBy = "offer" | "pick" | "assign" | "transfer";
export type QueuedBecause = "opened" | "declined" | "expired" | "withdrawn" | "agentLost" | "transfer";
export type EndedBecause = "agentEnded" | "customerEnded" | "customerGone" | "forceClosed" | "messageLeft";
/** Of `attachment` the text is the file's name. */
export type MessageKind = "text" | "pin" | "attachment";
/** `staff`: an internal note. `consult`: said among the primary agent and the colleagues in the conversation. */
export type Audience = "all" | "staff" | "consult";

export type ChatEvent =
  | {
      readonly type: "conversationOpened";
      readonly visitorId: VisitorId;
      readonly customerName: string | null;
      readonly locale: Locale;
      /** Origin and path only; queries may hold secrets. */
      readonly page: string | null;
      readonly terms: ConversationTerms;
      /** Whom the site's token names, checked; absent: nobody knows who it is (CHAT-08). */
      readonly customer?: VerifiedCustomer;
      /** What the page told, unchecked. */
      readonly context?: ContextVariables;
      /** To the form; absent: none was asked, or nothing answered (CHAT-04). */
      readonly answers?: readonly FormEntry[];
    }
  /** While closed: what follows is the message, then the end (CHAT-04). `until`: so long it stands in the agents' list. */
  | { readonly type: "messageLeft"; readonly email: string | null; readonly text: string; readonly until: number }
  | { readonly type: "conversationQueued"; readonly queueId: QueueId; readonly because: QueuedBecause }
  | {
      readonly type: "conversationOffered";
      readonly offerId: OfferId;
      readonly agentId: AgentId;
      readonly expiresAt: number;
    }
  | { readonly type: "offerDeclined"; readonly offerId: OfferId; readonly agentId: AgentId }
  | { readonly type: "offerExpired"; readonly offerId: OfferId; readonly agentId: AgentId }
  | { readonly type: "offerWithdrawn"; readonly offerId: OfferId; readonly agentId: AgentId }
  | {
      readonly type: "agentJoined";
      readonly agentId: AgentId;
      readonly name: string;
      readonly role: "primary";
      readonly how: JoinedBy;
    }
  | { readonly type: "agentLeft"; readonly agentId: AgentId; readonly because: "ended" | "transferred" | "lost" }
  | {
      readonly type: "messagePosted";
      readonly messageId: MessageId;
      readonly side: Side;
      readonly kind: MessageKind;
      readonly text: string;
      readonly audience: Audience;
      /** With kind `pin`: the session that the PIN is for. */
      readonly visualId?: VisualId;
      /** With kind `attachment`; its id is that of the message. */
      readonly attachment?: Attachment;
    }
  | { readonly type: "customerLeft"; readonly until: number }
  | { readonly type: "customerReturned" }
  | { readonly type: "conversationEnded"; readonly because: EndedBecause; readonly wrapUpUntil: number | null }
  | { readonly type: "conversationClosed" }
  | { readonly type: "surveyAnswered"; readonly score: 1 | 2 | 3 | 4 | 5; readonly comment: string | null }
  /** To whom is kept, since it has to be sent until it has been (CHAT-04). */
  | { readonly type: "transcriptMailAsked"; readonly mailId: MailId; readonly address: string; readonly locale: Locale }
  | { readonly type: "transcriptMailed"; readonly mailId: MailId }
  | { readonly type: "transcriptMailFailed"; readonly mailId: MailId; readonly because: "refused" | "gaveUp" };

export type CallMode = "voice" | "video";
export type CallAnswer = "audio" | "video";
export type CallEndReason =
  | "declined"
  | "missed"
  | "cancelled"
  | "hungUp"
  | "noDevice"
  | "permissionDenied"
  | "network"
  | "conversationEnded";

export type CallEvent =
  | {
      readonly type: "callStarted";
      readonly callId: CallId;
      readonly mode: CallMode;
      readonly agentId: AgentId;
      readonly clientId: ClientId;
      readonly ringUntil: number;
    }
  | { readonly type: "callAnswered"; readonly callId: CallId; readonly answer: CallAnswer; readonly clientId: ClientId }
  | { readonly type: "callConnected"; readonly callId: CallId }
  | { readonly type: "callLegLost"; readonly callId: CallId; readonly side: Side; readonly until: number }
  | { readonly type: "callLegRejoined"; readonly callId: CallId; readonly side: Side; readonly clientId: ClientId }
  | {
      readonly type: "callEnded";
      readonly callId: CallId;
      readonly reason: CallEndReason;
      /** Who ended it; `null` when nobody did (time, network). */
      readonly side: Side | null;
      /** From first connected to the end; 0 if it never was. */
      readonly lengthMs: number;
    }
  /** The customer is on hold: hears nobody, and nobody hears the customer. */
  | { readonly type: "callHeld"; readonly callId: CallId }
  | { readonly type: "callResumed"; readonly callId: CallId }
  /** Once for each side. */
  | ({ readonly type: "callQualityReported"; readonly callId: CallId; readonly side: Side } & CallQuality)
  | CallGuestEvent
  | CallTransferEvent
  | RecordingEvent;

/**
 * A colleague in the call beside the primary agent (CALL-11). `listen` hears all and sends nothing; `whisper` hears all and is heard by
 * the primary agent alone; `join` takes part in full; `consult` speaks with the primary agent alone. The customer sees the first two only where
 * the terms say so.
 */
export type CallGuestRole = "listen" | "whisper" | "join" | "consult";

/** Of a whole call, as one side measured it. */
export interface CallQuality {
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly roundTripMs: number;
  /** Estimate from 1 to 5. */
  readonly mos: number;
  /** How long the picture stood still; absent without a picture. */
  readonly freezeMs?: number;
  readonly usedRelay: boolean;
}

type OfGuest = { readonly callId: CallId; readonly agentId: AgentId };
/** `isSeen`: the customer sees it in whatever role, as the conversation's terms have it. */
type OfSeenGuest = OfGuest & { readonly isSeen?: true };
type OfVisualRecording = { readonly visualId: VisualId; readonly recordingId: RecordingId };
type OfRecording = { readonly callId: CallId; readonly recordingId: RecordingId };

export type CallGuestEvent =
  /** A colleague's console rings until `until`. */
  | (OfGuest & { readonly type: "callGuestInvited"; readonly name: string; readonly until: number })
  /** Without a yes: that is `callGuestJoined`. */
  | (OfGuest & { readonly type: "callInviteEnded"; readonly because: "declined" | "expired" | "cancelled" })
  | (OfSeenGuest & {
      readonly type: "callGuestJoined";
      readonly name: string;
      readonly clientId: ClientId;
      readonly role: CallGuestRole;
    })
  | (OfSeenGuest & {
      readonly type: "callGuestRoleChanged";
      readonly name: string;
      readonly clientId: ClientId;
      readonly role: CallGuestRole;
      readonly was: CallGuestRole;
    })
  | (OfSeenGuest & { readonly type: "callGuestLost"; readonly role: CallGuestRole; readonly until: number })
  | (OfSeenGuest & { readonly type: "callGuestRejoined"; readonly role: CallGuestRole; readonly clientId: ClientId })
  | (OfSeenGuest & {
      readonly type: "callGuestLeft";
      readonly role: CallGuestRole;
      readonly because: "left" | "dismissed" | "network";
    })
  /** The guest `agentId` has the call from now on; `agentLeft` and `agentJoined` follow. */
  | (OfGuest & {
      readonly type: "callTransferred";
      readonly clientId: ClientId;
      /** The conversation's queue from now on; absent: as before. */
      readonly queueId?: QueueId;
    });

/**
 * The call's way to an agent of a queue (CALL-11). The conversation is offered meanwhile as one that waits; the primary agent stays until
 * `callTransferred`. Whoever takes it comes into the call as a guest first.
 */
export type CallTransferEvent =
  | {
      readonly type: "callTransferAsked";
      readonly callId: CallId;
      readonly queueId: QueueId;
      readonly queueName: string;
      readonly until: number;
    }
  /** `callGuestJoined` follows. Until then the media with the customer has to play. */
  | (OfGuest & { readonly type: "callTransferTaken"; readonly until: number })
  /** Without `callTransferred`: the call stays with its agent. `failed`: who took it is gone, or no media came. */
  | {
      readonly type: "callTransferEnded";
      readonly callId: CallId;
      readonly because: "cancelled" | "expired" | "failed";
    };

export type RecordingEvent =
  | (OfRecording & { readonly type: "recordingAsked"; readonly agentId: AgentId })
  | (OfRecording & { readonly type: "recordingGranted" })
  | (OfRecording & { readonly type: "recordingRefused" })
  | (OfRecording & { readonly type: "recordingPaused" })
  | (OfRecording & { readonly type: "recordingResumed" })
  /** From here on it is another part of the same recording, made by this page of the agent's; between the two there may be a gap. */
  | (OfRecording & { readonly type: "recordingContinued"; readonly clientId: ClientId; readonly part: number })
  /** The end of the call stops a recording without this event. `failed`: it could not be carried on. */
  | (OfRecording & {
      readonly type: "recordingStopped";
      readonly because: "agent" | "customer" | "transfer" | "failed";
    });

/** Its time was over: what was recorded is gone (CALL-12). */
export interface RecordingDeleted {
  readonly type: "recordingDeleted";
  readonly recordingId: RecordingId;
}

/** Its time was over: the file is gone, what the message said of it stays (CHAT-05). */
export interface AttachmentDeleted {
  readonly type: "attachmentDeleted";
  readonly attachmentId: AttachmentId;
  readonly audience: Audience;
}

/** Somebody of the staff played it, or some of it (SUP-04). Not for the customer. */
export interface RecordingPlayed {
  readonly type: "recordingPlayed";
  readonly recordingId: RecordingId;
  readonly agentId: AgentId;
  readonly name: string;
}

/** What the customer asks for of one's own accord (CALL-10). */
export type CallAskedEvent =
  | { readonly type: "callRequested"; readonly mode: CallMode }
  | { readonly type: "callRequestEnded"; readonly because: "cancelled" | "answered" | "declined" }
  /** `wantedAt` null: as soon as it suits. `note` may hold a number to call. */
  | { readonly type: "callBackAsked"; readonly wantedAt: number | null; readonly note: string | null }
  | { readonly type: "callBackTaken"; readonly agentId: AgentId; readonly name: string }
  | { readonly type: "callBackClosed"; readonly because: "done" | "notReached" | "cancelled" | "expired" };

export type VisualKind = "cobrowse" | "screenShare";
export type VisualScope = "view" | "control";
export type VisualEndReason =
  | "agentEnded"
  | "customerEnded"
  | "refused"
  | "pinSpent"
  | "expired"
  | "network"
  | "conversationEnded"
  | "providerEnded";

export interface ProviderName {
  readonly id: ProviderId;
  readonly name: string;
}

export type VisualEvent =
  | {
      readonly type: "visualInvited";
      readonly visualId: VisualId;
      readonly kind: VisualKind;
      readonly agentId: AgentId;
      /** The console that looks. */
      readonly clientId?: ClientId;
      /** Six digits; taken out of what a customer's client receives. */
      readonly pin?: string;
      /** Absent: the built-in one. */
      readonly provider?: ProviderName;
      readonly expiresAt: number;
    }
  /** The provider has its session; `pin` and `joinLink` are taken out of what a customer's client receives (VIS-02, VIS-10). */
  | {
      readonly type: "visualPrepared";
      readonly visualId: VisualId;
      readonly pin?: string;
      readonly joinLink?: string;
    }
  /** The customer is seen, as the provider says. */
  | { readonly type: "visualConnected"; readonly visualId: VisualId }
  | { readonly type: "visualPinRefused"; readonly visualId: VisualId; readonly triesLeft: number }
  | { readonly type: "visualPinAccepted"; readonly visualId: VisualId; readonly clientId: ClientId }
  | { readonly type: "visualScopeAsked"; readonly visualId: VisualId; readonly scope: VisualScope }
  | {
      readonly type: "visualScopeGranted";
      readonly visualId: VisualId;
      readonly scope: VisualScope;
      readonly clientId: ClientId;
    }
  | { readonly type: "visualScopeRefused"; readonly visualId: VisualId; readonly scope: VisualScope }
  | {
      readonly type: "visualScopeRevoked";
      readonly visualId: VisualId;
      readonly scope: VisualScope;
      readonly side: Side;
    }
  | { readonly type: "visualPaused"; readonly visualId: VisualId }
  | { readonly type: "visualResumed"; readonly visualId: VisualId }
  | { readonly type: "visualLegLost"; readonly visualId: VisualId; readonly side: Side; readonly until: number }
  /** The customer's session moved to another page or tab, or the agent's viewer came back. */
  | {
      readonly type: "visualLegRejoined";
      readonly visualId: VisualId;
      readonly side: Side;
      readonly clientId: ClientId;
    }
  /** An action that the agent did in the customer's page (VIS-06); `label` is the element's accessible name, masked if it is. */
  | { readonly type: "visualActed"; readonly visualId: VisualId; readonly action: VisualAction; readonly label: string }
  | {
      readonly type: "visualEnded";
      readonly visualId: VisualId;
      readonly reason: VisualEndReason;
      readonly side: Side | null;
    }
  | VisualRecordingEvent;

/** The consent to record is one of its own, beside view and control (VIS-04). */
export type VisualRecordingEvent =
  | (OfVisualRecording & { readonly type: "visualRecordingAsked"; readonly agentId: AgentId })
  | (OfVisualRecording & { readonly type: "visualRecordingGranted" })
  | (OfVisualRecording & { readonly type: "visualRecordingRefused" })
  | (OfVisualRecording & { readonly type: "visualRecordingPaused" })
  | (OfVisualRecording & { readonly type: "visualRecordingResumed" })
  /** Of a shared screen: from here on it is another part, made by this page of the agent's; between the two there may be a gap. */
  | (OfVisualRecording & {
      readonly type: "visualRecordingContinued";
      readonly clientId: ClientId;
      readonly part: number;
    })
  /** The end of the session stops a recording without this event. `full`: it has reached its greatest size. */
  | (OfVisualRecording & {
      readonly type: "visualRecordingStopped";
      readonly because: Side | "full" | "failed";
    });

export type VisualAction = "click" | "type" | "select" | "scroll" | "navigate" | "submit" | "refused";
