/** What the supervisor should know before assigning; it goes through all the same (ROUTE-04). */
import type { AgentView } from "@rinnalla/protocol";

export type AssignWarning = "assign.warnCall" | "assign.warnFull" | "assign.warnPresence";

export function assignWarnings(agent: AgentView, units: number): readonly AssignWarning[] {
  return [
    ...(agent.isInCall ? (["assign.warnCall"] as const) : []),
    ...(!agent.isInCall && agent.load + units > agent.limit ? (["assign.warnFull"] as const) : []),
    ...(agent.presence !== "available" ? (["assign.warnPresence"] as const) : []),
  ];
}
