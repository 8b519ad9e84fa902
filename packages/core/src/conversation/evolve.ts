/** Folds the log into state. The server, the console and the widget all use this one function; a customer's log may have gaps. */
import type { ConversationId, LoggedEvent } from "@rinnalla/protocol";
import type { ConversationState } from "./state.ts";

/** `state` null before `conversationOpened`. Throws if the first event is another (a bug). */
export function evolve(_id: ConversationId, state: ConversationState | null, _logged: LoggedEvent): ConversationState {
  if (state) return state;
  throw new Error("not written yet");
}
