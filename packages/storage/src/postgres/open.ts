/** The larger store, on PostgreSQL: any number of nodes on one database. */
import { Kysely, PostgresDialect } from "kysely";
import { createColdStore } from "../cold.ts";
import { guard } from "../guard.ts";
import type { Store } from "../port.ts";
import { dueTimerOf, eventOf, marksOf, resultOf } from "../rows.ts";
import type { MarkRow, Tables } from "../tables.ts";
import { encode } from "../writes.ts";
import { appendAlone, appendTaking, appendTogether } from "./append.ts";
import { connect } from "./connect.ts";
import { asStoreError } from "./errors.ts";
import { createLastGiven } from "./given.ts";
import { createLanes, mostBatches } from "./lanes.ts";
import { createMarks } from "./marks.ts";
import { migratePostgres } from "./migrate.ts";

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`, or a socket's folder as `?host=`. */
  readonly url: string;
  /** Milliseconds since 1970; for the age of command results alone. */
  readonly clock?: () => number;
}

/** And for marks, timers and what else is written beside the log. */
const connectionsForReads = 6;

export async function openPostgres({ url, clock = Date.now }: PostgresOptions): Promise<Store> {
  const connections = connect(url, mostBatches + connectionsForReads);
  try {
    await migratePostgres(connections);
  } catch (error) {
    await connections.end();
    throw error;
  }
  const lanes = createLanes({
    together: (batch) => appendTogether(connections, batch),
    taking: (batch) => appendTaking(connections, batch),
    alone: (writes) => appendAlone(connections, writes),
  });
  const raiseMarks = createMarks(connections);
  const setLastGiven = createLastGiven(connections);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connections.pool }) });
  const cold = createColdStore(db, async (query) =>
    Number((await db.executeQuery(query.compile())).numAffectedRows ?? 0),
  );

  const store: Store = {
    ...cold,
    async append(append) {
      return await lanes.add(encode(append, clock()));
    },
    async readLog(conversationId, after, limit = 1000) {
      const rows = await connections.query<{ body: string }>({
        name: "read-log",
        text: "SELECT body FROM event WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        values: [conversationId, after, limit + 1],
      });
      return { events: rows.slice(0, limit).map(eventOf), isLast: rows.length <= limit };
    },
    async findResult(actorKey, id) {
      const [row] = await connections.query<{ result: string }>({
        name: "find-result",
        text: "SELECT result FROM command_result WHERE actor_key = $1 AND command_id = $2",
        values: [actorKey, id],
      });
      return row ? resultOf(row) : null;
    },
    async leaseDueTimers(now, leaseUntil, limit) {
      const rows = await connections.query<Omit<Tables["timer"], "available_at">>({
        name: "lease-timers",
        text: `WITH due AS (
                 SELECT conversation_id, timer FROM timer WHERE available_at <= $1
                 ORDER BY available_at LIMIT $3 FOR UPDATE SKIP LOCKED)
               UPDATE timer t SET available_at = $2 FROM due
               WHERE t.conversation_id = due.conversation_id AND t.timer = due.timer
               RETURNING t.conversation_id, t.timer, t.due_at`,
        values: [now, leaseUntil, limit],
      });
      return rows.map(dueTimerOf).toSorted((one, other) => one.dueAt - other.dueAt);
    },
    raiseMarks,
    setLastGiven,
    async readMarks(conversationId) {
      const [row] = await connections.query<MarkRow>({
        name: "read-marks",
        text: "SELECT * FROM mark WHERE conversation_id = $1",
        values: [conversationId],
      });
      return marksOf(row);
    },
    async checkHealth() {
      await connections.query({
        name: "probe",
        text: "INSERT INTO probe VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at RETURNING at",
        values: [clock()],
      });
    },
    async close() {
      await lanes.whenIdle();
      await connections.end();
    },
  };
  return guard(store, asStoreError);
}
