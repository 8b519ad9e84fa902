/**
 * The conversation machine: decides, changes nothing. Calls and visual sessions are decided by their own machines,
 * to which this one hands over (CHAT, ROUTE-06).
 */
import type { Actor, ConversationEvent, Refusal } from "@rinnalla/protocol";
import type { Effect } from "../effects.ts";
import type { Instant } from "../kernel/result.ts";
import { refuse } from "../kernel/result.ts";
import type { Command, ServerGiven } from "./commands.ts";
import type { ConversationState } from "./state.ts";

export interface StepInput {
  /** `null` before `openConversation`. */
  readonly state: ConversationState | null;
  readonly command: Command;
  readonly by: Actor;
  readonly now: Instant;
  readonly given: ServerGiven;
}

/** No events and no effects: allowed, and nothing to do (said twice, or came too late to matter). */
export type Decision = { readonly ok: true; readonly events: readonly ConversationEvent[]; readonly effects: readonly Effect[] };

export function step(_input: StepInput): Decision | Refusal {
  return refuse("internal");
}
