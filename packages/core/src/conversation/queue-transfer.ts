/**
 * A call goes to an agent of a queue (CALL-11). The conversation keeps its agent while it is offered; the customer is on hold. Whoever takes
 * it comes into the call as a guest, and has it once the customer's media plays there. Cancelled, taken by nobody or come to nothing, the
 * call stays where it was. Claims: the units are held from the offer on, the call's from the taking on (ROUTE-02, ROUTE-03).
 */
import { limits } from "@rinnalla/protocol";
import type { AgentId, CallId, ClientId, QueueId, Refusal } from "@rinnalla/protocol";
import { isFull, guestOf, takeSeat, leaveSeat } from "../call/guests.ts";
import { isLive } from "../call/step.ts";
import type { CallState } from "../call/state.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { refuse, type Instant } from "../kernel/result.ts";
import { moveCall } from "./call-transfer.ts";
import { cutOffer } from "./cut.ts";
import { dropTransfer, releaseTransfer } from "./drop-transfer.ts";
import type { ConversationState } from "./state.ts";
import type { Turn } from "./turn.ts";

export function askTransfer(
  { state, now }: Turn,
  { callId, queueId }: { readonly callId: CallId; readonly queueId: QueueId },
  queueName: string | null,
): Decision | Refusal {
  const { call } = state;
  if (!isLive(call) || call.id !== callId) return refuse("callGone");
  if (queueName === null) return refuse("notFound");
  if (call.transfer) return call.transfer.queueId === queueId ? nothing : refuse("wrongState");
  if (call.phase === "ringing" || isFull(call)) return refuse("wrongState");
  const until = now + limits.callTransferMs;
  return join(
    call.isHeld ? nothing : decide([{ type: "callHeld", callId }]),
    decide(
      [{ type: "callTransferAsked", callId, queueId, queueName, until }],
      [{ type: "setTimer", timer: "callTransfer", dueAt: until }],
    ),
  );
}

export function cancelTransfer({ state, now }: Turn, callId: CallId): Decision | Refusal {
  const { call } = state;
  if (!isLive(call) || call.id !== callId) return refuse("callGone");
  return endTransfer(state, call, "cancelled", now);
}

/** Nobody of the queue came in time, or no media with whoever came. */
export function fireTransferTimer({ state, now }: Turn): Decision {
  const { call } = state;
  if (!isLive(call) || !call.transfer || now < call.transfer.until) return nothing;
  return endTransfer(state, call, call.transfer.takenBy === null ? "expired" : "failed", now);
}

/** By accepting the offer, or by picking: `clientId` is the page that comes into the call. */
export function takeCall(
  { state, by, now }: Turn,
  call: CallState,
  clientId: ClientId | undefined,
): Decision | Refusal {
  if (by.kind !== "agent") return refuse("notAllowed");
  // An older console does not say which page: it cannot come into a call.
  if (clientId === undefined) return refuse("wrongState");
  const { agentId } = by;
  const seat = takeSeat(call, by, clientId, now);
  if (!seat.ok) return seat;
  const until = now + limits.callTakeMs;
  const taken = decide(
    [{ type: "callTransferTaken", callId: call.id, agentId, until }],
    [
      ...(state.offer ? [{ type: "clearTimer", timer: "offer" } as const] : []),
      { type: "setTimer", timer: "callTransfer", dueAt: until },
    ],
  );
  const heard = call.isHeld ? decide([{ type: "callResumed", callId: call.id }]) : nothing;
  return [taken, seat, heard].reduce(join);
}

/** Said again by whoever took the call. */
export function hasTaken({ call }: ConversationState, agentId: AgentId): boolean {
  return isLive(call) && call.transfer?.takenBy === agentId;
}

/** The customer's media plays with whoever took the call: now it is theirs. `null`: this confirmation is about something else. */
export function confirmTransfer(turn: Turn, callId: CallId, clientId: ClientId): Decision | null {
  const { state, by } = turn;
  const { call } = state;
  if (!isLive(call) || call.id !== callId || by.kind !== "agent" || call.transfer?.takenBy !== by.agentId) return null;
  const guest = guestOf(call, by.agentId);
  if (guest?.clientId !== clientId || guest.lostUntil !== null) return null;
  return moveCall(turn, call, guest, call.transfer.queueId);
}

/**
 * With what a decision leaves behind of a transfer taken away: an offer of a call that ended, the units of somebody who took it and left.
 * Decisions about the transfer itself leave nothing: they stop its timer.
 */
export function closeTransfer(state: ConversationState, decision: Decision | Refusal): Decision | Refusal {
  const { call } = state;
  if (!decision.ok || !isLive(call) || !call.transfer || decision.effects.some(isTransferTimer)) return decision;
  const { takenBy } = call.transfer;
  const events = new Set(decision.events.map((event) => event.type));
  if (events.has("callEnded")) {
    const cut = state.offer && !events.has("offerWithdrawn") ? cutOffer(state) : nothing;
    return [cut, decide([], releaseTransfer(call)), decision].reduce(join);
  }
  const isGone = decision.events.some((event) => event.type === "callGuestLeft" && event.agentId === takenBy);
  if (!isGone) return decision;
  const ended = decide([{ type: "callTransferEnded", callId: call.id, because: "failed" }], releaseTransfer(call));
  return join(ended, decision);
}

function isTransferTimer(effect: Effect): boolean {
  return (effect.type === "clearTimer" || effect.type === "setTimer") && effect.timer === "callTransfer";
}

function endTransfer(
  state: ConversationState,
  call: CallState,
  because: "cancelled" | "expired" | "failed",
  now: Instant,
): Decision {
  if (!call.transfer) return nothing;
  const { takenBy } = call.transfer;
  const guest = takenBy && guestOf(call, takenBy);
  return [
    dropTransfer(state),
    decide([{ type: "callTransferEnded", callId: call.id, because }]),
    guest ? leaveSeat(call, guest, because === "cancelled" ? "dismissed" : "network", now) : nothing,
    call.isHeld ? decide([{ type: "callResumed", callId: call.id }]) : nothing,
  ].reduce(join);
}
