/** Why a colleague cannot be offered a conversation by an agent; a supervisor may all the same (ROUTE-02, ROUTE-07). */
import type { AgentView } from "@rinnalla/protocol";

export function transferTrouble(
  { isInCall, load, limit }: Pick<AgentView, "isInCall" | "load" | "limit">,
  units: number,
): "warnCall" | "warnFull" | null {
  if (isInCall) return "warnCall";
  return load + units > limit ? "warnFull" : null;
}
