/**
 * Gives the write-ahead log its room on the disk before it is needed. A sync of a file that grows waits for the file system's own
 * journal, and so for everybody else's writes; a sync of one that lies there already does not (measured in ADR 23).
 * SQLite takes no notice: what follows its last frame, or a head of zeros, is no log (https://sqlite.org/fileformat2.html#walformat).
 */
import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/** So many commits show that the database is in use, and not a test's. */
const commitsBefore = 200;
const atOnce = Buffer.alloc(1024 * 1024);

export class WalRoom {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #bytes: number;
  #commits = 0;

  /** `path`: of the database; `bytes`: as long as the log becomes before it begins anew. */
  constructor(database: DatabaseSync, path: string, bytes: number) {
    this.#database = database;
    this.#path = path;
    this.#bytes = bytes;
  }

  /** After a commit. */
  committed(): void {
    this.#commits += 1;
    if (this.#commits !== commitsBefore || this.#path === ":memory:") return;
    try {
      // Nobody writes to the log meanwhile, in whatever process.
      this.#database.exec("BEGIN IMMEDIATE");
      this.#extend();
    } catch {
      // It is quicker with room, and right without.
    } finally {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
    }
  }

  #extend(): void {
    const file = openSync(`${this.#path}-wal`, "r+");
    try {
      for (let at = fstatSync(file).size; at < this.#bytes;)
        at += writeSync(file, atOnce, 0, Math.min(atOnce.length, this.#bytes - at), at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}
