/**
 * What an append will write, encoded before any transaction begins: an append that cannot be encoded is a bug
 * and must fail alone, not with the others of its commit.
 */
import type { AgentId, CommandId, ConversationStatus } from "@rinnalla/protocol";
import type { Append } from "./port.ts";
import { conversationRow } from "./rows.ts";
import type { Tables } from "./tables.ts";

export interface ResultRow {
  readonly actor_key: string;
  readonly command_id: CommandId;
  readonly result: string;
  readonly created_at: number;
}

export interface Writes {
  readonly append: Append;
  readonly events: readonly { readonly seq: number; readonly body: string }[];
  /** There with the first event, and whenever the summary changes. */
  readonly conversation: Tables["conversation"] | null;
  readonly result: ResultRow | null;
  /** Whose claims are taken, each once, in the order in which their rows are to be locked. */
  readonly takers: readonly AgentId[];
}

const ongoing: readonly ConversationStatus[] = ["open", "active", "waiting"];

/** Neither closed nor in wrap-up. */
export function isOngoing(status: ConversationStatus): boolean {
  return ongoing.includes(status);
}

export function encode(append: Append, now: number): Writes {
  append.events.forEach((event, index) => {
    if (event.seq !== append.expectedVersion + 1 + index) {
      throw new Error(`append to ${append.conversationId}: seq ${event.seq} after version ${append.expectedVersion}`);
    }
  });
  if (append.expectedVersion === 0 && (!append.summary || append.events.length === 0)) {
    throw new Error(`append to ${append.conversationId}: a conversation begins with an event and a summary`);
  }
  const takers = new Set<AgentId>();
  for (const change of append.claims) if (change.type === "takeClaim") takers.add(change.agentId);
  return {
    append,
    events: append.events.map((event, index) => ({
      seq: event.seq,
      body: append.bodies?.[index] ?? JSON.stringify(event),
    })),
    conversation: conversationRow(append),
    result: append.command && {
      actor_key: append.command.actorKey,
      command_id: append.command.id,
      result: JSON.stringify(append.command.result),
      created_at: now,
    },
    takers: [...takers].toSorted(),
  };
}
