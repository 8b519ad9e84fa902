/**
 * The call machine: decides, changes nothing (CALL-01, CALL-04, CALL-05, CALL-08). Guests and recording have files of their own.
 * Knows nothing of the conversation but what `CallTurn` says. Who may ask at all is `access/table.ts`.
 */
import { limits } from "@rinnalla/protocol";
import type { Actor, AgentId, CallEndReason, CallQuality, CallsAllowed, Refusal, Side } from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import { decide, nothing, type Decision } from "../decision.ts";
import type { Effect, TimerName } from "../effects.ts";
import { assertNever, refuse, type Instant } from "../kernel/result.ts";
import {
  fireGuestTimer,
  guestOf,
  rejoinTimed,
  releaseGuests,
  stepGuests,
  type GuestCommand,
  type GuestCommandType,
} from "./guests.ts";
import { stepRecording, type RecordingCommand, type RecordingCommandType } from "./recording.ts";
import type { CallState } from "./state.ts";

export type CallCommandType =
  | GuestCommandType
  | RecordingCommandType
  | "holdCall"
  | "resumeCall"
  | "reportCallQuality"
  | "startCall"
  | "answerCall"
  | "declineCall"
  | "endCall"
  | "confirmCall"
  | "rejoinCall"
  | "callLegDropped";
export type CallCommand = Extract<Command, { type: CallCommandType }>;
export type CallTimer = Extract<TimerName, "ring" | "callLegAgent" | "callLegCustomer" | "callGuest">;

export interface CallTurn {
  /** The conversation's latest call, live or ended. */
  readonly call: CallState | null;
  readonly calls: CallsAllowed;
  readonly ringMs: number;
  readonly mayRecord: boolean;
  /** The primary agent of an ongoing conversation, whose console starts calls. */
  readonly agentId: AgentId | null;
  readonly isCustomerHere: boolean;
  /** Who asks, and on which side. */
  readonly by: Actor;
  readonly side: Side;
  /** Of the colleague whom the primary agent picked for the call. */
  readonly pickedName: string | null;
  readonly now: Instant;
}

/** While it rings, the agent's lost page is waited for only as long as a reload takes: nobody should ring for nobody. */
const ringingGraceMs = 15_000;

const legTimer = { agent: "callLegAgent", customer: "callLegCustomer" } as const;

export function isLive(call: CallState | null): call is CallState {
  return call !== null && call.phase !== "ended";
}

export function stepCall(turn: CallTurn, command: CallCommand): Decision | Refusal {
  if (command.type === "startCall") return start(turn, command);
  const { call, side, now } = turn;
  // The system's word about a call that is over came too late to matter; a person is told.
  const isSystems = command.type === "callLegDropped" || command.type === "callGuestDropped";
  if (!call || call.id !== command.callId) return isSystems ? nothing : refuse("callGone");
  if (isGuestCommand(command) || isRecordingCommand(command)) {
    if (call.phase === "ended") return isSystems || isLeaving(command) ? nothing : refuse("callGone");
    return isGuestCommand(command) ? stepGuests(turn, call, command) : stepRecording(turn, call, command);
  }
  switch (command.type) {
    case "answerCall":
      return answer(turn, call, command);
    case "declineCall":
      if (call.phase === "ended") return nothing;
      // Answered in another tab meanwhile: that answer stands.
      return call.phase === "ringing" ? endCall(call, "declined", "customer", now) : refuse("callGone");
    case "endCall":
      if (call.phase === "ended") return nothing;
      return endCall(call, reasonOf(call, command.reason, side), side, now);
    case "confirmCall":
      if (call.phase === "ended" || call.clients[side] !== command.clientId) return refuse("callGone");
      if (turn.by.kind === "agent" && turn.by.agentId !== call.agentId) return refuse("callGone");
      if (call.phase === "ringing") return refuse("wrongState");
      return call.connectedAt === null ? decide([{ type: "callConnected", callId: call.id }]) : nothing;
    case "rejoinCall":
      return rejoin(turn, call, command);
    case "holdCall":
    case "resumeCall":
      return hold(call, command.type === "holdCall");
    case "reportCallQuality":
      return reportQuality(turn, call, command);
    case "callLegDropped":
      return drop(call, command, now);
    default:
      return assertNever(command);
  }
}

/** A timer that is no longer what the state waits for came too late: nothing. */
export function fireCallTimer(call: CallState | null, timer: CallTimer, now: Instant): Decision {
  if (!isLive(call)) return nothing;
  if (timer === "ring")
    return call.phase === "ringing" && now >= call.ringUntil ? endCall(call, "missed", null, now) : nothing;
  if (timer === "callGuest") return fireGuestTimer(call, now);
  const until = timer === "callLegAgent" ? call.lostUntil.agent : call.lostUntil.customer;
  return until !== null && now >= until ? endCall(call, "network", null, now) : nothing;
}

/** The end of a live call: its event, the lock given back, its timers cleared. */
export function endCall(call: CallState, reason: CallEndReason, side: Side | null, now: Instant): Decision {
  const lengthMs = call.connectedAt === null ? 0 : Math.max(0, now - call.connectedAt);
  const effects: Effect[] = [{ type: "releaseClaim", agentId: call.agentId, kind: "call" }];
  effects.push(...releaseGuests(call));
  if (call.phase === "ringing") effects.push({ type: "clearTimer", timer: "ring" });
  if (call.lost.agent) effects.push({ type: "clearTimer", timer: "callLegAgent" });
  if (call.lost.customer) effects.push({ type: "clearTimer", timer: "callLegCustomer" });
  return decide([{ type: "callEnded", callId: call.id, reason, side, lengthMs }], effects);
}

function start(turn: CallTurn, command: Extract<CallCommand, { type: "startCall" }>): Decision | Refusal {
  const { call, now, agentId } = turn;
  if (call?.id === command.callId) return call.phase === "ended" ? refuse("callGone") : nothing;
  if (isLive(call)) return refuse("callExists");
  if (agentId === null || !turn.isCustomerHere) return refuse("wrongState");
  if (turn.calls === "none" || (turn.calls === "voice" && command.mode === "video")) return refuse("callsOff");
  const ringUntil = now + turn.ringMs;
  return decide(
    [
      {
        type: "callStarted",
        callId: command.callId,
        mode: command.mode,
        agentId,
        clientId: command.clientId,
        ringUntil,
      },
    ],
    [
      { type: "takeClaim", agentId, kind: "call", units: 0, mode: "ifRoom" },
      { type: "setTimer", timer: "ring", dueAt: ringUntil },
    ],
  );
}

/** The first tab that answers has the call (CALL-05). */
function answer(
  turn: CallTurn,
  call: CallState,
  command: Extract<CallCommand, { type: "answerCall" }>,
): Decision | Refusal {
  if (call.phase === "ended") return refuse("callGone");
  if (call.phase !== "ringing") return call.clients.customer === command.clientId ? nothing : refuse("callGone");
  if (turn.calls !== "voiceAndVideo" && command.answer === "video") return refuse("callsOff");
  return decide(
    [{ type: "callAnswered", callId: call.id, answer: command.answer, clientId: command.clientId }],
    [{ type: "clearTimer", timer: "ring" }],
  );
}

function reasonOf(call: CallState, reason: "hungUp" | "noDevice" | "permissionDenied", side: Side): CallEndReason {
  if (reason !== "hungUp" || call.phase !== "ringing") return reason;
  return side === "agent" ? "cancelled" : "declined";
}

function rejoin(
  { by, side, now }: CallTurn,
  call: CallState,
  command: Extract<CallCommand, { type: "rejoinCall" }>,
): Decision | Refusal {
  if (call.phase === "ended") return refuse("callGone");
  if (by.kind === "agent" && by.agentId !== call.agentId) {
    const guest = guestOf(call, by.agentId);
    return guest ? rejoinTimed(call, guest, command.clientId, now) : refuse("callGone");
  }
  // All the customer's tabs ring; none carries the call yet.
  if (call.phase === "ringing" && side === "customer") return refuse("wrongState");
  if (!call.lost[side] && call.clients[side] === command.clientId) return nothing;
  return decide(
    [{ type: "callLegRejoined", callId: call.id, side, clientId: command.clientId }],
    call.lost[side] ? [{ type: "clearTimer", timer: legTimer[side] }] : [],
  );
}

function drop(call: CallState, command: Extract<CallCommand, { type: "callLegDropped" }>, now: Instant): Decision {
  const { side } = command;
  if (call.phase === "ended" || call.lost[side]) return nothing;
  if (call.phase === "ringing" && side === "customer") return nothing;
  if (command.clientId !== undefined && command.clientId !== call.clients[side]) return nothing;
  const until = now + (call.phase === "ringing" ? ringingGraceMs : limits.callGraceMs);
  return decide(
    [{ type: "callLegLost", callId: call.id, side, until }],
    [{ type: "setTimer", timer: legTimer[side], dueAt: until }],
  );
}

/** Only an answered call has somebody to hold. */
function hold(call: CallState, isHeld: boolean): Decision | Refusal {
  if (call.phase === "ended") return refuse("callGone");
  if (call.isHeld === isHeld) return nothing;
  if (call.phase === "ringing") return refuse("wrongState");
  return decide([{ type: isHeld ? "callHeld" : "callResumed", callId: call.id }]);
}

/** At the end, so also after it; what a side said first stands. */
function reportQuality(
  { by, side }: CallTurn,
  call: CallState,
  command: Extract<CallCommand, { type: "reportCallQuality" }>,
): Decision | Refusal {
  // The conversation may have another agent by now, who was not in that call.
  if (by.kind === "agent" && by.agentId !== call.agentId) return refuse("callGone");
  if (call.answer === null) return refuse("wrongState");
  if (call.quality[side]) return nothing;
  const { type: _type, callId, ...figures } = command;
  return decide([{ type: "callQualityReported", callId, side, ...(figures satisfies CallQuality) }]);
}

const guestCommands: { readonly [Type in GuestCommandType]: true } = {
  joinCall: true,
  changeCallRole: true,
  leaveCall: true,
  inviteToCall: true,
  cancelCallInvite: true,
  acceptCallInvite: true,
  declineCallInvite: true,
  dismissGuest: true,
  callGuestDropped: true,
};
const recordingCommands: { readonly [Type in RecordingCommandType]: true } = {
  askRecording: true,
  grantRecording: true,
  refuseRecording: true,
  revokeRecording: true,
  pauseRecording: true,
  resumeRecording: true,
  continueRecording: true,
  stopRecording: true,
};

function isGuestCommand(command: CallCommand): command is GuestCommand {
  return command.type in guestCommands;
}

function isRecordingCommand(command: CallCommand): command is RecordingCommand {
  return command.type in recordingCommands;
}

/** The end has done already what these ask for. */
function isLeaving({ type }: GuestCommand | RecordingCommand): boolean {
  return (
    type === "leaveCall" ||
    type === "declineCallInvite" ||
    type === "cancelCallInvite" ||
    type === "dismissGuest" ||
    type === "stopRecording" ||
    type === "revokeRecording"
  );
}
