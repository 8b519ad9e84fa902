/**
 * What a step asks the shell to do besides appending its events. Data only.
 * Claims and timers are written in the same transaction as the events.
 */
import type { AgentId, ConversationId, MailId } from "@rinnalla/protocol";
import type { Instant } from "./kernel/result.ts";

/** `conversation`: the workstream's units. `call`: the escalation lock, all that is left of the agent's capacity. */
export type ClaimKind = "conversation" | "call";

export type ClaimChange =
  /**
   * `ifRoom`: refused with `noRoom` unless `canTake` (core/capacity) says so under the agent's row lock.
   * `force`: taken in any case (a supervisor's assign).
   */
  | {
      readonly type: "takeClaim";
      readonly agentId: AgentId;
      readonly kind: ClaimKind;
      /** Ignored for kind `call`, which takes what is left. */
      readonly units: number;
      readonly mode: "ifRoom" | "force";
    }
  | { readonly type: "releaseClaim"; readonly agentId: AgentId; readonly kind: ClaimKind };

/** One timer of each name per conversation. */
export type TimerName =
  | "offer"
  | "customerWindow"
  | "wrapUp"
  /** The next try to send a transcript (CHAT-04). */
  | "mail"
  /** A message left while closed has stood long enough in the list. */
  | "leftMessage"
  /** A colleague who is asked to consult. */
  | "consult"
  | "ring"
  | "callLegAgent"
  | "callLegCustomer"
  /** The next of: an invitation into the call that runs out, a lost guest that is waited for no longer. */
  | "callGuest"
  | "callTransfer"
  | "pin"
  | "visualLegAgent"
  | "visualLegCustomer";

export type TimerChange =
  | { readonly type: "setTimer"; readonly timer: TimerName; readonly dueAt: Instant }
  | { readonly type: "clearTimer"; readonly timer: TimerName };

export type Effect =
  | ClaimChange
  | TimerChange
  /** After an unanswered offer (ROUTE-01). */
  | { readonly type: "setInactive"; readonly agentId: AgentId }
  /** One try; its outcome is said with `mailSettled`. */
  | { readonly type: "sendMail"; readonly mailId: MailId };

/** Where a claim stands in the store. */
export interface Claim {
  readonly agentId: AgentId;
  readonly conversationId: ConversationId;
  readonly kind: ClaimKind;
  readonly units: number;
}
