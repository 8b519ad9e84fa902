/**
 * Keeps what passes of a co-browse while its recording goes on (VIS-04), in the format of `protocol/replay.ts`, as pieces beside the
 * recordings of calls. Each piece is on disk a second after what is in it came: a server that is killed loses no more than that.
 * Whether something may be kept now is core's word (`isKeptNow`); frames are not looked into.
 */
import type { SystemCommand } from "@rinnalla/core";
import {
  limits,
  readBinaryHeader,
  replayKinds,
  replaySides,
  replayType,
  replayVersion,
  writeBinaryHeader,
  writeReplayRecord,
  type CommandResult,
  type ConversationId,
  type RecordingId,
  type VisualId,
  type WidgetId,
} from "@rinnalla/protocol";
import type { Logger } from "pino";
import type { Recordings } from "../calls/recordings.ts";

const flushEveryMs = 1_000;
const flushBytes = 256 * 1024;

export interface ReplayOf {
  readonly conversationId: ConversationId;
  readonly widgetId: WidgetId;
  readonly visualId: VisualId;
  readonly recordingId: RecordingId;
}

export interface ReplaysParts {
  readonly recordings: Recordings;
  readonly tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly now: () => number;
  readonly log: Logger;
  /** Of one recording. */
  readonly mostBytes: number;
}

export class Replays {
  readonly #parts: ReplaysParts;
  readonly #open = new Map<RecordingId, Replay>();

  constructor(parts: ReplaysParts) {
    this.#parts = parts;
  }

  begin(of: ReplayOf): Replay {
    const { recordingId } = of;
    const known = this.#open.get(recordingId);
    const replay = known ?? new Replay(this.#parts, of, () => this.#open.delete(recordingId));
    this.#open.set(recordingId, replay);
    replay.begin();
    return replay;
  }

  /** Resolves when all is on disk. */
  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((replay) => replay.rest()));
  }
}

/** One recording, from `begin` to `rest` and perhaps again: the customer's pauses and the agent's are not in it. */
export class Replay {
  readonly #parts: ReplaysParts;
  readonly #of: ReplayOf;
  readonly #onRest: () => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writingBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  /** The next piece and the bytes so far; `null` before the folder was looked at: a server before this one may have begun. */
  #place: { n: number; bytes: number } | null = null;
  #isResting = true;
  #isBroken = false;

  constructor(parts: ReplaysParts, of: ReplayOf, onRest: () => void) {
    this.#parts = parts;
    this.#of = of;
    this.#onRest = onRest;
  }

  get isOpen(): boolean {
    return !this.#isResting && !this.#isBroken;
  }

  get waitingBytes(): number {
    return this.#waitingBytes + this.#writingBytes;
  }

  begin(): void {
    if (!this.#isResting) return;
    this.#isResting = false;
    this.#add(replayKinds.begin, Uint8Array.of(replayVersion));
  }

  /** From the customer's page. */
  sendBinary(frame: Uint8Array): void {
    this.#keep(frame, replaySides.customer);
  }

  /** From the agent's viewer: where it points. */
  sendPointing(frame: Uint8Array): void {
    this.#keep(frame, replaySides.agent);
  }

  /** Resolves when all is on disk. */
  async rest(): Promise<void> {
    if (!this.#isResting) {
      this.#add(replayKinds.end, new Uint8Array());
      this.#isResting = true;
    }
    this.#flush();
    await this.#work;
    if (this.#isResting && this.#waiting.length === 0) this.#onRest();
  }

  #keep(frame: Uint8Array, side: number): void {
    const header = readBinaryHeader(frame);
    if (!header || !this.isOpen) return;
    // A copy: `Buffer.slice` would be the very bytes that are on their way to the viewers.
    const kept = new Uint8Array(frame);
    writeBinaryHeader(kept, header.flags, side);
    this.#add(replayKinds.frame, kept);
  }

  #add(kind: number, bytes: Uint8Array): void {
    if (this.#isBroken) return;
    const record = writeReplayRecord({ kind, at: this.#parts.now(), bytes });
    this.#waiting.push(record);
    this.#waitingBytes += record.byteLength;
    if (this.#waitingBytes >= flushBytes) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), flushEveryMs);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    const piece = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writingBytes += piece.byteLength;
    this.#work = this.#work
      .then(() => (this.#isBroken ? undefined : this.#write(piece)))
      .catch((failure: unknown) => {
        this.#parts.log.error({ recordingId: this.#of.recordingId, err: failure }, "recording not written");
        this.#break("failed");
      })
      .finally(() => {
        this.#writingBytes -= piece.byteLength;
      });
  }

  async #write(piece: Uint8Array): Promise<void> {
    const { recordings, now, mostBytes } = this.#parts;
    const place = (this.#place ??= await this.#find());
    if (place.bytes + piece.byteLength > mostBytes || place.n >= limits.recordingChunks) return this.#break("full");
    const { conversationId, widgetId, recordingId } = this.#of;
    const about = { conversationId, widgetId, type: replayType, createdAt: now() } as const;
    const outcome = await recordings.put(recordingId, 0, place.n, piece, about);
    if (outcome !== "kept") return this.#break(outcome === "tooLarge" ? "full" : "failed");
    place.n += 1;
    place.bytes += piece.byteLength;
  }

  async #find(): Promise<{ n: number; bytes: number }> {
    const [kept] = await this.#parts.recordings.find(this.#of.recordingId);
    return { n: kept?.pieces.length ?? 0, bytes: kept?.size ?? 0 };
  }

  #break(because: "full" | "failed"): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const { conversationId, visualId, recordingId } = this.#of;
    void this.#parts.tell(conversationId, { type: "visualRecordingBroken", visualId, recordingId, because });
  }
}
