/** Marks come with every message: many are raised by one statement. */
import type { ConversationId, Marks } from "@rinnalla/protocol";
import { markRow, marksOf } from "../rows.ts";
import type { MarkRow } from "../tables.ts";
import type { Connection } from "./connect.ts";
import { createJoined } from "./joined.ts";

type Row = MarkRow & { conversation_id: ConversationId };

const raise = {
  name: "raise-marks",
  text: `INSERT INTO mark SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
    ON CONFLICT (conversation_id) DO UPDATE SET
      customer_delivered = greatest(mark.customer_delivered, excluded.customer_delivered),
      customer_read = greatest(mark.customer_read, excluded.customer_read),
      agent_delivered = greatest(mark.agent_delivered, excluded.agent_delivered),
      agent_read = greatest(mark.agent_read, excluded.agent_read)
    RETURNING *`,
};

export type RaiseMarks = (
  id: ConversationId,
  side: "customer" | "agent",
  delivered: number,
  read: number,
) => Promise<Marks>;

export function createMarks(connection: Connection): RaiseMarks {
  const raiseJoined = createJoined<ConversationId, MarkRow, Row>({
    join: (one, other) => ({
      customer_delivered: Math.max(one.customer_delivered, other.customer_delivered),
      customer_read: Math.max(one.customer_read, other.customer_read),
      agent_delivered: Math.max(one.agent_delivered, other.agent_delivered),
      agent_read: Math.max(one.agent_read, other.agent_read),
    }),
    async write(rows) {
      const stored = await connection.query<Row>({
        ...raise,
        values: [
          rows.map(([id]) => id),
          rows.map(([, row]) => row.customer_delivered),
          rows.map(([, row]) => row.customer_read),
          rows.map(([, row]) => row.agent_delivered),
          rows.map(([, row]) => row.agent_read),
        ],
      });
      return new Map(stored.map((row) => [row.conversation_id, row]));
    },
  });
  return async (id, side, delivered, read) => marksOf(await raiseJoined(id, markRow(side, delivered, read)));
}
