/**
 * Hands a call over to a guest in it (CALL-11): the conversation changes its agent while the call goes on, so that the customer hears no
 * second ring. What the old agent recorded and looked at ends; those who listen stay.
 */
import type { AgentId, CallId, QueueId, Refusal } from "@rinnalla/protocol";
import { takesCallClaim } from "../call/evolve.ts";
import { guestOf, timed } from "../call/guests.ts";
import type { CallGuest, CallState } from "../call/state.ts";
import { stopRecording } from "../call/recording.ts";
import { isLive } from "../call/step.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import { endVisual } from "../visual/end.ts";
import { dropTransfer } from "./drop-transfer.ts";
import type { Turn } from "./turn.ts";

export function transferCall(turn: Turn, callId: CallId, agentId: AgentId): Decision | Refusal {
  const { call } = turn.state;
  if (!isLive(call) || call.id !== callId) return refuse("callGone");
  const guest = guestOf(call, agentId);
  // Only to somebody who has said yes to speaking, and whose page is here.
  if (!guest || !takesCallClaim(guest.role) || guest.lostUntil !== null) return refuse("wrongState");
  return moveCall(turn, call, guest, null);
}

/** `queueId`: of the queue that the guest took the call from; whoever did holds the conversation's units already. */
export function moveCall({ state, now }: Turn, call: CallState, guest: CallGuest, queueId: QueueId | null): Decision {
  const { visual } = state;
  const { agentId } = guest;
  const callId = call.id;
  const holdsUnits = call.transfer?.takenBy === agentId;
  const before = [
    dropTransfer(state, holdsUnits),
    stopRecording(call, "transfer"),
    visual && visual.phase !== "ended" ? endVisual(visual, "agentEnded", "agent") : nothing,
    call.isHeld ? decide([{ type: "callResumed", callId }]) : nothing,
  ].reduce(join);
  // The guest holds the call's claim already.
  const effects: Effect[] = [
    { type: "releaseClaim", agentId: call.agentId, kind: "conversation" },
    { type: "releaseClaim", agentId: call.agentId, kind: "call" },
  ];
  if (!holdsUnits)
    effects.push({ type: "takeClaim", agentId, kind: "conversation", units: state.terms.units, mode: "force" });
  if (call.lost.agent) effects.push({ type: "clearTimer", timer: "callLegAgent" });
  const moved = decide(
    [
      { type: "callTransferred", callId, agentId, clientId: guest.clientId, ...(queueId && { queueId }) },
      { type: "agentLeft", agentId: call.agentId, because: "transferred" },
      { type: "agentJoined", agentId, name: guest.name, role: "primary", how: "transfer" },
    ],
    effects,
  );
  return timed(call, now, join(before, moved));
}
