/**
 * One open socket: who it is, and all that is written to it. What one turn of the event loop says to a client is one write;
 * a client that does not read is cut off before it costs the server memory, and resumes by its cursors.
 */
import type { Socket } from "node:net";
import type { ClientId, ErrorCode, Locale, ServerFrame } from "@rinnalla/protocol";
import type { WebSocket } from "ws";
import type { Person } from "./person.ts";
import { packTexts } from "./text-frames.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Bytes that may wait for a client that reads slowly before it is cut off. */
const mostWaitingBytes = 8 * 1024 * 1024;

let toFlush: Connection[] = [];

function flushAll(): void {
  const connections = toFlush;
  toFlush = [];
  for (const connection of connections) connection.flush();
}

export class Connection {
  /** Of the page that opened it; empty when there was none. */
  readonly origin: string;
  readonly frames: TokenBucket;
  readonly bytes: TokenBucket;
  /** `null` until a hello was accepted. */
  person: Person | null = null;
  clientId: ClientId | null = null;
  locale: Locale = "en";
  heardAt: number;
  /** When it was last pinged; 0 for never. */
  askedAt = 0;
  readonly #socket: WebSocket;
  readonly #stream: Socket;
  readonly #onClosed: (() => void)[] = [];
  /** Said in this turn, and not written yet. */
  #texts: (string | Buffer)[] = [];
  #isCorked = false;
  #isToFlush = false;

  constructor(socket: WebSocket, stream: Socket, origin: string, now: number, framesPerSecond: number) {
    this.#socket = socket;
    this.#stream = stream;
    this.origin = origin;
    this.heardAt = now;
    this.frames = new TokenBucket(framesPerSecond, framesPerSecond * 4, now);
    this.bytes = new TokenBucket(4 * 1024 * 1024, 32 * 1024 * 1024, now);
    socket.once("close", () => {
      for (const listener of this.#onClosed) listener();
    });
  }

  /** Of the network: the nearest proxy's, where there is one. */
  get networkAddress(): string {
    return this.#stream.remoteAddress ?? "";
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Bytes that the client has not taken yet. */
  get waitingBytes(): number {
    return this.#socket.bufferedAmount;
  }

  onClosed(listener: () => void): void {
    this.#onClosed.push(listener);
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** A frame that was encoded before, once for many. */
  sendText(text: string | Buffer): void {
    if (!this.isOpen) return;
    this.#texts.push(text);
    this.#flushSoon();
  }

  sendBinary(frame: Uint8Array): void {
    if (!this.isOpen) return;
    this.#writeTexts();
    if (!this.#isCorked) this.#stream.cork();
    this.#isCorked = true;
    this.#socket.send(frame, { binary: true });
    this.#flushSoon();
  }

  /** A question that browsers answer by themselves. */
  ping(now: number): void {
    if (!this.isOpen) return;
    this.askedAt = now;
    this.#socket.ping();
  }

  /** Says why, then closes. */
  bye(code: ErrorCode): void {
    if (!this.isOpen) return;
    this.send({ t: "bye", code });
    this.flush();
    this.#socket.close(code === "unavailable" ? 1012 : 1008);
  }

  cutOff(): void {
    this.#socket.terminate();
  }

  /** Writes what was said; the socket itself writes nothing of its own into the middle of it. */
  flush(): void {
    this.#isToFlush = false;
    this.#writeTexts();
    if (this.#socket.bufferedAmount > mostWaitingBytes) this.cutOff();
    if (this.#isCorked) this.#stream.uncork();
    this.#isCorked = false;
  }

  #writeTexts(): void {
    if (this.#texts.length === 0) return;
    const texts = this.#texts;
    this.#texts = [];
    if (this.isOpen) this.#stream.write(packTexts(texts));
  }

  #flushSoon(): void {
    if (this.#isToFlush) return;
    this.#isToFlush = true;
    if (toFlush.length === 0) setImmediate(flushAll);
    toFlush.push(this);
  }
}
