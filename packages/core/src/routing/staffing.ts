/** Whether somebody would answer in a queue now, as any page may know it before there is a conversation (CHAT-07, CHAT-09). */
import type { Presence, Staffing } from "@rinnalla/protocol";
import type { RoutableAgent } from "./choose.ts";

/** At work, whether anything can be given to them or not. */
const atWork: ReadonlySet<Presence> = new Set(["available", "busy", "doNotDisturb"]);

/** `agents`: the queue's. `units`: what one conversation takes. */
export function staffingOf(
  agents: Iterable<Pick<RoutableAgent, "presence" | "isSignedIn" | "isLocked" | "load" | "limit">>,
  units: number,
): Staffing {
  let isAnybodyThere = false;
  for (const { presence, isSignedIn, isLocked, load, limit } of agents) {
    if (!isSignedIn || !atWork.has(presence)) continue;
    if (presence === "available" && !isLocked && limit - load >= units) return "free";
    isAnybodyThere = true;
  }
  return isAnybodyThere ? "busy" : "none";
}
