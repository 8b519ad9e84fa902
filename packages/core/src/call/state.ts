/** One call inside a conversation. Media state (muted, camera) is not here: it follows the tracks. */
import type {
  AgentId,
  CallAnswer,
  CallEndReason,
  CallGuestRole,
  CallId,
  CallMode,
  CallPhase,
  CallQuality,
  ClientId,
  QueueId,
  RecordingId,
  Side,
  VisualKind,
} from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";

export interface CallState {
  readonly id: CallId;
  readonly mode: CallMode;
  readonly phase: CallPhase;
  readonly agentId: AgentId;
  readonly startedAt: Instant;
  readonly ringUntil: Instant;
  readonly answer: CallAnswer | null;
  readonly connectedAt: Instant | null;
  /** Which open page carries each side; the customer's is null until answered. */
  readonly clients: { readonly agent: ClientId; readonly customer: ClientId | null };
  /** Sides whose page or network is gone for now. */
  readonly lost: { readonly agent: boolean; readonly customer: boolean };
  /** Until when a lost side is waited for; `null` for a side that is not lost. */
  readonly lostUntil: { readonly agent: Instant | null; readonly customer: Instant | null };
  /** The customer is on hold. */
  readonly isHeld: boolean;
  /** Colleagues in the call beside the primary agent, in the order of joining; each once. Of what a customer's client folds: the seen ones. */
  readonly guests: readonly CallGuest[];
  /** Whose console rings. Absent in what a customer's client folds. */
  readonly invited: { readonly agentId: AgentId; readonly name: string; readonly until: Instant } | null;
  /** On its way to an agent of a queue (CALL-11); `takenBy`: who has come for it, and takes over when the media plays. */
  readonly transfer: {
    readonly queueId: QueueId;
    readonly queueName: string;
    readonly until: Instant;
    readonly takenBy: AgentId | null;
  } | null;
  /** The latest recording of this call, or the question for it. */
  readonly recording: RecordingState | null;
  readonly quality: { readonly agent: CallQuality | null; readonly customer: CallQuality | null };
  readonly end: { readonly reason: CallEndReason; readonly side: Side | null; readonly lengthMs: number } | null;
}

export interface CallGuest {
  readonly agentId: AgentId;
  readonly name: string;
  readonly clientId: ClientId;
  readonly role: CallGuestRole;
  /** Until when a guest whose page or network is gone is waited for; `null` for one who is here. */
  readonly lostUntil: Instant | null;
}

export type RecordingPhase = "asked" | "recording" | "paused" | "stopped" | "refused";

export interface RecordingState {
  readonly id: RecordingId;
  readonly phase: RecordingPhase;
  /** Who asked; no other agent records. */
  readonly agentId: AgentId;
  /** Counts the parts from 0: another page, or another recorder, went on. */
  readonly part: number;
  /** Whose page makes this part; `null` for the first, which whoever asked makes, or the media server. */
  readonly recorder: ClientId | null;
  /** When the customer consented; `null` before. */
  readonly startedAt: Instant | null;
  readonly stoppedAt: Instant | null;
  /** Of a visual session of this kind; absent: of a call. */
  readonly visual?: VisualKind;
}
