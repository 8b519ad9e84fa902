/** One co-browse or screen-share session inside a conversation. Invariant: control, recording ⊂ view ⊂ accepted PIN; nothing granted after the end. */
import type {
  AgentId,
  ClientId,
  ProviderName,
  Side,
  VisualEndReason,
  VisualId,
  VisualKind,
  VisualPhase,
} from "@rinnalla/protocol";
import type { RecordingState } from "../call/state.ts";
import type { Instant } from "../kernel/result.ts";

export type ScopeState = "none" | "asked" | "granted";

export interface VisualState {
  readonly id: VisualId;
  readonly kind: VisualKind;
  readonly phase: VisualPhase;
  readonly agentId: AgentId;
  /** Null: the built-in one. */
  readonly provider: ProviderName | null;
  /** Absent in what a customer's client folds, as is the link. */
  readonly pin: string | null;
  /** Where a provider lets the customer in. */
  readonly joinLink: string | null;
  /** The provider has its session. */
  readonly isPrepared: boolean;
  /** The customer is seen, as the provider says. */
  readonly isConnected: boolean;
  readonly expiresAt: Instant;
  readonly triesLeft: number;
  readonly scopes: { readonly view: ScopeState; readonly control: ScopeState };
  readonly isPaused: boolean;
  /** The latest recording of this session, or the question for it: the consent beside the scopes. */
  readonly recording: RecordingState | null;
  /** `customer`: the page that is shared; `agent`: the console that looks. */
  readonly clients: { readonly agent: ClientId | null; readonly customer: ClientId | null };
  readonly lost: { readonly agent: boolean; readonly customer: boolean };
  /** Until when a lost side is waited for; `null` for a side that is not lost. */
  readonly lostUntil: { readonly agent: Instant | null; readonly customer: Instant | null };
  readonly end: { readonly reason: VisualEndReason; readonly side: Side | null } | null;
}
