/**
 * Hands a call over to a guest in it (CALL-11): the conversation changes its agent while the call goes on, so that the customer hears no
 * second ring. What the old agent recorded and looked at ends; those who listen stay.
 */
import type { AgentId, CallId, Refusal } from "@rinnalla/protocol";
import { takesCallClaim } from "../call/evolve.ts";
import { guestOf, timed } from "../call/guests.ts";
import { stopRecording } from "../call/recording.ts";
import { isLive } from "../call/step.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import { endVisual } from "../visual/end.ts";
import type { Turn } from "./turn.ts";

export function transferCall({ state, now }: Turn, callId: CallId, agentId: AgentId): Decision | Refusal {
  const { call, visual, agent } = state;
  if (!call || !isLive(call) || call.id !== callId || !agent) return refuse("callGone");
  const guest = guestOf(call, agentId);
  // Only to somebody who has said yes to speaking, and whose page is here.
  if (!guest || !takesCallClaim(guest.role) || guest.lostUntil !== null) return refuse("wrongState");
  const before = [
    stopRecording(call, "transfer"),
    visual && visual.phase !== "ended" ? endVisual(visual, "agentEnded", "agent") : nothing,
    call.isHeld ? decide([{ type: "callResumed", callId }]) : nothing,
  ].reduce(join);
  // The guest holds the call's claim already.
  const effects: Effect[] = [
    { type: "releaseClaim", agentId: agent.agentId, kind: "conversation" },
    { type: "releaseClaim", agentId: agent.agentId, kind: "call" },
    { type: "takeClaim", agentId, kind: "conversation", units: state.terms.units, mode: "force" },
  ];
  if (call.lost.agent) effects.push({ type: "clearTimer", timer: "callLegAgent" });
  const moved = decide(
    [
      { type: "callTransferred", callId, agentId, clientId: guest.clientId },
      { type: "agentLeft", agentId: agent.agentId, because: "transferred" },
      { type: "agentJoined", agentId, name: guest.name, role: "primary", how: "transfer" },
    ],
    effects,
  );
  return timed(call, now, join(before, moved));
}
