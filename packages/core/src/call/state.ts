/** One call inside a conversation. Media state (muted, camera) is not here: it follows the tracks. */
import type {
  AgentId,
  CallAnswer,
  CallEndReason,
  CallId,
  CallMode,
  CallPhase,
  ClientId,
  Side,
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
  readonly end: { readonly reason: CallEndReason; readonly side: Side | null; readonly lengthMs: number } | null;
}
