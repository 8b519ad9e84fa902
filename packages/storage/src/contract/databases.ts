/** Empty databases for tests, one of each kind. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openPostgres } from "../postgres/open.ts";
import { openSqlite } from "../sqlite/open.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import type { TestDatabase } from "./contract.ts";

export async function makeSqlite(settleAtRows?: number): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-sqlite-"));
  return {
    open: (clock = Date.now) =>
      openSqlite({ path: join(folder, "rinnalla.db"), clock, ...(settleAtRows && { settleAtRows }) }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** Emptied after each test rather than made anew, which would take longer than most tests. */
export async function makePostgres(server: TestPostgres): Promise<TestDatabase> {
  const url = await server.createDatabase();
  return {
    open: (clock = Date.now) => openPostgres({ url, clock }),
    async remove() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
      );
      const filled = rows.map(({ name }) => name).filter((name) => name !== "schema_version");
      await client.query(filled.map((name) => `DELETE FROM ${name}`).join("; "));
      await client.end();
    },
  };
}
