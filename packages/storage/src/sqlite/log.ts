/** Conversations and their events: those in the tables, and behind them those that are still in the journal. */
import type { DatabaseSync } from "node:sqlite";
import type { ConversationId, LoggedEvent } from "@rinnalla/protocol";
import { eventOf } from "../rows.ts";
import { isOngoing, type Writes } from "../writes.ts";
import type { Journal } from "./journal.ts";

export interface Log {
  /** 0 for a conversation that is not there. */
  version(id: ConversationId): number;
  /** Writes the conversation's row; false if it is there already, or if the visitor has another. */
  open(writes: Writes): boolean;
  /** Undoes `open`. */
  drop(id: ConversationId): void;
  /** Keeps the new summary of a conversation that was there before. */
  summarise(writes: Writes): void;
  read(id: ConversationId, after: number, limit: number): LoggedEvent[];
}

export function prepareLog(database: DatabaseSync, journal: Journal): Log {
  const number = "(SELECT number FROM conversation WHERE id = ?1)";
  const findOther = database.prepare(
    "SELECT 1 FROM conversation WHERE visitor_id = ? AND status IN ('open', 'active', 'waiting')",
  );
  const open = database.prepare(
    `INSERT INTO conversation (id, visitor_id, status, opened_at, closed_at, summary) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const change = database.prepare(
    "UPDATE conversation SET status = ?2, closed_at = coalesce(closed_at, ?3), summary = ?4 WHERE id = ?1",
  );
  const drop = database.prepare("DELETE FROM conversation WHERE id = ?");
  const getVersion = database.prepare(`SELECT max(seq) AS version FROM event WHERE conversation = ${number}`);
  const read = database.prepare(
    `SELECT seq, body FROM event WHERE conversation = ${number} AND seq > ?2 ORDER BY seq LIMIT ?3`,
  );

  return {
    version: (id) => journal.lastSeq(id) ?? Number(getVersion.get(id)?.["version"] ?? 0),
    open({ conversation }) {
      if (!conversation) return false;
      const { id, visitor_id, status, opened_at, closed_at, summary } = conversation;
      if (isOngoing(status) && findOther.get(visitor_id)) return false;
      return open.run(id, visitor_id, status, opened_at, closed_at, summary).changes === 1;
    },
    drop(id) {
      drop.run(id);
    },
    summarise({ append, conversation }) {
      if (!conversation || append.expectedVersion === 0) return;
      change.run(append.conversationId, conversation.status, conversation.closed_at, conversation.summary);
    },
    read(id, after, limit) {
      journal.takeUp();
      // What has just been written is what most readers are behind by.
      const late = journal.eventsAfter(id, after);
      if (late[0]?.seq === after + 1) return late.slice(0, limit).map(eventOf);
      const settled = read.all(id, after, limit) as { seq: number; body: string }[];
      const last = settled.at(-1)?.seq ?? after;
      const rows = [...settled, ...late.filter(({ seq }) => seq > last)];
      return rows.slice(0, limit).map(eventOf);
    },
  };
}
