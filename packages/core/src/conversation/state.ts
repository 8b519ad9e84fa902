/** What the log of one conversation adds up to, without the messages themselves. */
import type {
  AgentId,
  ConversationId,
  ConversationStatus,
  ConversationTerms,
  EndedBecause,
  Locale,
  OfferId,
  ParticipantRole,
  QueueId,
  VisitorId,
  Wait,
} from "@rinnalla/protocol";
import type { AttachmentState } from "../attachment/post.ts";
import type { CallBackState, CallRequestState } from "../call/request.ts";
import type { CallState, RecordingState } from "../call/state.ts";
import type { Instant } from "../kernel/result.ts";
import type { VisualState } from "../visual/state.ts";
import type { MailState } from "./transcript-mail.ts";

export interface Participant {
  readonly agentId: AgentId;
  readonly name: string;
  readonly role: ParticipantRole;
  /** The primary agent is not told. */
  readonly isUnseen?: true;
}

export interface ConversationState {
  readonly id: ConversationId;
  /** `seq` of the last event; the expected version of the next append. */
  readonly version: number;
  readonly status: ConversationStatus;
  readonly visitorId: VisitorId;
  readonly customerName: string | null;
  readonly locale: Locale;
  readonly terms: ConversationTerms;
  readonly queueId: QueueId;
  readonly openedAt: Instant;
  /** Kept through declined and expired offers: its place in the queue. */
  readonly waitingSince: Instant | null;
  readonly offer: { readonly offerId: OfferId; readonly agentId: AgentId; readonly expiresAt: Instant } | null;
  /** Whom it was offered to in vain since it last began to wait; they are asked last. */
  readonly passedBy: readonly AgentId[];
  readonly agent: { readonly agentId: AgentId; readonly name: string } | null;
  /** Since when that agent has it. */
  readonly agentSince: Instant | null;
  /** Since when this wait lasts. A customer whose agent was lost has been answered: none is counted then (SUP-01). */
  readonly waitFrom: Instant | null;
  /** Those that are over. */
  readonly waits: readonly Wait[];
  /** Colleagues beside the primary agent, each once, in the order in which they took their role (ROUTE-07). Of what a customer's client folds: the joined ones. */
  readonly participants: readonly Participant[];
  /** Who is asked to consult. Absent in what a customer's client folds, as is `transfer`. */
  readonly consultAsked: { readonly agentId: AgentId; readonly name: string; readonly until: Instant } | null;
  /** On its way to that agent, to whom it is offered; the primary agent has it until the yes. */
  readonly transfer: { readonly agentId: AgentId; readonly name: string; readonly note: string | null } | null;
  readonly isCustomerHere: boolean;
  /** When the reconnect window of a customer who is gone closes; `null` while the customer is here (CHAT-03). */
  readonly customerWindowUntil: Instant | null;
  /** The live call, or the last one. */
  readonly call: CallState | null;
  /** The customer asks for a call and has not got it yet (CALL-10). */
  readonly callRequest: CallRequestState | null;
  /** The customer wants to be called back; kept beyond the end. */
  readonly callBack: CallBackState | null;
  /** All that was recorded and is not deleted, of every call (CALL-12). */
  readonly recordings: readonly RecordingState[];
  /** Files in the messages (CHAT-05). */
  readonly attachments: readonly AttachmentState[];
  /** The live visual session, or the last one. */
  readonly visual: VisualState | null;
  readonly ended: EndedBecause | null;
  readonly wrapUpUntil: Instant | null;
  readonly hasSurvey: boolean;
  /** Transcripts by e-mail (CHAT-04). */
  readonly mail: MailState;
}
