/** Rows ↔ objects, for both databases. */
import type { Claim } from "@rinnalla/core";
import type {
  CommandResult,
  ConfigByKind,
  ConfigKind,
  ConversationSummary,
  LoggedEvent,
  Marks,
} from "@rinnalla/protocol";
import type { AgentRow, Append, DueTimer } from "./port.ts";
import type { MarkRow, Tables } from "./tables.ts";

export const noMarks: Marks = { customer: { delivered: 0, read: 0 }, agent: { delivered: 0, read: 0 } };

export function marksOf(row: MarkRow | undefined): Marks {
  if (!row) return noMarks;
  return {
    customer: { delivered: row.customer_delivered, read: row.customer_read },
    agent: { delivered: row.agent_delivered, read: row.agent_read },
  };
}

/** The marks that one side raises, as a row whose other figures are 0 and so raise nothing. */
export function markRow(side: "customer" | "agent", delivered: number, read: number): MarkRow {
  const isCustomer = side === "customer";
  return {
    customer_delivered: isCustomer ? delivered : 0,
    customer_read: isCustomer ? read : 0,
    agent_delivered: isCustomer ? 0 : delivered,
    agent_read: isCustomer ? 0 : read,
  };
}

export function eventOf(row: { body: string }): LoggedEvent {
  return JSON.parse(row.body) as LoggedEvent;
}

export function summaryOf(row: { summary: string }): ConversationSummary {
  return JSON.parse(row.summary) as ConversationSummary;
}

export function resultOf(row: { result: string }): CommandResult {
  return JSON.parse(row.result) as CommandResult;
}

export function claimOf(row: Tables["claim"]): Claim {
  return { agentId: row.agent_id, conversationId: row.conversation_id, kind: row.kind, units: row.units };
}

export function dueTimerOf(row: Omit<Tables["timer"], "available_at">): DueTimer {
  return { conversationId: row.conversation_id, timer: row.timer, dueAt: row.due_at };
}

export function agentOf(row: Tables["agent"]): AgentRow {
  return { agentId: row.agent_id, presence: row.presence, lastGivenAt: row.last_given_at };
}

export function configOf<Kind extends ConfigKind>(row: { body: string }): ConfigByKind[Kind] {
  return JSON.parse(row.body) as ConfigByKind[Kind];
}

/** The units that an agent has in all, by the agent's settings; somebody unknown has none. */
export function limitOf(row: { body: string } | undefined): number {
  return row ? configOf<"agent">(row).limit : 0;
}

/** The conversation's row as the append leaves it; `null` when it changes nothing of it. */
export function conversationRow(append: Append): Tables["conversation"] | null {
  const { summary } = append;
  if (!summary) return null;
  return {
    id: append.conversationId,
    visitor_id: append.visitorId,
    status: summary.status,
    opened_at: summary.openedAt,
    closed_at: summary.status === "closed" ? (append.events.at(-1)?.at ?? summary.openedAt) : null,
    summary: JSON.stringify(summary),
  };
}
