/** Gives decided events their place in the log. */
import type { Actor, ConversationEvent, ConversationId, LoggedEvent } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import { evolve } from "./evolve.ts";
import type { ConversationState } from "./state.ts";

/** The events as they are to be appended (the first `seq` is one more than the state's version), and the state after them. */
export function logEvents(
  id: ConversationId,
  state: ConversationState | null,
  events: readonly ConversationEvent[],
  by: Actor,
  now: Instant,
): { readonly logged: readonly LoggedEvent[]; readonly state: ConversationState | null } {
  const logged: LoggedEvent[] = [];
  let after = state;
  for (const event of events) {
    const next: LoggedEvent = { seq: (after?.version ?? 0) + 1, at: now, by, event };
    logged.push(next);
    after = evolve(id, after, next);
  }
  return { logged, state: after };
}
