/** Conversations and their events. The version check and the write are one statement on the path of a message. */
import type { DatabaseSync } from "node:sqlite";
import type { ConversationId, LoggedEvent } from "@rinnalla/protocol";
import { eventOf } from "../rows.ts";
import { isOngoing, type Writes } from "../writes.ts";

export interface Log {
  /** Writes the events, and the conversation with its first; false if the log does not stand at the expected version. */
  add(writes: Writes): boolean;
  /** Undoes `add`. */
  takeBack(writes: Writes): void;
  /** Keeps the new summary of a conversation that was there before. */
  summarise(writes: Writes): void;
  read(id: ConversationId, after: number, limit: number): LoggedEvent[];
}

export function prepareLog(database: DatabaseSync): Log {
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
  // The predecessor must be there, and the place free.
  const addFirst = database.prepare(
    `INSERT INTO event (conversation, seq, body)
     SELECT c.number, ?2, ?3 FROM conversation c
     WHERE c.id = ?1
       AND (?2 = 1 OR EXISTS (SELECT 1 FROM event e WHERE e.conversation = c.number AND e.seq = ?2 - 1))
     ON CONFLICT DO NOTHING`,
  );
  const addNext = database.prepare(`INSERT INTO event (conversation, seq, body) VALUES (${number}, ?2, ?3)`);
  const dropEvents = database.prepare(`DELETE FROM event WHERE conversation = ${number} AND seq > ?2`);
  const getVersion = database.prepare(`SELECT max(seq) AS version FROM event WHERE conversation = ${number}`);
  const read = database.prepare(
    `SELECT body FROM event WHERE conversation = ${number} AND seq > ?2 ORDER BY seq LIMIT ?3`,
  );

  /** False if it is there already, or if the visitor has another. */
  function isOpened({ conversation }: Writes): boolean {
    if (!conversation) return false;
    const { id, visitor_id, status, opened_at, closed_at, summary } = conversation;
    if (isOngoing(status) && findOther.get(visitor_id)) return false;
    return open.run(id, visitor_id, status, opened_at, closed_at, summary).changes === 1;
  }

  return {
    add(writes) {
      const { conversationId: id, expectedVersion } = writes.append;
      const [first, ...rest] = writes.events;
      if (!first) return getVersion.get(id)?.["version"] === expectedVersion;
      if (expectedVersion === 0 && !isOpened(writes)) return false;
      if (addFirst.run(id, first.seq, first.body).changes === 0) return false;
      for (const event of rest) addNext.run(id, event.seq, event.body);
      return true;
    },
    takeBack({ append: { conversationId: id, expectedVersion } }) {
      dropEvents.run(id, expectedVersion);
      if (expectedVersion === 0) drop.run(id);
    },
    summarise({ append, conversation }) {
      if (!conversation || append.expectedVersion === 0) return;
      change.run(append.conversationId, conversation.status, conversation.closed_at, conversation.summary);
    },
    read(id, after, limit) {
      return read.all(id, after, limit).map((row) => eventOf(row as { body: string }));
    },
  };
}
