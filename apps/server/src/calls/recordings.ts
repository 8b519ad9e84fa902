/**
 * What agents' browsers record of calls (CALL-12), as files: `<folder>/<recordingId>/<n>`, one for each piece, and `about.json`.
 * A piece is on disk before it is answered, whole or not at all. Who may send and hear is asked elsewhere (`recording-routes.ts`).
 */
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, readFile, rm, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { limits, newId, type ConversationId, type RecordingId, type WidgetId } from "@rinnalla/protocol";

export type RecordingType = "audio/webm" | "video/webm";

export interface About {
  readonly conversationId: ConversationId;
  readonly widgetId: WidgetId;
  readonly type: RecordingType;
  readonly createdAt: number;
}

export interface Recorded extends About {
  readonly size: number;
  readonly pieces: readonly { readonly path: string; readonly size: number }[];
}

export type PutOutcome = "kept" | "tooLarge" | "otherConversation";

export class Recordings {
  readonly #folder: string;
  /** Bytes kept of those that were written since the start. */
  readonly #sizes = new Map<RecordingId, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Durable when it resolves. The same `n` again leaves what was kept first. */
  async put(id: RecordingId, n: number, bytes: Uint8Array, about: About): Promise<PutOutcome> {
    const folder = join(this.#folder, id);
    const known = (await this.about(id)) ?? (await this.#begin(folder, id, about));
    if (known.conversationId !== about.conversationId) return "otherConversation";
    const before = this.#sizes.get(id) ?? (await this.find(id))?.size ?? 0;
    if (before + bytes.byteLength > limits.recordingBytes) return "tooLarge";
    const isNew = await writeOnce(folder, String(n), bytes);
    if (isNew) this.#sizes.set(id, (this.#sizes.get(id) ?? before) + bytes.byteLength);
    return "kept";
  }

  async about(id: RecordingId): Promise<About | null> {
    try {
      return JSON.parse(await readFile(join(this.#folder, id, "about.json"), "utf8")) as About;
    } catch (failure) {
      if (isMissing(failure)) return null;
      throw failure;
    }
  }

  /** All pieces in their order, whatever is missing between them. */
  async find(id: RecordingId): Promise<Recorded | null> {
    const about = await this.about(id);
    if (!about) return null;
    const folder = join(this.#folder, id);
    const names = (await readdir(folder))
      .filter((name) => /^\d+$/.test(name))
      .toSorted((a, b) => Number(a) - Number(b));
    const pieces = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        return { path, size: (await stat(path)).size };
      }),
    );
    return { ...about, pieces, size: pieces.reduce((sum, piece) => sum + piece.size, 0) };
  }

  async list(): Promise<RecordingId[]> {
    try {
      return (await readdir(this.#folder)) as RecordingId[];
    } catch (failure) {
      if (isMissing(failure)) return [];
      throw failure;
    }
  }

  async delete(id: RecordingId): Promise<void> {
    await rm(join(this.#folder, id), { recursive: true, force: true });
    this.#sizes.delete(id);
  }

  async #begin(folder: string, id: RecordingId, about: About): Promise<About> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(folder, "about.json", Buffer.from(JSON.stringify(about)));
    await syncFolder(this.#folder);
    // Two first pieces at once: one of them has written it.
    return (await this.about(id)) ?? about;
  }
}

/** The bytes from `start` to `end`, both included, over the pieces' borders. */
export async function* bytesOf({ pieces }: Recorded, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  for (const { path, size } of pieces) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, size - 1);
    at += size;
    if (from > to) continue;
    for await (const part of createReadStream(path, { start: from, end: to })) yield part as Buffer;
  }
}

/** False if there is such a file already. A link appears whole or not at all, and never over another. */
async function writeOnce(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  const draft = join(folder, `.${newId()}`);
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, join(folder, name));
  } catch (failure) {
    if (codeOf(failure) === "EEXIST") return false;
    throw failure;
  } finally {
    await unlink(draft);
  }
  await syncFolder(folder);
  return true;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(failure: unknown): boolean {
  return codeOf(failure) === "ENOENT";
}

function codeOf(failure: unknown): unknown {
  return failure instanceof Error && "code" in failure ? failure.code : null;
}
