/**
 * Colleagues in the call beside the primary agent: a supervisor who listens, whispers or joins, a colleague who is consulted (CALL-11).
 * Who takes part or is consulted holds the call's claim on the own capacity; who only listens or whispers does not.
 * One timer serves them all: it is due when the next of them, or of an invitation, has waited long enough.
 */
import { limits } from "@rinnalla/protocol";
import type { Actor, AgentId, CallGuestRole, CallId, ClientId, ConversationEvent, Refusal } from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { assertNever, refuse, type Instant } from "../kernel/result.ts";
import { evolveCall, takesCallClaim } from "./evolve.ts";
import type { CallGuest, CallState } from "./state.ts";

export type GuestCommandType =
  | "joinCall"
  | "changeCallRole"
  | "leaveCall"
  | "inviteToCall"
  | "cancelCallInvite"
  | "acceptCallInvite"
  | "declineCallInvite"
  | "dismissGuest"
  | "callGuestDropped";
export type GuestCommand = Extract<Command, { type: GuestCommandType }>;

interface GuestTurn {
  readonly by: Actor;
  /** Of the colleague whom the primary agent picked; `null` if there is none of that id. */
  readonly pickedName: string | null;
  readonly now: Instant;
}

/** Of a live call. */
export function stepGuests(turn: GuestTurn, call: CallState, command: GuestCommand): Decision | Refusal {
  return timed(call, turn.now, decideGuests(turn, call, command));
}

function decideGuests({ by, pickedName, now }: GuestTurn, call: CallState, command: GuestCommand): Decision | Refusal {
  switch (command.type) {
    case "callGuestDropped":
      return drop(call, command.agentId, command.clientId, now);
    case "inviteToCall":
      return invite(call, command.agentId, pickedName, now);
    case "cancelCallInvite":
      return call.invited?.agentId === command.agentId ? endInvite(call, "cancelled") : nothing;
    case "dismissGuest": {
      const guest = guestOf(call, command.agentId);
      if (!guest) return nothing;
      // A supervisor who looks after the call is not the agent's to send away.
      return guest.role === "consult" ? part(call, guest, "dismissed") : refuse("notAllowed");
    }
    case "joinCall":
    case "changeCallRole":
    case "leaveCall":
    case "acceptCallInvite":
    case "declineCallInvite":
      return by.kind === "agent" ? decideOwn(call, by, command) : refuse("notAllowed");
    default:
      return assertNever(command);
  }
}

type OwnCommand = Extract<
  GuestCommand,
  { type: "joinCall" | "changeCallRole" | "leaveCall" | "acceptCallInvite" | "declineCallInvite" }
>;

/** What colleagues say of themselves. */
function decideOwn(call: CallState, by: Extract<Actor, { kind: "agent" }>, command: OwnCommand): Decision | Refusal {
  const guest = guestOf(call, by.agentId);
  const isInvited = call.invited?.agentId === by.agentId;
  switch (command.type) {
    case "joinCall": {
      const { role, clientId } = command;
      if (guest) {
        const back = rejoinGuest(call, guest, clientId);
        if (guest.role === role) return back;
        const change = changeRole(call, { ...guest, clientId }, role);
        return change.ok ? join(back, change) : change;
      }
      // Nobody is in a call that rings, and one does not sit beside oneself.
      if (call.phase === "ringing" || call.agentId === by.agentId) return refuse("wrongState");
      return enter(call, { agentId: by.agentId, name: by.name, clientId, role, lostUntil: null });
    }
    case "changeCallRole":
      if (!guest) return refuse("callGone");
      if (guest.role === command.role) return nothing;
      // Of a page that is gone; it comes back first.
      if (guest.lostUntil !== null) return refuse("wrongState");
      // To be there unseen is a supervisor's; to take part is open to a colleague who was called in.
      if (by.role === "agent" && !takesCallClaim(command.role)) return refuse("notAllowed");
      return changeRole(call, guest, command.role);
    case "leaveCall":
      return guest ? part(call, guest, "left") : nothing;
    case "acceptCallInvite":
      if (guest) return guest.clientId === command.clientId ? nothing : refuse("callGone");
      if (!isInvited) return refuse("callGone");
      return enter(call, {
        agentId: by.agentId,
        name: by.name,
        clientId: command.clientId,
        role: "consult",
        lostUntil: null,
      });
    case "declineCallInvite":
      return isInvited ? endInvite(call, "declined") : nothing;
    default:
      return assertNever(command);
  }
}

export function guestOf(call: CallState, agentId: AgentId): CallGuest | null {
  return call.guests.find((guest) => guest.agentId === agentId) ?? null;
}

/** A guest's page that comes back. */
export function rejoinGuest(call: CallState, guest: CallGuest, clientId: ClientId): Decision {
  if (guest.lostUntil === null && guest.clientId === clientId) return nothing;
  const { agentId, role } = guest;
  return decide([{ type: "callGuestRejoined", callId: call.id, agentId, role, clientId }]);
}

/** As `rejoinGuest`, with the timer that waits for the guest. */
export function rejoinTimed(call: CallState, guest: CallGuest, clientId: ClientId, now: Instant): Decision | Refusal {
  return timed(call, now, rejoinGuest(call, guest, clientId));
}

/** What has waited long enough when `callGuest` fires; too early or late, nothing. */
export function fireGuestTimer(call: CallState, now: Instant): Decision {
  const expired = call.invited && now >= call.invited.until ? endInvite(call, "expired") : nothing;
  const gone = call.guests
    .filter((guest) => guest.lostUntil !== null && now >= guest.lostUntil)
    .map((guest) => part(call, guest, "network"));
  const decision = gone.reduce(join, expired);
  if (decision.events.length === 0) return nothing;
  // The timer that fired is spent: what is still waited for sets it anew.
  const due = dueAfter(call, decision.events, now);
  return due === null ? decision : join(decision, decide([], [{ type: "setTimer", timer: "callGuest", dueAt: due }]));
}

/** What the guests hold, given back when the call ends. */
export function releaseGuests(call: CallState): Effect[] {
  const effects: Effect[] = call.guests
    .filter((guest) => takesCallClaim(guest.role))
    .map((guest) => ({ type: "releaseClaim", agentId: guest.agentId, kind: "call" }));
  if (guestTimerOf(call) !== null) effects.push({ type: "clearTimer", timer: "callGuest" });
  return effects;
}

/** When `callGuest` is due; `null`: nothing is waited for. */
export function guestTimerOf(call: CallState): Instant | null {
  const times = call.guests.map((guest) => guest.lostUntil).filter((until) => until !== null);
  if (call.invited) times.push(call.invited.until);
  return times.length > 0 ? Math.min(...times) : null;
}

/** Whoever takes a call that is offered with its conversation comes into it, whatever their part in it was; their seat has been kept. */
export function takeSeat(
  call: CallState,
  { agentId, name }: Extract<Actor, { kind: "agent" }>,
  clientId: ClientId,
  now: Instant,
): Decision | Refusal {
  const guest = guestOf(call, agentId);
  if (!guest) return timed(call, now, seat({ agentId, name, clientId, role: "join", lostUntil: null }, call));
  const back = rejoinGuest(call, guest, clientId);
  const change = guest.role === "join" ? nothing : changeRole(call, { ...guest, clientId }, "join");
  return change.ok ? timed(call, now, join(back, change)) : change;
}

/** A guest goes, with the timer that waited for them. */
export function leaveSeat(call: CallState, guest: CallGuest, because: "dismissed" | "network", now: Instant): Decision {
  return timed(call, now, part(call, guest, because));
}

function invite(call: CallState, agentId: AgentId, name: string | null, now: Instant): Decision | Refusal {
  if (name === null) return refuse("notFound");
  if (call.invited?.agentId === agentId) return nothing;
  if (call.phase === "ringing" || call.invited || call.agentId === agentId) return refuse("wrongState");
  if (guestOf(call, agentId) || isFull(call)) return refuse("wrongState");
  return decide([{ type: "callGuestInvited", callId: call.id, agentId, name, until: now + limits.ringMs }]);
}

function endInvite(call: CallState, because: "declined" | "expired" | "cancelled"): Decision {
  if (!call.invited) return nothing;
  return decide([{ type: "callInviteEnded", callId: call.id, agentId: call.invited.agentId, because }]);
}

function enter(call: CallState, guest: CallGuest): Decision | Refusal {
  return isFull(call) ? refuse("wrongState") : seat(guest, call);
}

function seat(guest: CallGuest, call: CallState): Decision {
  const { agentId, name, clientId, role } = guest;
  return decide(
    [{ type: "callGuestJoined", callId: call.id, agentId, name, clientId, role }],
    claimChange(guest, null),
  );
}

function changeRole(call: CallState, guest: CallGuest, role: CallGuestRole): Decision | Refusal {
  // The call is about to be theirs.
  if (call.transfer?.takenBy === guest.agentId) return refuse("wrongState");
  const { agentId, name, clientId, role: was } = guest;
  return decide(
    [{ type: "callGuestRoleChanged", callId: call.id, agentId, name, clientId, role, was }],
    claimChange({ agentId, role }, was),
  );
}

function part(call: CallState, { agentId, role }: CallGuest, because: "left" | "dismissed" | "network"): Decision {
  return decide(
    [{ type: "callGuestLeft", callId: call.id, agentId, role, because }],
    takesCallClaim(role) ? [{ type: "releaseClaim", agentId, kind: "call" }] : [],
  );
}

function drop(call: CallState, agentId: AgentId, clientId: ClientId, now: Instant): Decision {
  const guest = guestOf(call, agentId);
  if (!guest || guest.clientId !== clientId || guest.lostUntil !== null) return nothing;
  const until = now + limits.callGraceMs;
  return decide([{ type: "callGuestLost", callId: call.id, agentId, role: guest.role, until }]);
}

function claimChange({ agentId, role }: Pick<CallGuest, "agentId" | "role">, was: CallGuestRole | null): Effect[] {
  const had = was !== null && takesCallClaim(was);
  const has = takesCallClaim(role);
  if (had === has) return [];
  if (had) return [{ type: "releaseClaim", agentId, kind: "call" }];
  return [{ type: "takeClaim", agentId, kind: "call", units: 0, mode: "ifRoom" }];
}

/** One seat is kept for whoever takes the call from a queue. */
export function isFull(call: CallState): boolean {
  const kept = call.transfer && call.transfer.takenBy === null ? 1 : 0;
  return call.guests.length + kept >= limits.callGuests;
}

/** With the timer moved to where the state after the decision wants it. */
export function timed<Answer extends Decision | Refusal>(
  call: CallState,
  now: Instant,
  answer: Answer,
): Decision | Answer {
  if (!answer.ok) return answer;
  const before = guestTimerOf(call);
  const after = dueAfter(call, answer.events, now);
  if (before === after) return answer;
  const change: Effect =
    after === null
      ? { type: "clearTimer", timer: "callGuest" }
      : { type: "setTimer", timer: "callGuest", dueAt: after };
  return join(answer, decide([], [change]));
}

function dueAfter(call: CallState, events: readonly ConversationEvent[], now: Instant): Instant | null {
  let after: CallState | null = call;
  for (const event of events) if (isOfCall(event, call.id)) after = evolveCall(after, event, now);
  return after && guestTimerOf(after);
}

function isOfCall(
  event: ConversationEvent,
  callId: CallId,
): event is Extract<ConversationEvent, { readonly callId: CallId }> {
  return "callId" in event && event.callId === callId;
}
