export { openPostgres } from "./postgres/open.ts";
export type { PostgresOptions } from "./postgres/open.ts";
export type { AgentRow, Append, AppendOutcome, DueTimer, LogPage, Store } from "./port.ts";
export { StoreError } from "./store-error.ts";
export { openSqlite } from "./sqlite/open.ts";
export type { SqliteOptions } from "./sqlite/open.ts";
