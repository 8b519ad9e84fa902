/**
 * What this page must do about a call as its guest, by the machine's state alone (CALL-11). Pure: `party-room.ts` carries it out.
 * The words are those of `duty.ts`.
 */
import type { CallState } from "@rinnalla/core";
import type { CallDuty, DutyContext } from "./duty.ts";

export function guestDuty(call: CallState | null, { me, clientId, didCarry }: DutyContext): CallDuty {
  const guest = call?.phase === "ended" ? null : call?.guests.find((one) => one.agentId === me);
  if (!guest) return "none";
  if (guest.clientId === clientId) return guest.lostUntil === null ? "carry" : "rejoin";
  return didCarry ? "rejoin" : "elsewhere";
}
