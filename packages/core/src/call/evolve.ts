/** Folds a call's events (CALL-05). The phase is never set: it follows from what is known of the two legs. */
import type { CallEvent, CallPhase } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import type { CallState } from "./state.ts";

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
      end: null,
    };
  }
  if (!call || call.id !== event.callId) return call;
  const next = change(call, event, at);
  return { ...next, phase: phaseOf(next) };
}

function change(call: CallState, event: Exclude<CallEvent, { type: "callStarted" }>, at: Instant): CallState {
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
      return {
        ...call,
        clients: { ...call.clients, [event.side]: event.clientId },
        lost: { ...call.lost, [event.side]: false },
        lostUntil: { ...call.lostUntil, [event.side]: null },
      };
    case "callEnded":
      return {
        ...call,
        lost: { agent: false, customer: false },
        lostUntil: { agent: null, customer: null },
        end: { reason: event.reason, side: event.side, lengthMs: event.lengthMs },
      };
  }
}

/** A ring goes on while the agent's page reloads, so that the customer's ring does not blink. */
function phaseOf(call: CallState): CallPhase {
  if (call.end) return "ended";
  if (call.answer === null) return "ringing";
  if (call.lost.agent || call.lost.customer) return "reconnecting";
  return call.connectedAt === null ? "connecting" : "connected";
}
