/**
 * Moves the write-ahead log into the database file from another thread, since that writes and syncs many pages; this one moves only the
 * rest that came meanwhile, so that the log begins anew. Should that thread fail, SQLite does it itself once the log is four times as long.
 */
import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";

/** So many commits show that the database is in use, and not a test's. */
const commitsBefore = 200;
/** How often the length of the log is asked for, in commits. */
const commitsBetween = 16;

interface Answer {
  readonly log: number;
  readonly checkpointed: number;
}

export class Checkpoints {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #pages: number;
  readonly #look;
  readonly #move;
  #worker: Worker | null = null;
  #isUnderWay = false;
  /** What is left is little enough for this thread. */
  #isNearlyDone = false;
  #commits = 0;

  /** `pages`: as long as the log becomes before it is moved. */
  constructor(database: DatabaseSync, path: string, pages: number) {
    this.#database = database;
    this.#path = path;
    this.#pages = pages;
    database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
    this.#look = database.prepare("PRAGMA wal_checkpoint(NOOP)");
    this.#move = database.prepare("PRAGMA wal_checkpoint(PASSIVE)");
  }

  /** After a commit. */
  committed(): void {
    if (this.#path === ":memory:") return;
    this.#commits += 1;
    if (this.#commits === commitsBefore) this.#start();
    if (!this.#worker || this.#isUnderWay || this.#commits % commitsBetween !== 0) return;
    if (this.#isNearlyDone) {
      this.#isNearlyDone = false;
      this.#move.get();
      return;
    }
    const { log, checkpointed } = this.#look.get() as unknown as Answer;
    if (log < this.#pages || checkpointed === log) return;
    this.#isUnderWay = true;
    this.#worker.postMessage(null);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): void {
    const worker = new Worker(new URL("./checkpoint-thread.ts", import.meta.url), {
      workerData: this.#path,
      execArgv: [],
    });
    worker.unref();
    worker.on("message", ({ isDone }: { readonly isDone: boolean }) => {
      this.#isUnderWay = false;
      this.#isNearlyDone = isDone;
    });
    worker.on("error", () => this.#doOneself());
    worker.on("exit", () => this.#doOneself());
    this.#worker = worker;
    this.#database.exec(`PRAGMA wal_autocheckpoint = ${this.#pages * 4}`);
  }

  #doOneself(): void {
    this.#worker = null;
    if (this.#database.isOpen) this.#database.exec(`PRAGMA wal_autocheckpoint = ${this.#pages}`);
  }
}
