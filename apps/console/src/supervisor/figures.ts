/** The live figures at the top, out of the desk (SUP-01). */
import type { AgentView } from "@rinnalla/protocol";
import type { Desk } from "../store/state.ts";

export interface LiveFigures {
  readonly waiting: number;
  /** Since when the one that has waited longest waits; `null` if nobody does. */
  readonly longestSince: number | null;
  readonly inProgress: number;
  readonly inCall: number;
  readonly signedIn: number;
}

export function figuresOf(desk: Desk): LiveFigures {
  const all = [...desk.conversations.values()];
  const waiting = all.filter((one) => one.status === "open" && one.waitingSince !== null);
  return {
    waiting: waiting.length,
    longestSince: waiting.reduce<number | null>(
      (oldest, one) => Math.min(oldest ?? Infinity, one.waitingSince ?? Infinity),
      null,
    ),
    inProgress: all.filter((one) => one.status === "active" || one.status === "waiting").length,
    inCall: [...desk.agents.values()].filter((agent) => agent.isInCall).length,
    signedIn: [...desk.agents.values()].filter((agent) => agent.isSignedIn).length,
  };
}

export type AssignWarning = "assign.warnCall" | "assign.warnFull" | "assign.warnPresence";

/** What the supervisor should know before assigning; it goes through all the same (ROUTE-04). */
export function assignWarnings(agent: AgentView, units: number): readonly AssignWarning[] {
  return [
    ...(agent.isInCall ? (["assign.warnCall"] as const) : []),
    ...(!agent.isInCall && agent.load + units > agent.limit ? (["assign.warnFull"] as const) : []),
    ...(agent.presence !== "available" ? (["assign.warnPresence"] as const) : []),
  ];
}
