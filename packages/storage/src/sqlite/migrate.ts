/** Brings a database file up to this program's schema; each step in one transaction, safe with two processes at once. */
import type { DatabaseSync } from "node:sqlite";
import { migrations, type Words } from "../migrations.ts";
import { StoreError } from "../store-error.ts";
import { asStoreError } from "./errors.ts";

const words: Words = { dialect: "sqlite", id: "text", int: "integer", inKey: "WITHOUT ROWID" };

export function migrateSqlite(database: DatabaseSync): void {
  database.exec("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)");
  for (;;) {
    database.exec("BEGIN IMMEDIATE");
    try {
      const row = database.prepare("SELECT max(version) AS version FROM schema_version").get();
      const version = Number(row?.["version"] ?? 0);
      if (version > migrations.length) {
        throw new StoreError(
          "migration",
          `the database has schema ${version}; this program knows ${migrations.length}`,
        );
      }
      for (const statement of migrations[version]?.(words) ?? []) database.exec(statement);
      if (version < migrations.length) database.prepare("INSERT INTO schema_version VALUES (?)").run(version + 1);
      database.exec("COMMIT");
      if (version + 1 >= migrations.length) return;
    } catch (error) {
      database.exec("ROLLBACK");
      const known = asStoreError(error);
      if (known instanceof StoreError) throw known;
      throw new StoreError("migration", "SQLite: the schema could not be brought up to date", error);
    }
  }
}
