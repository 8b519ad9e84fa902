/** Which agents a supervisor wants to see of all (SUP-01). */
import type { QueueId } from "@rinnalla/protocol";
import { isAvailable, type AgentRow } from "./live-rows.ts";

export type AgentStateFilter = "signedIn" | "available" | "call" | "visual" | "full";

export interface AgentFilter {
  /** Found in the name; empty: all. */
  readonly text: string;
  readonly queueId: QueueId | null;
  readonly state: AgentStateFilter | null;
}

export function filterAgents(rows: readonly AgentRow[], { text, queueId, state }: AgentFilter): readonly AgentRow[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === "" && queueId === null && state === null) return rows;
  return rows.filter(
    (row) =>
      (wanted === "" || row.agent.name.toLocaleLowerCase().includes(wanted)) &&
      (queueId === null || row.agent.queueIds.includes(queueId)) &&
      (state === null || fits(row, state)),
  );
}

function fits({ agent, visual }: AgentRow, state: AgentStateFilter): boolean {
  switch (state) {
    case "signedIn":
      return agent.isSignedIn;
    case "available":
      return isAvailable(agent);
    case "call":
      return agent.isInCall;
    case "visual":
      return visual !== null;
    case "full":
      return agent.isSignedIn && agent.load >= agent.limit;
  }
}
