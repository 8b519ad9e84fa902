/**
 * The customer asks for a call now, or to be called back later (CALL-10). Both live beside the call: there may be none yet. A message that
 * was left while closed is taken and closed in the same way (CHAT-04).
 */
import type { AgentId, CallMode, CallsAllowed, Refusal } from "@rinnalla/protocol";
import type { Command } from "../conversation/commands.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import { assertNever, refuse, type Instant } from "../kernel/result.ts";

export interface CallRequestState {
  readonly mode: CallMode;
  readonly at: Instant;
}

export interface CallBackState {
  readonly askedAt: Instant;
  /** `null`: as soon as it suits. */
  readonly wantedAt: Instant | null;
  readonly note: string | null;
  /** Who has taken it. */
  readonly agent: { readonly agentId: AgentId; readonly name: string } | null;
  /** Left while closed, for an answer by e-mail; absent: a wish to be called. */
  readonly message?: { readonly email: string | null };
}

export type RequestCommandType =
  | "askCall"
  | "cancelCallRequest"
  | "declineCallRequest"
  | "askCallBack"
  | "cancelCallBack"
  | "takeCallBack"
  | "closeCallBack";
export type RequestCommand = Extract<Command, { type: RequestCommandType }>;

export interface RequestTurn {
  readonly request: CallRequestState | null;
  readonly callBack: CallBackState | null;
  /** The widget's administrator lets customers ask. */
  readonly mayAsk: boolean;
  readonly calls: CallsAllowed;
  readonly isCallLive: boolean;
  readonly isEnded: boolean;
  /** Of the staff who asks; `null` for others. */
  readonly staff: { readonly agentId: AgentId; readonly name: string; readonly isSupervisor: boolean } | null;
}

export function stepRequest(turn: RequestTurn, command: RequestCommand): Decision | Refusal {
  const { request, callBack, staff } = turn;
  switch (command.type) {
    case "askCall":
      if (turn.isEnded) return refuse("conversationEnded");
      if (!turn.mayAsk || turn.calls === "none" || (turn.calls === "voice" && command.mode === "video"))
        return refuse("callsOff");
      if (turn.isCallLive) return refuse("callExists");
      if (request?.mode === command.mode) return nothing;
      return decide([{ type: "callRequested", mode: command.mode }]);
    case "cancelCallRequest":
      return request ? decide([{ type: "callRequestEnded", because: "cancelled" }]) : nothing;
    case "declineCallRequest":
      return request ? decide([{ type: "callRequestEnded", because: "declined" }]) : nothing;
    case "askCallBack":
      if (callBack?.message) return refuse("wrongState");
      if (!turn.mayAsk || turn.calls === "none") return refuse("callsOff");
      return askBack(callBack, command.at, command.note ?? null);
    case "cancelCallBack":
      if (callBack?.message) return refuse("wrongState");
      return callBack ? decide([{ type: "callBackClosed", because: "cancelled" }]) : nothing;
    case "takeCallBack":
      if (!staff) return refuse("notAllowed");
      if (!callBack) return refuse("wrongState");
      if (callBack.agent?.agentId === staff.agentId) return nothing;
      // Somebody else has it; a supervisor may take it over.
      if (callBack.agent && !staff.isSupervisor) return refuse("wrongState");
      return decide([{ type: "callBackTaken", agentId: staff.agentId, name: staff.name }]);
    case "closeCallBack":
      if (!staff) return refuse("notAllowed");
      if (!callBack) return nothing;
      if (callBack.agent?.agentId !== staff.agentId && !staff.isSupervisor) return refuse("notAllowed");
      return decide(
        [{ type: "callBackClosed", because: command.outcome }],
        callBack.message ? [{ type: "clearTimer", timer: "leftMessage" }] : [],
      );
    default:
      return assertNever(command);
  }
}

/** The same again leaves it with whoever took it. */
function askBack(callBack: CallBackState | null, wantedAt: Instant | null, note: string | null): Decision {
  if (callBack?.wantedAt === wantedAt && callBack.note === note) return nothing;
  return decide([{ type: "callBackAsked", wantedAt, note }]);
}

/** A message that nobody closed goes out of the list by itself. */
export function expireMessage(callBack: CallBackState | null): Decision {
  return callBack?.message ? decide([{ type: "callBackClosed", because: "expired" }]) : nothing;
}

/** A call that starts answers the request for it. */
export function answersRequest(request: CallRequestState | null, started: Decision | Refusal): Decision | Refusal {
  if (!request || !started.ok || started.events.length === 0) return started;
  return join(decide([{ type: "callRequestEnded", because: "answered" }]), started);
}
