/** Marks come with every message: those of one turn of the loop are raised by one statement, one at a time. */
import type { ConversationId, Marks } from "@rinnalla/protocol";
import { byBytes } from "../order.ts";
import { markRow, marksOf } from "../rows.ts";
import type { MarkRow } from "../tables.ts";
import type { Connection } from "./connect.ts";

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
  let waiting = new Map<ConversationId, Row>();
  let next: Promise<ReadonlyMap<ConversationId, Row>> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  async function write(): Promise<ReadonlyMap<ConversationId, Row>> {
    await new Promise((resolve) => setImmediate(resolve));
    await underWay;
    // In one order, so that two nodes never wait for each other in a circle.
    const rows = [...waiting.values()].toSorted((one, other) => byBytes(one.conversation_id, other.conversation_id));
    waiting = new Map();
    next = null;
    const stored = connection.query<Row>({
      ...raise,
      values: [
        rows.map((row) => row.conversation_id),
        rows.map((row) => row.customer_delivered),
        rows.map((row) => row.customer_read),
        rows.map((row) => row.agent_delivered),
        rows.map((row) => row.agent_read),
      ],
    });
    underWay = stored.catch(() => {});
    return new Map((await stored).map((row) => [row.conversation_id, row]));
  }

  return async (id, side, delivered, read) => {
    const given = markRow(side, delivered, read);
    const row = waiting.get(id);
    waiting.set(id, {
      conversation_id: id,
      customer_delivered: Math.max(given.customer_delivered, row?.customer_delivered ?? 0),
      customer_read: Math.max(given.customer_read, row?.customer_read ?? 0),
      agent_delivered: Math.max(given.agent_delivered, row?.agent_delivered ?? 0),
      agent_read: Math.max(given.agent_read, row?.agent_read ?? 0),
    });
    next ??= write();
    return marksOf((await next).get(id));
  };
}
