/**
 * What is recorded of calls (CALL-12), as files. Of agents' browsers: `<folder>/<recordingId>/<n>`, one for each piece, further parts in
 * `part-<part>/<n>`; on disk before it is answered, whole or not at all. Of the media server: `tracks/<name>` beside `tracks/<name>.json`.
 * Whose they are stands in `about.json`. Who may send and hear is asked elsewhere (`recording-routes.ts`).
 */
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  limits,
  newId,
  type ConversationId,
  type RecordingId,
  type replayType,
  type WidgetId,
} from "@rinnalla/protocol";
import { isMissing, syncFolder, writeOnce } from "./durable-file.ts";

/** A co-browse is kept by the server itself (`visual/replays.ts`). */
export type RecordingType = "audio/webm" | "video/webm" | typeof replayType;

export interface About {
  readonly conversationId: ConversationId;
  readonly widgetId: WidgetId;
  readonly type: RecordingType;
  readonly createdAt: number;
}

/** What the media server recorded of one party's sound or picture, without a break. */
export interface ServerTrack {
  readonly part: number;
  /** Of those that ran side by side; a pause ends them all. */
  readonly take: number;
  readonly of: "agent" | "customer" | "guest";
  readonly type: "audio/ogg" | "video/webm";
  /** By the media server's clock. */
  readonly startedAt: number;
  readonly lengthMs: number;
}

export interface Kept {
  readonly name: string;
  readonly type: RecordingType | ServerTrack["type"];
  readonly size: number;
  readonly pieces: readonly { readonly path: string; readonly size: number }[];
  /** `null`: an agent's browser made it, of all. */
  readonly server: ServerTrack | null;
  readonly part: number;
}

export type PutOutcome = "kept" | "tooLarge" | "otherConversation";

export class Recordings {
  readonly #folder: string;
  /** Bytes kept of those that were written since the start. */
  readonly #sizes = new Map<RecordingId, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Durable when it resolves. The same `n` of the same part again leaves what was kept first. */
  async put(id: RecordingId, part: number, n: number, bytes: Uint8Array, about: About): Promise<PutOutcome> {
    const known = await this.begin(id, about);
    if (known.conversationId !== about.conversationId) return "otherConversation";
    const before = this.#sizes.get(id) ?? (await this.find(id)).reduce((sum, { size }) => sum + size, 0);
    if (before + bytes.byteLength > limits.recordingBytes) return "tooLarge";
    const folder = join(this.#folder, id, ...(part === 0 ? [] : [`part-${part}`]));
    if (part > 0) await this.#makeFolder(folder, id);
    const isNew = await writeOnce(folder, String(n), bytes);
    if (isNew) this.#sizes.set(id, (this.#sizes.get(id) ?? before) + bytes.byteLength);
    return "kept";
  }

  /** `file` may be gone afterwards. The same name again leaves what was kept first. */
  async putTrack(id: RecordingId, name: string, file: string, track: ServerTrack): Promise<void> {
    const folder = join(this.#folder, id, "tracks");
    await this.#makeFolder(folder, id);
    const draft = join(folder, `.${newId()}`);
    // Perhaps on another disk.
    await copyFile(file, draft);
    await syncFolder(draft);
    await rename(draft, join(folder, name));
    await writeOnce(folder, `${name}.json`, Buffer.from(JSON.stringify(track)));
  }

  async about(id: RecordingId): Promise<About | null> {
    try {
      return JSON.parse(await readFile(join(this.#folder, id, "about.json"), "utf8")) as About;
    } catch (failure) {
      if (isMissing(failure)) return null;
      throw failure;
    }
  }

  /** Says whose it is before there is anything of it. */
  async begin(id: RecordingId, about: About): Promise<About> {
    const known = await this.about(id);
    if (known) return known;
    const folder = join(this.#folder, id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(folder, "about.json", Buffer.from(JSON.stringify(about)));
    await syncFolder(this.#folder);
    // Two first pieces at once: one of them has written it.
    return (await this.about(id)) ?? about;
  }

  /** Browsers' parts in their order, then the server's tracks; all pieces in their order, whatever is missing between them. */
  async find(id: RecordingId): Promise<readonly Kept[]> {
    const about = await this.about(id);
    if (!about) return [];
    const folder = join(this.#folder, id);
    const names = await readdir(folder);
    const parts = [0, ...names.flatMap((name) => /^part-(\d+)$/.exec(name)?.[1] ?? []).map(Number)];
    const ofBrowsers = await Promise.all(
      parts
        .toSorted((a, b) => a - b)
        .map(async (part): Promise<Kept> => {
          const pieces = await piecesIn(part === 0 ? folder : join(folder, `part-${part}`));
          return { name: String(part), part, type: about.type, pieces, size: sizeOf(pieces), server: null };
        }),
    );
    const ofServer = names.includes("tracks") ? await tracksIn(join(folder, "tracks")) : [];
    return [...ofBrowsers.filter(({ size }) => size > 0), ...ofServer];
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

  async #makeFolder(folder: string, id: RecordingId): Promise<void> {
    if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(join(this.#folder, id));
  }
}

/** The bytes from `start` to `end`, both included, over the pieces' borders. */
export async function* bytesOf({ pieces }: Pick<Kept, "pieces">, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  for (const { path, size } of pieces) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, size - 1);
    at += size;
    if (from > to) continue;
    for await (const part of createReadStream(path, { start: from, end: to })) yield part as Buffer;
  }
}

async function piecesIn(folder: string): Promise<Kept["pieces"]> {
  const names = (await readdir(folder)).filter((name) => /^\d+$/.test(name));
  return await Promise.all(names.toSorted((a, b) => Number(a) - Number(b)).map((name) => pieceAt(join(folder, name))));
}

async function tracksIn(folder: string): Promise<readonly Kept[]> {
  // Without its description a track is not complete yet.
  const names = (await readdir(folder)).filter((name) => /^\w.*\.json$/.test(name)).map((name) => name.slice(0, -5));
  return await Promise.all(
    names.toSorted().map(async (name): Promise<Kept> => {
      const server = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as ServerTrack;
      const pieces = [await pieceAt(join(folder, name))];
      return { name, part: server.part, type: server.type, pieces, size: sizeOf(pieces), server };
    }),
  );
}

async function pieceAt(path: string): Promise<Kept["pieces"][number]> {
  return { path, size: (await stat(path)).size };
}

function sizeOf(pieces: Kept["pieces"]): number {
  return pieces.reduce((sum, piece) => sum + piece.size, 0);
}
