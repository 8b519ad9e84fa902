/**
 * Where files of conversations lie: this port, and beside it the folder of one machine. What keeps them elsewhere (S3) stands beside
 * `folderStore` and answers the same. Keys are of our making alone: `<conversation>/<attachment>/<part>`, never a person's words.
 */
import { createReadStream } from "node:fs";
import { link, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { isMissing, syncFolder } from "../calls/durable-file.ts";

export interface FileStore {
  /** Whole and durable when it resolves. False: there is such a key already, and it stays as it is. `file` remains the caller's. */
  take(key: string, file: string): Promise<boolean>;
  read(key: string): Promise<{ readonly bytes: number; readonly stream: Readable } | null>;
  /** What stands directly below: conversations of "", attachments of a conversation. */
  list(prefix: string): Promise<readonly string[]>;
  /** All below; nothing if there is nothing. */
  delete(prefix: string): Promise<void>;
}

export function folderStore(folder: string): FileStore {
  return {
    async take(key, file) {
      const path = join(folder, key);
      const first = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        await link(file, path);
      } catch (failure) {
        if (failure instanceof Error && "code" in failure && failure.code === "EEXIST") return false;
        throw failure;
      }
      // The folders that are new are entries of those above them.
      for (let at = dirname(path); ; at = dirname(at)) {
        await syncFolder(at);
        if (first === undefined || at === dirname(first)) return true;
      }
    },
    async read(key) {
      try {
        const path = join(folder, key);
        return { bytes: (await stat(path)).size, stream: createReadStream(path) };
      } catch (failure) {
        if (isMissing(failure)) return null;
        throw failure;
      }
    },
    async list(prefix) {
      try {
        return (await readdir(join(folder, prefix))).filter((name) => !name.startsWith("."));
      } catch (failure) {
        if (isMissing(failure)) return [];
        throw failure;
      }
    },
    delete: (prefix) => rm(join(folder, prefix), { recursive: true, force: true }),
  };
}
