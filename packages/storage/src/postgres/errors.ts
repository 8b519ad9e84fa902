/** PostgreSQL's error classes (https://www.postgresql.org/docs/15/errcodes-appendix.html) → StoreError, where it is the database's failure. */
import pg from "pg";
import { StoreError } from "../store-error.ts";

/** Connection lost, resources exhausted, operator's intervention, system error. */
const unavailable = ["08", "53", "57", "58"];

/** Errors of our statements (violations, deadlocks, bugs) stay as they are. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  if (!(error instanceof pg.DatabaseError)) return new StoreError("unavailable", `PostgreSQL: ${error.message}`, error);
  const code = error.code ?? "";
  if (code.startsWith("XX")) return new StoreError("corrupt", `PostgreSQL: ${error.message}`, error);
  if (unavailable.includes(code.slice(0, 2)))
    return new StoreError("unavailable", `PostgreSQL: ${error.message}`, error);
  return error;
}

/** Somebody else wrote this key first. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "23505";
}

/** Nothing was written, and the same once more may succeed. */
export function isWorthRepeating(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40P01" || error.code === "40001");
}
