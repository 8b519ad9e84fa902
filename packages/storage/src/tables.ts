/**
 * The rows behind the port, alike in both databases. Objects that nobody searches by are kept as JSON text.
 * How rows become objects: `rows.ts`. How the tables come to be: `migrations.ts`.
 */
import type { ClaimKind, TimerName } from "@rinnalla/core";
import type {
  AgentId,
  CommandId,
  ConfigKind,
  ConversationId,
  ConversationStatus,
  Presence,
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
  /** `UNIQUE(conversation_id, seq)` is what makes any node fit to handle any conversation. */
  event: { conversation_id: ConversationId; seq: number; body: string };
  claim: { agent_id: AgentId; conversation_id: ConversationId; kind: ClaimKind; units: number };
  /** `available_at`: when it may be leased next; the due time, or the end of the lease. */
  timer: { conversation_id: ConversationId; timer: TimerName; due_at: number; available_at: number };
  command_result: { actor_key: string; command_id: CommandId; result: string; created_at: number };
  mark: {
    conversation_id: ConversationId;
    customer_delivered: number;
    customer_read: number;
    agent_delivered: number;
    agent_read: number;
  };
  agent: { agent_id: AgentId; presence: Presence; last_given_at: number };
  config: { kind: ConfigKind; id: string; body: string };
  /** One row, written by the health check. */
  probe: { id: number; at: number };
}
