/**
 * Files on their way (CHAT-05): chosen, then sent one after another, each with an id of its own, so that it arrives once however often
 * it has to be tried. What is not sent yet is kept over reloads; a lost line is waited out. Draws nothing.
 */
import { kindProblem, sizeProblem } from "@rinnalla/core";
import {
  isRetryable,
  newId,
  type AttachmentId,
  type AttachmentRules,
  type Audience,
  type CommandResult,
  type ConversationId,
  type ErrorCode,
  type Side,
} from "@rinnalla/protocol";
import { reconnectDelayMs } from "./backoff.ts";
import type { PreparedFile } from "./prepare-file.ts";
import { putFile } from "./put-file.ts";
import type { UploadKeeper } from "./upload-keeper.ts";

export type UploadStatus = "preparing" | "chosen" | "waiting" | "sending" | "failed";

export interface KeptUpload {
  readonly id: AttachmentId;
  readonly conversationId: ConversationId;
  readonly name: string;
  readonly file: Blob;
  /** A small picture of an image. */
  readonly preview: Blob | null;
  readonly audience: Audience;
  readonly isSent: boolean;
  readonly chosenAt: number;
}

export interface Upload extends KeptUpload {
  readonly status: UploadStatus;
  /** From 0 to 1. */
  readonly progress: number;
  /** Why it failed. */
  readonly code: ErrorCode | null;
}

export interface UploadsOptions {
  readonly side: Side;
  readonly rules: (conversationId: ConversationId) => AttachmentRules;
  readonly address: (conversationId: ConversationId, id: AttachmentId) => string;
  readonly headers: () => Readonly<Record<string, string>>;
  /** Who we are is not believed any more. */
  readonly renew?: () => Promise<unknown>;
  /** False: nothing of this conversation can be sent yet. */
  readonly isReady: (conversationId: ConversationId) => boolean;
  readonly post: (upload: Upload) => Promise<CommandResult>;
  readonly prepare: (file: Blob) => Promise<PreparedFile>;
  readonly keeper: UploadKeeper;
  readonly changed: () => void;
}

export class Uploads {
  readonly #options: UploadsOptions;
  #uploads: readonly Upload[] = [];
  #running: { readonly id: AttachmentId; readonly end: AbortController } | null = null;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /** What the page before left. */
  async restore(): Promise<void> {
    const known = new Set(this.#uploads.map(({ id }) => id));
    const kept = (await this.#options.keeper.load()).filter(({ id }) => !known.has(id));
    if (kept.length === 0) return;
    const restored = kept.map((one): Upload => ({
      ...one,
      status: one.isSent ? "waiting" : "chosen",
      progress: 0,
      code: null,
    }));
    this.#set([...restored, ...this.#uploads]);
    this.poke();
  }

  of(conversationId: ConversationId | null): readonly Upload[] {
    return this.#uploads.filter((upload) => upload.conversationId === conversationId);
  }

  /** Looked at here first, so that what cannot be sent is told at once; an image loses what its picture does not need. */
  choose(conversationId: ConversationId, files: Iterable<File>): void {
    const { rules, side } = this.#options;
    for (const file of files) {
      const tooMuch = sizeProblem(rules(conversationId), side, file.size);
      const upload: Upload = {
        id: newId<AttachmentId>(),
        conversationId,
        name: file.name.slice(-300) || "file",
        file,
        preview: null,
        audience: "all",
        isSent: false,
        chosenAt: Date.now(),
        status: tooMuch ? "failed" : "preparing",
        progress: 0,
        code: tooMuch,
      };
      this.#set([...this.#uploads, upload]);
      if (!tooMuch) void this.#prepare(upload);
    }
  }

  async #prepare({ id, conversationId, file }: Upload): Promise<void> {
    let change: Partial<Upload>;
    try {
      const prepared = await this.#options.prepare(file);
      const code = prepared.problem ?? kindProblem(this.#options.rules(conversationId), prepared.type);
      change = code ? { status: "failed", code } : { file: prepared.file, preview: prepared.preview };
    } catch {
      // A folder, or a file that went away after it was chosen.
      change = { status: "failed", code: "fileKind" };
    }
    const now = this.#find(id);
    if (!now) return;
    this.#change(id, { ...change, ...(change.status ? {} : { status: now.isSent ? "waiting" : "chosen" }) });
    this.#keep(id);
    this.poke();
  }

  /** True if there is something that `send` would send. */
  hasChosen(conversationId: ConversationId | null): boolean {
    return this.of(conversationId).some(({ isSent, status }) => !isSent && status !== "failed");
  }

  send(conversationId: ConversationId, audience: Audience = "all"): void {
    for (const { id, status, isSent } of this.of(conversationId)) {
      if (isSent || status === "failed") continue;
      this.#change(id, { isSent: true, audience, ...(status === "chosen" ? { status: "waiting" } : {}) });
      this.#keep(id);
    }
    this.poke();
  }

  /** Not sent, or put away after it failed. */
  cancel(id: AttachmentId): void {
    if (this.#running?.id === id) this.#running.end.abort();
    this.#options.keeper.remove(id);
    this.#set(this.#uploads.filter((upload) => upload.id !== id));
    this.poke();
  }

  retry(id: AttachmentId): void {
    this.#change(id, { status: "waiting", code: null, isSent: true });
    this.#keep(id);
    this.#tries = 0;
    this.poke();
  }

  /** The line is back, or a conversation has come into being. */
  poke(): void {
    clearTimeout(this.#timer);
    if (this.#running) return;
    const next = this.#uploads.find(
      ({ status, conversationId }) => status === "waiting" && this.#options.isReady(conversationId),
    );
    if (next) void this.#send(next);
  }

  async #send(upload: Upload): Promise<void> {
    const { id } = upload;
    const end = new AbortController();
    this.#running = { id, end };
    this.#change(id, { status: "sending", progress: 0 });
    const outcome = await this.#bring(upload, end.signal);
    this.#running = null;
    const isThere = this.#find(id) !== undefined;
    if (outcome === "lost" || (outcome !== null && isRetryable(outcome)) || outcome === "notSignedIn") {
      if (outcome === "notSignedIn") await this.#options.renew?.().catch(() => undefined);
      if (isThere) this.#change(id, { status: "waiting", progress: 0 });
      this.#tries += 1;
      this.#timer = setTimeout(() => this.poke(), reconnectDelayMs(this.#tries, Math.random()));
      // Others need not wait for this one's moment if this one was put away.
      if (!isThere) this.poke();
      return;
    }
    this.#tries = 0;
    if (outcome === null) {
      this.#options.keeper.remove(id);
      this.#set(this.#uploads.filter((one) => one.id !== id));
    } else if (isThere) this.#change(id, { status: "failed", code: outcome });
    this.poke();
  }

  /** Null: it is a message. */
  async #bring(upload: Upload, signal: AbortSignal): Promise<ErrorCode | "lost" | null> {
    const { address, headers, post } = this.#options;
    const url = address(upload.conversationId, upload.id);
    const kept = await putFile(url, headers(), upload.file, signal, (progress) =>
      this.#change(upload.id, { progress }),
    );
    if (kept !== null) return kept;
    // Without it the image is shown as a file like others.
    if (upload.preview) await putFile(`${url}/preview`, headers(), upload.preview, signal);
    if (signal.aborted) return "lost";
    const result = await post(upload);
    return result.ok ? null : result.code;
  }

  #find(id: AttachmentId): Upload | undefined {
    return this.#uploads.find((upload) => upload.id === id);
  }

  #keep(id: AttachmentId): void {
    const upload = this.#find(id);
    if (!upload || upload.status === "failed") {
      this.#options.keeper.remove(id);
      return;
    }
    const { status: _status, progress: _progress, code: _code, ...kept } = upload;
    this.#options.keeper.put(kept);
  }

  #change(id: AttachmentId, change: Partial<Upload>): void {
    this.#set(this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    this.#options.changed();
  }
}
