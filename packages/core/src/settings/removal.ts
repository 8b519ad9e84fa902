/** What stands in the way of removing a setting: another that needs it, or a conversation that stands on it (ADM-01). */
import type { ConfigKind, Configuration, RemovalProblem, WidgetConfig } from "@rinnalla/protocol";

/** Ids of the settings on which conversations under way stand. */
export type UnderWay = { readonly [Kind in ConfigKind]: ReadonlySet<string> };

/** Null: it may go. */
export function removalProblem(
  kind: ConfigKind,
  id: string,
  all: Configuration,
  underWay: UnderWay,
): RemovalProblem | null {
  const names = usersOf(kind, id, all);
  if (names.length > 0) return { problem: "needed", names };
  const isLast = kind === "agent" && !all.agent.some((agent) => agent.id !== id && agent.role === "administrator");
  if (isLast) return { problem: "lastAdministrator", names: [] };
  return underWay[kind].has(id) ? { problem: "underWay", names: [] } : null;
}

/** Names of the settings that point to this one. A person is simply taken out of the queues, a skill from the people. */
function usersOf(kind: ConfigKind, id: string, { widget, workstream, queue }: Configuration): readonly string[] {
  if (kind === "skill")
    return [...workstream, ...widget]
      .filter((one) => one.skillIds?.some((skillId) => skillId === id) || hasRule(one, id))
      .map(({ name }) => name);
  if (kind === "workstream") return widget.filter((one) => one.workstreamId === id).map(({ name }) => name);
  if (kind === "queue") return workstream.filter((one) => one.queueId === id).map(({ name }) => name);
  if (kind === "hours")
    return [...workstream, ...queue].filter(({ hoursId }) => hoursId === id).map(({ name }) => name);
  if (kind === "provider")
    return widget.filter(({ cobrowse, screenShare }) => cobrowse === id || screenShare === id).map(({ name }) => name);
  return [];
}

function hasRule(one: object, skillId: string): boolean {
  return "skillRules" in one && (one as WidgetConfig).skillRules?.some((rule) => rule.skillId === skillId) === true;
}
