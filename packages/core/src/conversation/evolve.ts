/** Folds the log into state: for the server and the console all of it, for a customer's client what it may see (`visible.ts`). */
import type { ConversationId, LoggedEvent } from "@rinnalla/protocol";
import { foldDesk, withWait } from "./desk-fold.ts";
import { fold } from "./fold.ts";
import type { ConversationState } from "./state.ts";

/** `state` null before `conversationOpened`. Throws if the first event is another (a bug). */
export function evolve(id: ConversationId, state: ConversationState | null, logged: LoggedEvent): ConversationState {
  // The queue in which it waited is that of before: where it goes next is not.
  const before = state && withWait(state, logged.event, logged.at);
  return fold(id, before, logged, foldDesk);
}

/** The same without what is staff's alone: smaller, for the widget. */
export function evolveForCustomer(
  id: ConversationId,
  state: ConversationState | null,
  logged: LoggedEvent,
): ConversationState {
  return fold(id, state, logged, unchanged);
}

function unchanged(state: ConversationState): ConversationState {
  return state;
}
