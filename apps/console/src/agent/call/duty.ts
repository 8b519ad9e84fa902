/**
 * What this page must do about a call, by the machine's state alone (CALL-08). Pure: `call-room.ts` carries it out.
 *   carry     this page holds the agent's leg: a session has to be there
 *   rejoin    this page held it before a reload or a lost line: take it up again, then carry
 *   elsewhere another window of mine holds it
 *   none      ended, or not mine
 */
import type { CallState } from "@rinnalla/core";
import type { AgentId, ClientId } from "@rinnalla/protocol";

export type CallDuty = "carry" | "rejoin" | "elsewhere" | "none";

export interface DutyContext {
  readonly me: AgentId;
  readonly clientId: ClientId;
  /** This tab carried the call before it was reloaded. */
  readonly didCarry: boolean;
}

export function callDuty(call: CallState | null, { me, clientId, didCarry }: DutyContext): CallDuty {
  if (!call || call.phase === "ended" || call.agentId !== me) return "none";
  if (call.clients.agent === clientId) return call.lost.agent ? "rejoin" : "carry";
  return didCarry ? "rejoin" : "elsewhere";
}
