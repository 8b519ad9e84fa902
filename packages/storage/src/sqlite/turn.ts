/**
 * One commit, and one sync of the disk, for all that is written in one turn of the event loop; what comes while the disk is busy is the
 * next. The commit itself does not wait for the disk (`synchronous=NORMAL`) and the sync is asked of another thread: the event loop,
 * which carries everybody's signalling, goes on meanwhile. Nobody is told of a write before it is synced.
 */
import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../store-error.ts";
import type { Disk } from "./disk.ts";
import { asStoreError } from "./errors.ts";

export interface Turn {
  /** Runs `work` in the transaction of this turn; resolves when it is durable. `work` is synchronous. */
  write<Value>(work: () => Value): Promise<Value>;
  /** Resolves when all that can be read by now is durable; rejects once the disk has failed, since some of it is not. */
  durable(): Promise<void>;
  /** Commits and syncs what waits, standing still for it. */
  flush(): void;
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

interface Done {
  readonly job: Job;
  readonly value: unknown;
}

export function createTurn(database: DatabaseSync, disk: Disk, escort: Escort): Turn {
  let waiting: Job[] = [];
  /** Committed, and being synced. */
  let syncing: readonly Done[] | null = null;
  let onSynced: (() => void)[] = [];
  let isScheduled = false;
  /** A disk that has failed to sync once may have lost what it says it kept: nothing more is promised. */
  let broken: StoreError | null = null;
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");

  function inTransaction(jobs: readonly Job[]): Done[] {
    begin.run();
    try {
      escort.begun();
      const done = jobs.map((job) => ({ job, value: job.work() }));
      escort.ending();
      commit.run();
      escort.committed();
      return done;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      escort.rolledBack();
      throw error;
    }
  }

  function run(jobs: readonly Job[]): readonly Done[] {
    try {
      return inTransaction(jobs);
    } catch (error) {
      const known = asStoreError(error);
      // A bug in one must not spoil the others of its turn: each tries again alone. With the database away (full,
      // locked by another process) asking once more for each would only block the loop longer.
      if (jobs.length > 1 && !(known instanceof StoreError)) return jobs.flatMap((job) => run([job]));
      for (const job of jobs) job.reject(known);
      return [];
    }
  }

  function settle(failure: Error | null): void {
    if (failure)
      broken ??= new StoreError("unavailable", `SQLite: the disk does not sync: ${failure.message}`, failure);
    const done = syncing ?? [];
    syncing = null;
    for (const { job, value } of done) {
      if (broken) job.reject(broken);
      else job.resolve(value as never);
    }
    const listeners = onSynced;
    onSynced = [];
    for (const hear of listeners) hear();
    if (waiting.length > 0) schedule();
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(next);
  }

  function takeWaiting(): readonly Done[] {
    const jobs = waiting;
    waiting = [];
    if (broken) for (const job of jobs) job.reject(broken);
    return broken || jobs.length === 0 ? [] : run(jobs);
  }

  function next(): void {
    isScheduled = false;
    if (syncing) return;
    const done = takeWaiting();
    if (done.length === 0) return;
    syncing = done;
    disk.sync((failure) => {
      // Else `flush` was quicker.
      if (syncing === done) settle(failure);
    });
  }

  return {
    write(work) {
      return new Promise((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        if (!syncing) schedule();
      });
    },
    durable() {
      if (broken) return Promise.reject(broken);
      if (!syncing) return Promise.resolve();
      return new Promise((resolve, reject) => onSynced.push(() => (broken ? reject(broken) : resolve())));
    },
    flush() {
      const done = [...(syncing ?? []), ...takeWaiting()];
      if (done.length === 0) return;
      syncing = done;
      settle(disk.syncNow());
    },
  };
}
