/** What the conversation's deciders are handed: a conversation that exists, who asks, and when. */
import type { Actor, Side } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import type { ConversationState } from "./state.ts";

export interface Turn {
  readonly state: ConversationState;
  readonly by: Actor;
  readonly now: Instant;
}

export function sideOf(by: Actor): Side {
  return by.kind === "customer" ? "customer" : "agent";
}
