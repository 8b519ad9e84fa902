/**
 * Syncs the write-ahead log, in which every commit stands, without the event loop standing still. That is what `synchronous=FULL` does
 * within the commit: a checkpoint syncs for itself, in NORMAL as well (https://sqlite.org/pragma.html#pragma_synchronous).
 */
import { closeSync, fdatasync, fdatasyncSync, openSync } from "node:fs";

export interface Disk {
  /** Calls back once all that was committed before is on the disk, or with what went wrong. */
  sync(onSynced: (failure: Error | null) => void): void;
  /** The same, standing still. */
  syncNow(): Error | null;
  close(): void;
}

/** `path`: of the database, whose log is there as long as it is open. */
export function openDisk(path: string): Disk {
  if (path === ":memory:") return { sync: (onSynced) => onSynced(null), syncNow: () => null, close() {} };
  let file: number | null = null;
  const log = (): number => (file ??= openSync(`${path}-wal`, "r+"));
  return {
    sync(onSynced) {
      try {
        fdatasync(log(), onSynced);
      } catch (error) {
        onSynced(error as Error);
      }
    },
    syncNow() {
      try {
        fdatasyncSync(log());
        return null;
      } catch (error) {
        return error as Error;
      }
    },
    close() {
      if (file !== null) closeSync(file);
    },
  };
}
