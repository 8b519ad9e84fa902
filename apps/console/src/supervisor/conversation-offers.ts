/** What a supervisor can do with a conversation as it stands now (SUP-01, ROUTE-04, ROUTE-07, CALL-11); the server has the last word. */
import type { AgentConfig, ConversationSummary } from "@rinnalla/protocol";
import { seatIn } from "./seat-in.ts";

export type ConversationDeed =
  | "open"
  | "monitor"
  | "joinChat"
  | "leaveChat"
  | "listen"
  | "whisper"
  | "join"
  | "leaveCall"
  | "assign"
  | "toAgent"
  | "toQueue"
  | "close";

export function deedsFor(row: ConversationSummary, me: Pick<AgentConfig, "id" | "role">): readonly ConversationDeed[] {
  const isOver = row.status === "wrapUp" || row.status === "closed";
  const isOthers = row.agentId !== null && row.agentId !== me.id;
  const own = row.participants?.find(({ agentId }) => agentId === me.id)?.role ?? null;
  const seat = seatIn(row, me);
  const deeds: ConversationDeed[] = ["open"];
  if (isOthers && !isOver) {
    if (own !== "monitor") deeds.push("monitor");
    if (own !== "join") deeds.push("joinChat");
    if (own !== null) deeds.push("leaveChat");
  }
  if (seat) {
    deeds.push(...(["listen", "whisper", "join"] as const).filter((role) => role !== seat.role));
    if (seat.role) deeds.push("leaveCall");
  }
  if (!isOver) {
    deeds.push("assign");
    // What waits for an agent is assigned; a call has its own ways to a colleague; one offer at a time.
    if (row.agentId !== null && !row.offer && (row.call === null || row.call.phase === "ended")) deeds.push("toAgent");
    deeds.push("toQueue");
  }
  if (row.status !== "closed") deeds.push("close");
  return deeds;
}
