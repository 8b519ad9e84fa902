/** node:sqlite in the shape that Kysely's SqliteDialect expects. Statements are kept: the queries are a fixed few. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { Kysely, SqliteDialect, type SqliteDatabase } from "kysely";
import type { Tables } from "../tables.ts";

export type Prepare = (sql: string) => StatementSync;

export function keepStatements(database: DatabaseSync): Prepare {
  const kept = new Map<string, StatementSync>();
  return (sql) => {
    const statement = kept.get(sql) ?? database.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
}

export function kyselyOnSqlite(prepare: Prepare): Kysely<Tables> {
  const shape: SqliteDatabase = {
    prepare(sql) {
      const statement = prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
    // The database is the store's to close.
    close() {},
  };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: shape }) });
}
