/**
 * What Janus records, from its raw files to tracks among the recordings (CALL-12). A raw file's name says all that its track needs, so
 * that those of a process that died are found and made ready by the next. `janus-pp-rec` puts the packets into a file that plays.
 */
import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import type { CallMode, RecordingId } from "@rinnalla/protocol";
import type { Logger } from "pino";
import { isMissing } from "../durable-file.ts";
import type { About, Recordings, ServerTrack } from "../recordings.ts";
import { readMjr } from "./mjr.ts";

const run = promisify(execFile);
const tool = "janus-pp-rec";
const namePattern = /^([\w-]+)~(\d+)~(\d+)~(agent|customer|guest)~(voice|video)~(\d+)-(audio|video)-\d+\.mjr$/;
/** Janus closes a file a moment after it is told to; nothing comes any more once it has been quiet for this long. */
const quietMs = 600;
const patienceMs = 5_000;
const toolPatienceMs = 600_000;

export interface RawTrack extends Pick<ServerTrack, "part" | "take" | "of"> {
  readonly recordingId: RecordingId;
  readonly mode: CallMode;
  /** Tells apart what one party sent one after the other. */
  readonly n: number;
}

export class ServerRecordings {
  readonly folder: string;
  readonly #recordings: Recordings;
  readonly #log: Logger;
  readonly #pending = new Map<RecordingId, Promise<void>>();
  /** Janus may still be writing them. */
  readonly #open = new Set<RecordingId>();
  #canRecord = false;
  #isStopped = false;

  constructor(folder: string, recordings: Recordings, log: Logger) {
    this.folder = folder;
    this.#recordings = recordings;
    this.#log = log;
  }

  /** Otherwise agents' browsers record, as without a media server. */
  get canRecord(): boolean {
    return this.#canRecord;
  }

  async start(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o770 });
      await run(tool, ["--help"]);
      this.#canRecord = true;
    } catch (failure) {
      this.#log.warn({ err: failure }, "the media server cannot record: no folder for it, or no janus-pp-rec");
    }
  }

  /** Janus was told to write and did not. */
  giveUp(): void {
    this.#canRecord = false;
    this.#log.error(
      { folder: this.folder },
      "the media server does not write its recordings there; browsers record instead",
    );
  }

  /** Durable before a packet is recorded; the name for Janus. */
  async begin(raw: RawTrack, about: About): Promise<string> {
    this.#open.add(raw.recordingId);
    await this.#recordings.begin(raw.recordingId, about);
    return [raw.recordingId, raw.part, raw.take, raw.of, raw.mode, raw.n].join("~");
  }

  async hasBegun(name: string): Promise<boolean> {
    return (await this.#files()).some((file) => file.startsWith(`${name}-`));
  }

  isPending(id: RecordingId): boolean {
    return this.#pending.has(id) || this.#open.has(id);
  }

  /** Nothing more will be written of it. Resolves when all of it that can be played is among the recordings. */
  finish(id: RecordingId): Promise<void> {
    this.#open.delete(id);
    // The next process does it.
    if (this.#isStopped) return Promise.resolve();
    const before = this.#pending.get(id) ?? Promise.resolve();
    const work = before
      .then(() => this.#collect(id))
      .catch((failure: unknown) => this.#log.error({ recordingId: id, err: failure }, "recording not made ready"))
      .finally(() => {
        if (this.#pending.get(id) === work) this.#pending.delete(id);
      });
    this.#pending.set(id, work);
    return work;
  }

  /** What is being made ready is finished; more is left to the next process. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#pending.values());
  }

  /** What an earlier process left, or what failed then. */
  async finishOthers(): Promise<void> {
    const ids = new Set((await this.#files()).flatMap((file) => namePattern.exec(file)?.[1] ?? []) as RecordingId[]);
    for (const id of ids) if (!this.isPending(id)) await this.finish(id);
  }

  async #collect(id: RecordingId): Promise<void> {
    const files = (await this.#files()).filter((file) => namePattern.exec(file)?.[1] === id);
    // Deleted on schedule meanwhile.
    const isWanted = (await this.#recordings.about(id)) !== null;
    for (const file of files) {
      const path = join(this.folder, file);
      try {
        if (isWanted) await this.#take(id, path);
        await rm(path, { force: true });
      } catch (failure) {
        // It stays where it is, and is tried again.
        this.#log.error({ recordingId: id, file, err: failure }, "track not made ready");
      }
    }
    if (files.length > 0) this.#log.info({ recordingId: id, files: files.length }, "recording made ready");
  }

  async #take(id: RecordingId, path: string): Promise<void> {
    const [, , part, take, of, mode, n, kind] = namePattern.exec(basename(path)) ?? [];
    await isQuiet(path);
    const mjr = await readMjr(createReadStream(path) as AsyncIterable<Buffer>);
    // A camera in a voice call is not part of what was consented to.
    if (!mjr || (kind === "video" && mode === "voice")) return;
    const isAudio = kind === "audio";
    const name = `s${part}-${take}-${of}-${n}.${isAudio ? "opus" : "webm"}`;
    const made = join(this.folder, `${id}~${name}`);
    try {
      await run(tool, [path, made], { timeout: toolPatienceMs, maxBuffer: 64 * 1024 * 1024 });
      await this.#recordings.putTrack(id, name, made, {
        part: Number(part),
        take: Number(take),
        of: of as ServerTrack["of"],
        type: isAudio ? "audio/ogg" : "video/webm",
        startedAt: mjr.startedAt,
        lengthMs: mjr.lengthMs,
      });
    } finally {
      await rm(made, { force: true });
    }
  }

  async #files(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).toSorted();
    } catch (failure) {
      if (isMissing(failure)) return [];
      throw failure;
    }
  }
}

async function isQuiet(path: string): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (Date.now() - (await stat(path)).mtimeMs < quietMs && Date.now() < giveUpAt)
    await new Promise((resolve) => setTimeout(resolve, quietMs / 4));
}
