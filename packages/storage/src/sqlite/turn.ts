/**
 * One commit, and so one fsync, for all that is written in one turn of the event loop.
 */
import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../store-error.ts";
import { asStoreError } from "./errors.ts";

export interface Turn {
  /** Runs `work` in the transaction of this turn; resolves when it is durable. `work` is synchronous. */
  write<Value>(work: () => Value): Promise<Value>;
  /** Commits what waits. */
  flush(): void;
  /** Nothing waits. */
  readonly isIdle: boolean;
}

/** What goes with every transaction. */
export interface Escort {
  /** In the transaction, before anything is read. */
  begun(): void;
  /** In the transaction, after all else. */
  ending(): void;
  committed(): void;
  rolledBack(): void;
}

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export function createTurn(database: DatabaseSync, escort: Escort): Turn {
  let waiting: Job[] = [];
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");

  function inTransaction(jobs: readonly Job[]): unknown[] {
    begin.run();
    try {
      escort.begun();
      const values = jobs.map((job) => job.work());
      escort.ending();
      commit.run();
      escort.committed();
      return values;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      escort.rolledBack();
      throw error;
    }
  }

  function run(jobs: readonly Job[]): void {
    let values: unknown[];
    try {
      values = inTransaction(jobs);
    } catch (error) {
      const known = asStoreError(error);
      // A bug in one must not spoil the others of its turn: each tries again alone. With the database away (full,
      // locked by another process) asking once more for each would only block the loop longer.
      if (jobs.length > 1 && !(known instanceof StoreError)) for (const job of jobs) run([job]);
      else for (const job of jobs) job.reject(known);
      return;
    }
    jobs.forEach((job, index) => job.resolve(values[index] as never));
  }

  function flush(): void {
    const jobs = waiting;
    waiting = [];
    if (jobs.length > 0) run(jobs);
  }

  return {
    write(work) {
      return new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        if (waiting.length === 1) setImmediate(flush);
      });
    },
    flush,
    get isIdle() {
      return waiting.length === 0;
    },
  };
}
