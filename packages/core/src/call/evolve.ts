/** Folds a call's events (CALL-05, CALL-11, CALL-12). The phase is never set: it follows from what is known of the two legs. */
import type { CallEvent, CallGuestRole, CallPhase } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import { evolveRecording, stopped } from "./evolve-recording.ts";
import type { CallGuest, CallState } from "./state.ts";

type Later = Exclude<CallEvent, { type: "callStarted" }>;

/** `call` is the conversation's latest call. An event of another call (a gap in the log) changes nothing. */
export function evolveCall(call: CallState | null, event: CallEvent, at: Instant): CallState | null {
  if (event.type === "callStarted") {
    return {
      id: event.callId,
      mode: event.mode,
      phase: "ringing",
      agentId: event.agentId,
      startedAt: at,
      ringUntil: event.ringUntil,
      answer: null,
      connectedAt: null,
      clients: { agent: event.clientId, customer: null },
      lost: { agent: false, customer: false },
      lostUntil: { agent: null, customer: null },
      isHeld: false,
      guests: [],
      invited: null,
      transfer: null,
      recording: null,
      quality: { agent: null, customer: null },
      end: null,
    };
  }
  if (!call || call.id !== event.callId) return call;
  const next = change(call, event, at);
  return { ...next, phase: phaseOf(next) };
}

function change(call: CallState, event: Later, at: Instant): CallState {
  switch (event.type) {
    case "callAnswered":
      return { ...call, answer: event.answer, clients: { ...call.clients, customer: event.clientId } };
    case "callConnected":
      return { ...call, connectedAt: call.connectedAt ?? at };
    case "callLegLost":
      return {
        ...call,
        lost: { ...call.lost, [event.side]: true },
        lostUntil: { ...call.lostUntil, [event.side]: event.until },
      };
    case "callLegRejoined":
      return carriedBy(call, event.side, event.clientId);
    case "callHeld":
      return { ...call, isHeld: true };
    case "callResumed":
      return { ...call, isHeld: false };
    case "callQualityReported": {
      const { type: _type, callId: _callId, side, ...figures } = event;
      return { ...call, quality: { ...call.quality, [side]: figures } };
    }
    case "callGuestInvited":
      return { ...call, invited: { agentId: event.agentId, name: event.name, until: event.until } };
    case "callInviteEnded":
      return withoutInvite(call, event);
    case "callGuestJoined":
    case "callGuestRoleChanged": {
      const { agentId, name, clientId, role } = event;
      return withoutInvite(withGuest(call, { agentId, name, clientId, role, lostUntil: null }), event);
    }
    case "callGuestLost":
      return changeGuest(call, event, { lostUntil: event.until });
    case "callGuestRejoined":
      return changeGuest(call, event, { clientId: event.clientId, lostUntil: null });
    case "callGuestLeft":
      return { ...call, guests: call.guests.filter((guest) => guest.agentId !== event.agentId) };
    case "callTransferred": {
      const moved = carriedBy({ ...call, agentId: event.agentId }, "agent", event.clientId);
      return { ...moved, transfer: null, guests: moved.guests.filter((guest) => guest.agentId !== event.agentId) };
    }
    case "callTransferAsked": {
      const { queueId, queueName, until } = event;
      return { ...call, transfer: { queueId, queueName, until, takenBy: null } };
    }
    case "callTransferTaken":
      return { ...call, transfer: call.transfer && { ...call.transfer, until: event.until, takenBy: event.agentId } };
    case "callTransferEnded":
      return { ...call, transfer: null };
    case "callEnded":
      return {
        ...call,
        lost: { agent: false, customer: false },
        lostUntil: { agent: null, customer: null },
        isHeld: false,
        guests: [],
        invited: null,
        transfer: null,
        recording: stopped(call.recording, at),
        end: { reason: event.reason, side: event.side, lengthMs: event.lengthMs },
      };
    default:
      return { ...call, recording: evolveRecording(call.recording, event, at) };
  }
}

/** Takes the agent's capacity, as a call of one's own does; who only listens or whispers can still be given something. */
export function takesCallClaim(role: CallGuestRole): boolean {
  return role === "join" || role === "consult";
}

function carriedBy(call: CallState, side: "agent" | "customer", clientId: CallGuest["clientId"]): CallState {
  return {
    ...call,
    clients: { ...call.clients, [side]: clientId },
    lost: { ...call.lost, [side]: false },
    lostUntil: { ...call.lostUntil, [side]: null },
  };
}

function withGuest(call: CallState, guest: CallGuest): CallState {
  const isThis = (other: CallGuest) => other.agentId === guest.agentId;
  const guests = call.guests.some(isThis)
    ? call.guests.map((other) => (isThis(other) ? guest : other))
    : [...call.guests, guest];
  return { ...call, guests };
}

function changeGuest(
  call: CallState,
  { agentId }: Pick<CallGuest, "agentId">,
  change: Partial<Pick<CallGuest, "clientId" | "lostUntil">>,
): CallState {
  return {
    ...call,
    guests: call.guests.map((guest) => (guest.agentId === agentId ? { ...guest, ...change } : guest)),
  };
}

function withoutInvite(call: CallState, { agentId }: Pick<CallGuest, "agentId">): CallState {
  return call.invited?.agentId === agentId ? { ...call, invited: null } : call;
}

/** A ring goes on while the agent's page reloads, so that the customer's ring does not blink. */
function phaseOf(call: CallState): CallPhase {
  if (call.end) return "ended";
  if (call.answer === null) return "ringing";
  if (call.lost.agent || call.lost.customer) return "reconnecting";
  return call.connectedAt === null ? "connecting" : "connected";
}
