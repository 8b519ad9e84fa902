/** SQLite's result codes (https://sqlite.org/rescode.html) → StoreError. What is our own bug stays as it is. */
import { StoreError } from "../store-error.ts";

/** CORRUPT, NOTADB. */
const corrupt = [11, 26];
/** ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE. */
const bugs = [1, 18, 19, 20, 21, 25];

export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return error;
  const code = error.errcode & 0xff;
  if (bugs.includes(code)) return error;
  return new StoreError(corrupt.includes(code) ? "corrupt" : "unavailable", `SQLite: ${error.message}`, error);
}
