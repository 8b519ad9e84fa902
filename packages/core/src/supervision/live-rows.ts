/** What a supervisor sees of queues and agents, out of the desk as it stands (SUP-01). Rows hold no time that runs: views count on from `since`. */
import type {
  AgentId,
  AgentView,
  ConversationSummary,
  QueueDay,
  QueueId,
  QueueView,
  VisualKind,
} from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";

export interface QueueRow {
  readonly id: QueueId;
  readonly name: string;
  /** Since when each of them waits, the longest first; offered ones among them, for the customer waits on. */
  readonly waitingSince: readonly Instant[];
  /** With an agent and not over. */
  readonly ongoing: number;
  /** Of the queue's agents: signed in; and of these who could take one now, by presence, call and room. */
  readonly signedIn: number;
  readonly available: number;
  readonly day: QueueDay | null;
}

export interface AgentRow {
  readonly agent: AgentView;
  readonly conversations: number;
  readonly visual: VisualKind | null;
}

type Conversations = Iterable<ConversationSummary>;

/** A customer waits: for the first agent, or in a call on its way to another queue (CALL-11). */
export function waitOf(one: ConversationSummary): { readonly queueId: QueueId; readonly since: Instant } | null {
  const transfer = one.call?.transfer;
  if (transfer?.takenBy === null) return { queueId: transfer.queueId, since: one.waitingSince ?? one.openedAt };
  return one.status === "open" && one.waitingSince !== null ? { queueId: one.queueId, since: one.waitingSince } : null;
}

export function queueRows(
  queues: Iterable<QueueView>,
  conversations: Conversations,
  agents: Iterable<AgentView>,
): readonly QueueRow[] {
  const waits = new Map<QueueId, Instant[]>();
  const ongoing = new Map<QueueId, number>();
  for (const one of conversations) {
    const wait = waitOf(one);
    if (wait) add(waits, wait.queueId, wait.since);
    else if (one.status === "active" || one.status === "waiting")
      ongoing.set(one.queueId, (ongoing.get(one.queueId) ?? 0) + 1);
  }
  const signedIn = new Map<QueueId, number>();
  const available = new Map<QueueId, number>();
  for (const agent of agents) {
    if (!agent.isSignedIn) continue;
    const canTake = isAvailable(agent);
    for (const id of agent.queueIds) {
      signedIn.set(id, (signedIn.get(id) ?? 0) + 1);
      if (canTake) available.set(id, (available.get(id) ?? 0) + 1);
    }
  }
  return [...queues].map(({ id, name, day }) => ({
    id,
    name,
    waitingSince: (waits.get(id) ?? []).sort((a, b) => a - b),
    ongoing: ongoing.get(id) ?? 0,
    signedIn: signedIn.get(id) ?? 0,
    available: available.get(id) ?? 0,
    day: day ?? null,
  }));
}

/** In call, full or with another presence, nothing is offered (ROUTE-03). */
export function isAvailable(agent: AgentView): boolean {
  const takesOffers = agent.takesOffers ?? agent.presence === "available";
  return agent.isSignedIn && takesOffers && !agent.isBusyByLoad && !agent.isInCall && agent.load < agent.limit;
}

export function agentRows(agents: Iterable<AgentView>, conversations: Conversations): readonly AgentRow[] {
  const counts = new Map<AgentId, number>();
  const visuals = new Map<AgentId, VisualKind>();
  for (const { agentId, status, visual } of conversations) {
    if (agentId === null || status === "closed" || status === "wrapUp") continue;
    counts.set(agentId, (counts.get(agentId) ?? 0) + 1);
    if (visual && visual.phase !== "ended") visuals.set(agentId, visual.kind);
  }
  return [...agents].map((agent) => ({
    agent,
    conversations: counts.get(agent.id) ?? 0,
    visual: visuals.get(agent.id) ?? null,
  }));
}

/** Since when what the row says holds: waiting for an agent, or talking with one. */
export function standsSince(one: ConversationSummary): Instant {
  return waitOf(one)?.since ?? one.agentSince ?? one.openedAt;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
