/** What the staff's console is shown of conversations and colleagues beside the logs it follows. */
import type { CallGuestRole, CallMode, VisualKind } from "./events.ts";
import type { AgentId, CallId, ConversationId, OfferId, PresenceId, QueueId, SkillId, VisualId } from "./ids.ts";
import type { ParticipantRole } from "./participants.ts";
import type { Presence, Role } from "./people.ts";

export type ConversationStatus = "open" | "active" | "waiting" | "wrapUp" | "closed";

export interface ConversationSummary {
  readonly id: ConversationId;
  readonly status: ConversationStatus;
  readonly queueId: QueueId;
  readonly customerName: string | null;
  readonly openedAt: number;
  /** Since when it waits for an agent; `null` while it does not. Its place in the queue. */
  readonly waitingSince: number | null;
  readonly agentId: AgentId | null;
  readonly agentName: string | null;
  /** Since when that agent has it; absent in what was stored before this was kept. */
  readonly agentSince?: number | null;
  readonly offer: { readonly offerId: OfferId; readonly agentId: AgentId; readonly expiresAt: number } | null;
  readonly call: CallInSummary | null;
  readonly visual: { readonly visualId: VisualId; readonly kind: VisualKind; readonly phase: VisualPhase } | null;
  readonly units: number;
  /** What it asks of its agent, and after how long a wait of nobody any more (ROUTE-01). */
  readonly skills?: { readonly ids: readonly SkillId[]; readonly relaxMs: number | null };
  readonly isCustomerHere: boolean;
  readonly wrapUpUntil: number | null;
  /** What the customer asks for and has not got yet (CALL-10). */
  readonly callRequest?: { readonly mode: CallMode; readonly at: number } | null;
  readonly callBack?: CallBackInSummary | null;
  /** Beside the primary agent (ROUTE-07). */
  readonly participants?: readonly ParticipantInSummary[];
  /** A colleague who is asked to consult until then. */
  readonly consultAsked?: { readonly agentId: AgentId; readonly name: string; readonly until: number } | null;
  /** On its way to that agent; `offer` holds the countdown. */
  readonly transfer?: { readonly agentId: AgentId; readonly name: string; readonly note: string | null } | null;
  /** Waits that are over, in their order. Kept in the store and not sent to consoles (SUP-01). */
  readonly waits?: readonly Wait[];
}

export interface ParticipantInSummary {
  readonly agentId: AgentId;
  readonly name: string;
  readonly role: ParticipantRole;
  /** Shown to supervisors alone. */
  readonly isUnseen?: true;
}

/** The customer waited in a queue and waits no more: an agent came, or it ended first (SUP-01). */
export interface Wait {
  readonly queueId: QueueId;
  readonly ms: number;
  readonly endedAt: number;
  readonly isAnswered: boolean;
}

export interface CallInSummary {
  readonly callId: CallId;
  readonly mode: CallMode;
  readonly phase: CallPhase;
  /** Since when the two hear each other. */
  readonly since?: number;
  readonly isHeld?: boolean;
  readonly guests?: readonly { readonly agentId: AgentId; readonly name: string; readonly role: CallGuestRole }[];
  /** A colleague whose console rings until then. */
  readonly invited?: { readonly agentId: AgentId; readonly name: string; readonly until: number } | null;
  /** On its way to an agent of that queue; `takenBy` is in the call already. */
  readonly transfer?: { readonly queueId: QueueId; readonly takenBy: AgentId | null } | null;
}

export interface CallBackInSummary {
  readonly askedAt: number;
  readonly wantedAt: number | null;
  readonly note: string | null;
  /** A message left while closed, to be answered at this address, rather than a wish for a call (CHAT-04). */
  readonly message?: { readonly email: string | null };
  /** Who has taken it. */
  readonly agentId: AgentId | null;
  readonly agentName: string | null;
}

/** An entry of the staff's list of call-backs; its conversation may be closed. */
export interface CallBackView extends CallBackInSummary {
  readonly conversationId: ConversationId;
  readonly customerName: string | null;
  readonly queueId: QueueId;
}

export type CallPhase = "ringing" | "connecting" | "connected" | "reconnecting" | "ended";
export type VisualPhase = "invited" | "consenting" | "live" | "paused" | "ended";

export interface AgentView {
  readonly id: AgentId;
  readonly name: string;
  readonly role: Role;
  readonly presence: Presence;
  /** The organisation's own that was chosen; `presence` is what it counts as (ROUTE-05). */
  readonly customPresence?: PresenceId;
  /** `presence` is busy because there is no room, and not by choice. */
  readonly isBusyByLoad?: true;
  /** Conversations are offered, by presence; absent: when available. */
  readonly takesOffers?: boolean;
  readonly isSignedIn: boolean;
  /** Since when the presence is this one, or whether signed in; as far back as the server has been up. */
  readonly since?: number | null;
  /** Sum of the capacity units held. */
  readonly load: number;
  readonly limit: number;
  /** In a call: nothing is offered (ROUTE-03). */
  readonly isInCall: boolean;
  readonly queueIds: readonly QueueId[];
  /** Absent: none. */
  readonly skillIds?: readonly SkillId[];
}

export interface QueueView {
  readonly id: QueueId;
  readonly name: string;
  /** For supervisors (SUP-01). */
  readonly day?: QueueDay;
}

/** How the waits in a queue ended since midnight, of the server's clock (SUP-01). */
export interface QueueDay {
  /** An answer within this is in time. */
  readonly thresholdMs: number;
  readonly answered: number;
  readonly answeredInTime: number;
  /** Ended before an agent came. */
  readonly left: number;
  /** Of these, before the threshold: nobody could have known. */
  readonly leftEarly: number;
}

/** How far a side has received and read the log, as `seq`. */
export interface Marks {
  readonly customer: { readonly delivered: number; readonly read: number };
  readonly agent: { readonly delivered: number; readonly read: number };
}
