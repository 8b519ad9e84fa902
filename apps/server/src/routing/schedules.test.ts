/**
 * ROUTE-08 on the real stores. `RINNALLA_SCHEDULES=10000` runs so many on each database; `RINNALLA_SCHEDULE_SEED=123` one of them again
 * and again, since who wins a race is the database's to say.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openPostgres, openSqlite, type DueTimer } from "@rinnalla/storage";
import { startPostgres } from "@rinnalla/storage/testing";
import pg from "pg";
import { pino } from "pino";
import { expect, test } from "vitest";
import { runSchedules, type TwoStores } from "../testing/schedules.ts";

const usualCount = 400;
const repeats = 200;
const given = process.env["RINNALLA_SCHEDULE_SEED"];
const count = Number(process.env["RINNALLA_SCHEDULES"] ?? usualCount);
/** Another year of schedules each run; a failure names its seed. */
const first = Math.floor(Math.random() * 2 ** 31);
const seeds =
  given === undefined
    ? Array.from({ length: count }, (_, at) => first + at)
    : Array.from({ length: repeats }, () => Number(given));
const timeout = 600_000;

async function expectSound(house: TwoStores): Promise<void> {
  const failures: string[] = [];
  const log = pino({ level: "error" }, { write: (line) => failures.push(line) });
  const startedAt = performance.now();
  const { failure, said, offers } = await runSchedules(house, seeds, log);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${seeds.length} schedules, ${said} commands, ${offers} offers in ${seconds} s`);
  expect(failure).toBeNull();
  expect(failures).toEqual([]);
  // Schedules in which nothing is offered prove nothing.
  expect(offers).toBeGreaterThan(seeds.length / 2);
}

const timersSql = `SELECT conversation_id AS "conversationId", timer, due_at AS "dueAt" FROM timer`;

test(
  "[ROUTE-08] two nodes on one PostgreSQL: whatever is said at once, the house is in order after every step",
  { timeout },
  async () => {
    const server = await startPostgres();
    try {
      const url = await server.createDatabase();
      const stores = [await openPostgres({ url }), await openPostgres({ url })] as const;
      const onLooker = new pg.Client({ connectionString: url });
      await onLooker.connect();
      const listTimers = async () =>
        (await onLooker.query<DueTimer>(timersSql)).rows.map((row) => ({ ...row, dueAt: Number(row.dueAt) }));
      await expectSound({ stores, listTimers });
      await onLooker.end();
      await Promise.all(stores.map((store) => store.close()));
    } finally {
      await server.stop();
    }
  },
);

test("[ROUTE-08] two on one SQLite file: the same", { timeout }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-schedules-"));
  const path = join(folder, "rinnalla.db");
  const stores = [await openSqlite({ path }), await openSqlite({ path })] as const;
  const onLooker = new DatabaseSync(path, { readOnly: true });
  const listTimers = async () => onLooker.prepare(timersSql).all() as unknown as DueTimer[];
  try {
    await expectSound({ stores, listTimers });
  } finally {
    onLooker.close();
    await Promise.all(stores.map((store) => store.close()));
    rmSync(folder, { recursive: true });
  }
});
