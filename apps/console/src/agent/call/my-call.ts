/** Which call is whose: read from the desk and the logs, never remembered. */
import type { ConversationState, CallState } from "@rinnalla/core";
import type { ConversationSummary } from "@rinnalla/protocol";
import type { ConsoleState } from "../../store/state.ts";

export function isLiveCall(call: ConversationSummary["call"]): boolean {
  return call !== null && call.phase !== "ended";
}

/** The call of this conversation that has not ended, if any. */
export function liveCallOf(state: ConversationState | null): CallState | null {
  return state?.call && state.call.phase !== "ended" ? state.call : null;
}

/** A live call of mine in any conversation: I can have but one. */
export function hasLiveCall(state: ConsoleState): boolean {
  for (const one of state.desk.conversations.values())
    if (one.agentId === state.me.id && isLiveCall(one.call)) return true;
  return false;
}
