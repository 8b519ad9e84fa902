/**
 * Files that are chosen and not sent yet, in this browser's own database, so that a reload loses none (CHAT-05). Which of them are this
 * tab's stands in its session storage. A browser that keeps nothing only forgets. What a closed tab left goes after a day.
 */
import type { AttachmentId } from "@rinnalla/protocol";
import type { KeptUpload } from "./uploads.ts";

export interface UploadKeeper {
  load(): Promise<readonly KeptUpload[]>;
  put(upload: KeptUpload): void;
  remove(id: AttachmentId): void;
}

const name = "rinnalla-uploads";
const mostAgeMs = 86_400_000;

/** `key`: of this tab's list. */
export function uploadKeeper(key: string): UploadKeeper {
  let own = readOwn(key);
  /** One after another, so that what was removed last stays removed. */
  let last: Promise<unknown> = Promise.resolve();
  const inStore = <Result>(work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result | null> => {
    const done = last.then(async () => await run(work)).catch(() => null);
    last = done;
    return done;
  };
  const setOwn = (ids: ReadonlySet<string>): void => {
    own = ids;
    try {
      if (ids.size > 0) sessionStorage.setItem(key, JSON.stringify([...ids]));
      else sessionStorage.removeItem(key);
    } catch {
      // Then they live as long as the page.
    }
  };
  return {
    async load() {
      const all = (own.size > 0 ? await inStore<KeptUpload[]>((store) => store.getAll()) : null) ?? [];
      for (const { id, chosenAt } of all)
        if (!own.has(id) && Date.now() - chosenAt > mostAgeMs) void inStore((store) => store.delete(id));
      return all.filter(({ id }) => own.has(id)).toSorted((a, b) => a.chosenAt - b.chosenAt);
    },
    put(upload) {
      setOwn(new Set([...own, upload.id]));
      void inStore((store) => store.put(upload));
    },
    remove(id) {
      if (!own.has(id)) return;
      setOwn(new Set([...own].filter((other) => other !== id)));
      void inStore((store) => store.delete(id));
    },
  };
}

function readOwn(key: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}

async function run<Result>(work: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore("uploads", { keyPath: "id" });
  const database = await settled(opening);
  try {
    const transaction = database.transaction("uploads", "readwrite");
    const result = await settled(work(transaction.objectStore("uploads")));
    await new Promise<void>((done, fail) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => fail(transaction.error ?? new Error("aborted"));
    });
    return result;
  } finally {
    database.close();
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error("refused"));
  });
}
