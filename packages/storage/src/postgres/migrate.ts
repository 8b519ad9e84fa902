/** Brings a PostgreSQL database up to this program's schema; nodes that start at once wait for the first. */
import { migrations, type Words } from "../migrations.ts";
import { StoreError } from "../store-error.ts";
import type { Connections } from "./connect.ts";

const words: Words = { dialect: "postgres", id: 'text COLLATE "C"', int: "bigint", inKey: "" };

/** "rinn" in ASCII; held until the transaction ends. */
const lock = "SELECT pg_advisory_xact_lock(1919512174)";

export async function migratePostgres(connections: Connections): Promise<void> {
  for (let isDone = false; !isDone;) {
    isDone = await connections.withOne(async (connection) => {
      await connection.query(`BEGIN; ${lock}`);
      await connection.query("CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL)");
      const [row] = await connection.query<{ version: number | null }>(
        "SELECT max(version) AS version FROM schema_version",
      );
      const version = row?.version ?? 0;
      if (version > migrations.length) {
        throw new StoreError(
          "migration",
          `the database has schema ${version}; this program knows ${migrations.length}`,
        );
      }
      try {
        for (const statement of migrations[version]?.(words) ?? []) await connection.query(statement);
      } catch (error) {
        throw new StoreError("migration", "PostgreSQL: the schema could not be brought up to date", error);
      }
      if (version < migrations.length) await connection.query(`INSERT INTO schema_version VALUES (${version + 1})`);
      await connection.query("COMMIT");
      return version + 1 >= migrations.length;
    });
  }
}
