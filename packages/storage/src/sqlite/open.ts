/**
 * The embedded store, on node:sqlite. Several processes may have the same file open; each waits for the other's commit.
 * WAL, synced after each commit and before anybody hears of it: what was acknowledged survives `kill -9` and a power cut.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { createColdStore } from "../cold.ts";
import { guard } from "../guard.ts";
import type { Store } from "../port.ts";
import { dueTimerOf, markRow, marksOf } from "../rows.ts";
import { StoreError } from "../store-error.ts";
import type { MarkRow, Tables } from "../tables.ts";
import { encode } from "../writes.ts";
import { prepareAppend } from "./append.ts";
import { Checkpoints } from "./checkpoints.ts";
import { openDisk } from "./disk.ts";
import { asStoreError } from "./errors.ts";
import { keepStatements, kyselyOnSqlite } from "./kysely.ts";
import { Journal } from "./journal.ts";
import { prepareLog } from "./log.ts";
import { migrateSqlite } from "./migrate.ts";
import { prepareResults } from "./results.ts";
import { Settling } from "./settle.ts";
import { createTurn } from "./turn.ts";
import { WalRoom } from "./wal-room.ts";

export interface SqliteOptions {
  /** A file, made if missing, with its folder; `:memory:` for a store that nobody else sees. */
  readonly path: string;
  /** Milliseconds since 1970; for the age of command results alone. */
  readonly clock?: () => number;
  /** How long to wait for another process that writes; the event loop stands still meanwhile. Default 5000. */
  readonly busyTimeoutMs?: number;
  /** Events and results that wait in the journal before they are moved into their tables. Default 16384. */
  readonly settleAtRows?: number;
}

/** After so many pages of log, what is in it goes into the database, and the log begins anew. */
const walPages = 4_000;
const pageBytes = 4_096;
const frameHeadBytes = 24;

export async function openSqlite(options: SqliteOptions): Promise<Store> {
  const { path, clock = Date.now, busyTimeoutMs = 5000, settleAtRows = 16_384 } = options;
  const database = openDatabase(path, busyTimeoutMs);
  const prepare = keepStatements(database);
  const journal = new Journal(database);
  const settling = new Settling(database, journal, settleAtRows);
  const walRoom = new WalRoom(database, path, walPages * (pageBytes + frameHeadBytes));
  const checkpoints = new Checkpoints(database, path, walPages);
  const disk = openDisk(path);
  const turn = createTurn(database, disk, {
    begun() {
      journal.takeUp();
      settling.begin();
    },
    ending() {
      settling.step(journal.write());
    },
    committed() {
      journal.committed();
      settling.committed();
      walRoom.committed();
      checkpoints.committed();
    },
    rolledBack() {
      journal.rolledBack();
      settling.rolledBack();
    },
  });
  const log = prepareLog(database, journal);
  const results = prepareResults(database, journal);
  const append = prepareAppend(database, journal, log, results);

  const lease = database.prepare(
    `UPDATE timer SET available_at = ?2 WHERE (conversation_id, timer) IN
       (SELECT conversation_id, timer FROM timer WHERE available_at <= ?1 ORDER BY available_at LIMIT ?3)
     RETURNING conversation_id, timer, due_at`,
  );
  const raiseMarks = database.prepare(
    `INSERT INTO mark SELECT number, ?2, ?3, ?4, ?5 FROM conversation WHERE id = ?1
     ON CONFLICT DO UPDATE SET
       customer_delivered = max(customer_delivered, excluded.customer_delivered),
       customer_read = max(customer_read, excluded.customer_read),
       agent_delivered = max(agent_delivered, excluded.agent_delivered),
       agent_read = max(agent_read, excluded.agent_read)
     RETURNING *`,
  );
  const getMarks = database.prepare(
    "SELECT * FROM mark WHERE conversation = (SELECT number FROM conversation WHERE id = ?)",
  );
  const probe = database.prepare(
    "INSERT INTO probe VALUES (1, ?) ON CONFLICT DO UPDATE SET at = excluded.at RETURNING at",
  );

  const setLastGiven = database.prepare(
    "INSERT INTO agent VALUES (?, 'offline', ?) ON CONFLICT DO UPDATE SET last_given_at = excluded.last_given_at",
  );

  const cold = createColdStore(kyselyOnSqlite(prepare), (query) => {
    const { sql, parameters } = query.compile();
    return turn.write(() => Number(prepare(sql).run(...(parameters as SQLInputValue[])).changes));
  });

  const store: Store = {
    ...cold,
    append(wanted) {
      const writes = encode(wanted, clock());
      return turn.write(() => append(writes));
    },
    async readLog(conversationId, after, limit = 1000) {
      const events = log.read(conversationId, after, limit + 1);
      await turn.durable();
      return { events: events.slice(0, limit), isLast: events.length <= limit };
    },
    async findResult(actorKey, id) {
      journal.takeUp();
      const found = results.find(actorKey, id);
      await turn.durable();
      return found;
    },
    async leaseDueTimers(now, leaseUntil, limit) {
      const rows = await turn.write(() => lease.all(now, leaseUntil, limit) as Omit<Tables["timer"], "available_at">[]);
      return rows.map(dueTimerOf).toSorted((one, other) => one.dueAt - other.dueAt);
    },
    async raiseMarks(conversationId, side, delivered, read) {
      const given = markRow(side, delivered, read);
      const figures = [given.customer_delivered, given.customer_read, given.agent_delivered, given.agent_read];
      const row = await turn.write(() => raiseMarks.get(conversationId, ...figures));
      return marksOf(row as MarkRow | undefined);
    },
    async setLastGiven(agentId, at) {
      await turn.write(() => setLastGiven.run(agentId, at));
    },
    async readMarks(conversationId) {
      return marksOf(getMarks.get(conversationId) as MarkRow | undefined);
    },
    async forgetResults(before) {
      // First what is being moved, then what came meanwhile.
      for (let round = 0; round < 2; round++) await turn.write(() => settling.all());
      return await cold.forgetResults(before);
    },
    async checkHealth() {
      await turn.write(() => probe.get(clock()));
    },
    async close() {
      turn.flush();
      results.close();
      await checkpoints.close();
      disk.close();
      database.close();
    },
  };
  return guard(store, asStoreError);
}

function openDatabase(path: string, busyTimeoutMs: number): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
    // Pages that are written again and again go into the file once in 16 MB of log; what is hot stays in memory.
    database.exec("PRAGMA cache_size = -32768");
    migrateSqlite(database);
    return database;
  } catch (error) {
    database?.close();
    const known = asStoreError(error);
    throw known instanceof StoreError
      ? known
      : new StoreError("unavailable", `SQLite: ${path} cannot be opened`, error);
  }
}
