/**
 * Files of conversations (CHAT-05): streamed to the disk, read there, and only then kept. What stands in `about` is what we found in the
 * content; it is written last, so that there is a whole file wherever it is. Who may send and fetch is asked elsewhere (`attachment-routes.ts`).
 */
import { createWriteStream } from "node:fs";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";
import { cleanImage, isImageType, kindProblem, pixelProblem, sizeProblem, sniff, sniffedBytes } from "@rinnalla/core";
import {
  limits,
  newId,
  type Attachment,
  type AttachmentId,
  type AttachmentRules,
  type ConversationId,
  type ErrorCode,
  type Side,
  type WidgetId,
} from "@rinnalla/protocol";
import { syncFolder } from "../calls/durable-file.ts";
import type { FileStore } from "./file-store.ts";

export interface AboutFile extends Attachment {
  /** Whose it is until it is posted. */
  readonly actorKey: string;
  readonly widgetId: WidgetId;
  readonly createdAt: number;
}

export interface Incoming {
  readonly conversationId: ConversationId;
  readonly id: AttachmentId;
  readonly actorKey: string;
  readonly side: Side;
  readonly widgetId: WidgetId;
  readonly rules: AttachmentRules;
  readonly now: number;
}

export class Attachments {
  readonly #store: FileStore;
  readonly #drafts: string;
  readonly #receiving = new Set<AttachmentId>();
  /** Images are read whole, one at a time, so that many at once do not fill the memory. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(store: FileStore, drafts: string) {
    this.#store = store;
    this.#drafts = drafts;
  }

  /** What a process that died left half-written goes. */
  async start(): Promise<void> {
    await rm(this.#drafts, { recursive: true, force: true });
    await mkdir(this.#drafts, { recursive: true, mode: 0o700 });
  }

  /** Durable when it resolves with null. The same id of the same person again leaves what was kept first. */
  async receive(incoming: Incoming, body: Readable): Promise<ErrorCode | null> {
    const { conversationId, id, actorKey } = incoming;
    const known = await this.#about(conversationId, id);
    if (known) return known.actorKey === actorKey ? null : "notFound";
    if ((await this.#store.list(conversationId)).length >= limits.attachmentsInConversation) return "tooMany";
    // Two pages of one person's, or a try that the sender has given up already.
    if (this.#receiving.has(id)) return "conflict";
    this.#receiving.add(id);
    try {
      return await this.#keep(incoming, body);
    } finally {
      this.#receiving.delete(id);
    }
  }

  async #keep(incoming: Incoming, body: Readable): Promise<ErrorCode | null> {
    const { conversationId, id, actorKey, rules, side } = incoming;
    return await this.#withDraft(async (draft) => {
      const bytes = await receiveInto(draft, body, rules.mostBytes);
      const tooMuch = sizeProblem(rules, side, bytes);
      if (tooMuch) return tooMuch;
      const found = await this.#examine(draft);
      const misfit = kindProblem(rules, found?.type ?? null) ?? (found?.width ? pixelProblem(sizeOf(found)) : null);
      if (misfit || !found) return misfit ?? "fileKind";
      // Of one that was killed before it knew what it had.
      await this.#store.delete(`${conversationId}/${id}`);
      await this.#store.take(`${conversationId}/${id}/file`, draft);
      const { widgetId, now: createdAt } = incoming;
      const about: AboutFile = { id, ...found, actorKey, widgetId, createdAt };
      await this.#withDraft(async (aboutDraft) => {
        await writeFile(aboutDraft, JSON.stringify(about));
        await syncFolder(aboutDraft);
        await this.#store.take(`${conversationId}/${id}/about`, aboutDraft);
      });
      return null;
    });
  }

  /** A small picture of an image, made by the sender's browser; believed as little as the image itself. */
  async receivePreview(
    { conversationId, id, actorKey }: Pick<Incoming, "conversationId" | "id" | "actorKey">,
    body: Readable,
  ): Promise<ErrorCode | null> {
    const about = await this.#about(conversationId, id);
    if (!about || about.actorKey !== actorKey || !isImageType(about.type)) return "notFound";
    return await this.#withDraft(async (draft) => {
      if ((await receiveInto(draft, body, limits.previewBytes)) > limits.previewBytes) return "tooLarge";
      const found = await this.#examine(draft);
      if (!found?.width || !isImageType(found.type)) return "fileKind";
      const { width, height } = sizeOf(found);
      if (Math.max(width, height) > limits.previewSide) return "imageTooLarge";
      await this.#store.take(`${conversationId}/${id}/preview`, draft);
      return null;
    });
  }

  /** What this person uploaded here under that id, as the log is to tell it. */
  async uploaded(conversationId: ConversationId, id: AttachmentId, actorKey: string): Promise<Attachment | null> {
    const about = await this.#about(conversationId, id);
    if (!about || about.actorKey !== actorKey) return null;
    const { type, bytes, width, height } = about;
    const hasPreview = (await this.#store.list(`${conversationId}/${id}`)).includes("preview");
    return {
      id,
      type,
      bytes,
      ...(width && height ? { width, height } : {}),
      ...(hasPreview ? { hasPreview: true as const } : {}),
    };
  }

  async open(
    conversationId: ConversationId,
    id: AttachmentId,
    part: "file" | "preview",
  ): Promise<{ about: AboutFile; bytes: number; stream: Readable } | null> {
    const about = await this.#about(conversationId, id);
    const found = about && (await this.#store.read(`${conversationId}/${id}/${part}`));
    return found ? { about, ...found } : null;
  }

  /** All there is; an upload that broke off between its two parts has no `about`. */
  async *list(): AsyncGenerator<{ conversationId: ConversationId; id: AttachmentId; about: AboutFile | null }> {
    for (const conversationId of (await this.#store.list("")) as ConversationId[])
      for (const id of (await this.#store.list(conversationId)) as AttachmentId[])
        yield { conversationId, id, about: await this.#about(conversationId, id) };
  }

  /** Without an id: all of a conversation. */
  async delete(conversationId: ConversationId, id?: AttachmentId): Promise<void> {
    await this.#store.delete(id === undefined ? conversationId : `${conversationId}/${id}`);
  }

  async #about(conversationId: ConversationId, id: AttachmentId): Promise<AboutFile | null> {
    const found = await this.#store.read(`${conversationId}/${id}/about`);
    return found && (JSON.parse(await text(found.stream)) as AboutFile);
  }

  /** What is in the draft; an image is left there without what its picture does not need. */
  async #examine(draft: string): Promise<Pick<Attachment, "type" | "bytes" | "width" | "height"> | null> {
    const { head, tail, bytes } = await endsOf(draft);
    const type = sniff(head, tail);
    if (!type) return null;
    if (type === "text/plain" && bytes > sniffedBytes * 2) {
      // Also what lies between must be text.
      return await this.#alone(async () => {
        const whole = await readFile(draft);
        return sniff(whole, tail) === type ? { type, bytes } : null;
      });
    }
    if (!isImageType(type)) return { type, bytes };
    return await this.#alone(async () => {
      const image = cleanImage(new Uint8Array(await readFile(draft)), type);
      if (!image) return null;
      const cleaned = Buffer.concat(image.pieces);
      await writeFile(draft, cleaned);
      await syncFolder(draft);
      return { type, bytes: cleaned.byteLength, width: image.width, height: image.height };
    });
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#reading.then(work);
    this.#reading = done.catch(() => undefined);
    return done;
  }

  async #withDraft<Result>(work: (draft: string) => Promise<Result>): Promise<Result> {
    const draft = join(this.#drafts, newId());
    try {
      return await work(draft);
    } finally {
      await rm(draft, { force: true });
    }
  }
}

/** How many bytes came; more than `most` is not written but counted as one more. Rejects if the sender broke off. */
async function receiveInto(draft: string, body: Readable, most: number): Promise<number> {
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of body as AsyncIterable<Buffer>) {
      bytes += piece.byteLength;
      if (bytes > most) return;
      yield piece;
    }
  }
  await pipeline(counted, createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }));
  return bytes;
}

async function endsOf(draft: string): Promise<{ head: Uint8Array; tail: Uint8Array; bytes: number }> {
  const file = await open(draft, "r");
  try {
    const { size: bytes } = await file.stat();
    const length = Math.min(bytes, sniffedBytes);
    const head = new Uint8Array(length);
    const tail = new Uint8Array(length);
    await file.read(head, 0, length, 0);
    await file.read(tail, 0, length, bytes - length);
    return { head, tail, bytes };
  } finally {
    await file.close();
  }
}

function sizeOf({ width = 0, height = 0 }: Pick<Attachment, "width" | "height">): { width: number; height: number } {
  return { width, height };
}
