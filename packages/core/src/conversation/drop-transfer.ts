/** What a call on its way to a queue holds, given back when it is on its way no more (CALL-11). */
import { isLive } from "../call/step.ts";
import type { CallState } from "../call/state.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { cutOffer } from "./cut.ts";
import type { ConversationState } from "./state.ts";

/** The call while it waits for somebody of the queue; `null` when there is none, or it has been taken. */
export function callInQueue({ call }: ConversationState): CallState | null {
  return isLive(call) && call.transfer && call.transfer.takenBy === null ? call : null;
}

/** The standing offer, the timer, and, unless `keepsUnits`, what is held by whoever took it. Without an event of its own. */
export function dropTransfer(state: ConversationState, keepsUnits = false): Decision {
  const { call } = state;
  if (!isLive(call) || !call.transfer) return nothing;
  return join(
    callInQueue(state) && state.offer ? cutOffer(state) : nothing,
    decide([], keepsUnits ? [{ type: "clearTimer", timer: "callTransfer" }] : releaseTransfer(call)),
  );
}

export function releaseTransfer({ transfer }: CallState): Effect[] {
  if (!transfer) return [];
  const effects: Effect[] = [{ type: "clearTimer", timer: "callTransfer" }];
  if (transfer.takenBy) effects.push({ type: "releaseClaim", agentId: transfer.takenBy, kind: "conversation" });
  return effects;
}
