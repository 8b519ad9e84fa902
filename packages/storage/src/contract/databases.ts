/** Empty databases for tests, one of each kind. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPostgres } from "../postgres/open.ts";
import { openSqlite } from "../sqlite/open.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import type { TestDatabase } from "./contract.ts";

export async function makeSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-sqlite-"));
  return {
    open: (clock) => openSqlite({ path: join(folder, "rinnalla.db"), clock }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

export async function makePostgres(server: TestPostgres): Promise<TestDatabase> {
  const url = await server.createDatabase();
  return { open: (clock) => openPostgres({ url, clock }), remove: async () => {} };
}
