/** The list of ongoing conversations: which of them, and in what order (SUP-01). Ties are broken by id, so that a list stays calm. */
import type { ConversationSummary, QueueId } from "@rinnalla/protocol";
import { standsSince, waitOf } from "./live-rows.ts";

export type ConversationColumn = "status" | "customer" | "queue" | "agent" | "since" | "doing";

export interface ConversationFilter {
  /** Found in the customer's or the agent's name; empty: all. */
  readonly text: string;
  readonly queueId: QueueId | null;
  readonly state: ConversationStateFilter | null;
}
export type ConversationStateFilter = "waiting" | "talking" | "away" | "wrapUp" | "call" | "visual";

export interface ConversationOrder {
  readonly column: ConversationColumn;
  readonly isDescending: boolean;
}

/** What waits first, the longest first; then what has gone on longest. */
export const usualOrder: ConversationOrder = { column: "status", isDescending: false };

export function listConversations(
  conversations: Iterable<ConversationSummary>,
  { text, queueId, state }: ConversationFilter,
  { column, isDescending }: ConversationOrder,
  queueName: (id: QueueId) => string,
): readonly ConversationSummary[] {
  const wanted = text.trim().toLocaleLowerCase();
  const keyed: { readonly one: ConversationSummary; readonly key: string | number; readonly since: number }[] = [];
  for (const one of conversations) {
    if (one.status === "closed" || (state !== null && !fits(one, state))) continue;
    if (queueId !== null && (waitOf(one)?.queueId ?? one.queueId) !== queueId) continue;
    if (wanted !== "" && !names(one).some((name) => name.toLocaleLowerCase().includes(wanted))) continue;
    keyed.push({ one, key: keyOf(one, column, queueName), since: standsSince(one) });
  }
  const turn = isDescending ? -1 : 1;
  keyed.sort((a, b) => turn * compare(a.key, b.key) || a.since - b.since || compare<string>(a.one.id, b.one.id));
  return keyed.map(({ one }) => one);
}

function names({ customerName, agentName }: ConversationSummary): readonly string[] {
  return [customerName ?? "", agentName ?? ""];
}

function fits(one: ConversationSummary, state: ConversationStateFilter): boolean {
  switch (state) {
    case "waiting":
      return waitOf(one) !== null;
    case "talking":
      return one.status === "active";
    case "away":
      return one.status === "waiting";
    case "wrapUp":
      return one.status === "wrapUp";
    case "call":
      return one.call !== null;
    case "visual":
      return one.visual !== null;
  }
}

function keyOf(
  one: ConversationSummary,
  column: ConversationColumn,
  queueName: (id: QueueId) => string,
): string | number {
  switch (column) {
    case "status":
      return waitOf(one) ? 0 : { open: 0, active: 1, waiting: 2, wrapUp: 3, closed: 4 }[one.status];
    case "customer":
      return folded(one.customerName);
    case "queue":
      return folded(queueName(one.queueId));
    case "agent":
      return folded(one.agentName);
    case "since":
      return standsSince(one);
    case "doing":
      return (one.call ? 0 : 2) + (one.visual ? 0 : 1);
  }
}

/** Nameless ones last. */
function folded(name: string | null): string {
  return name ? name.toLocaleLowerCase() : "\uffff";
}

function compare<Key extends string | number>(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
