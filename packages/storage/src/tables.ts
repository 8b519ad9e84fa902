/**
 * The rows that are alike in both databases, as Kysely knows them. What nobody searches by is kept as JSON text.
 * How rows become objects: `rows.ts`. How the tables come to be, with those that differ: `migrations.ts`.
 */
import type { ClaimKind, TimerName } from "@rinnalla/core";
import type {
  AgentId,
  ChosenPresence,
  ConfigKind,
  ConversationId,
  ConversationStatus,
  VisitorId,
} from "@rinnalla/protocol";

export interface Tables {
  conversation: {
    id: ConversationId;
    visitor_id: VisitorId;
    status: ConversationStatus;
    opened_at: number;
    closed_at: number | null;
    summary: string;
  };
  claim: { agent_id: AgentId; conversation_id: ConversationId; kind: ClaimKind; units: number };
  /** `available_at`: when it may be leased next; the due time, or the end of the lease. */
  timer: { conversation_id: ConversationId; timer: TimerName; due_at: number; available_at: number };
  /** Found by actor and command in each database's own way. */
  command_result: { created_at: number };
  agent: { agent_id: AgentId; presence: ChosenPresence; last_given_at: number };
  config: { kind: ConfigKind; id: string; body: string };
}

export interface MarkRow {
  customer_delivered: number;
  customer_read: number;
  agent_delivered: number;
  agent_read: number;
}
