/**
 * One open socket: who it is, and all that is written to it. Writes of one turn of the event loop are corked into one system call;
 * a client that does not read is cut off before it costs the server memory, and resumes by its cursors.
 */
import type { Socket } from "node:net";
import type { ClientId, ErrorCode, Locale, ServerFrame } from "@rinnalla/protocol";
import type { WebSocket } from "ws";
import type { Person } from "./person.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Bytes that may wait for a client that reads slowly before it is cut off. */
const mostWaitingBytes = 8 * 1024 * 1024;

const toUncork = new Set<Connection>();

function uncorkAll(): void {
  const connections = [...toUncork];
  toUncork.clear();
  for (const connection of connections) connection.uncork();
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
  readonly #socket: WebSocket;
  readonly #stream: Socket;
  readonly #onClosed: (() => void)[] = [];
  #isCorked = false;

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
    this.#cork();
    this.#socket.send(text, { binary: false });
  }

  sendBinary(frame: Uint8Array): void {
    if (!this.isOpen) return;
    this.#cork();
    this.#socket.send(frame, { binary: true });
  }

  /** A question that browsers answer by themselves. */
  ping(): void {
    if (this.isOpen) this.#socket.ping();
  }

  /** Says why, then closes. */
  bye(code: ErrorCode): void {
    if (!this.isOpen) return;
    this.send({ t: "bye", code });
    this.#socket.close(code === "unavailable" ? 1012 : 1008);
  }

  cutOff(): void {
    this.#socket.terminate();
  }

  uncork(): void {
    this.#isCorked = false;
    if (this.#socket.bufferedAmount > mostWaitingBytes) this.cutOff();
    this.#stream.uncork();
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#stream.cork();
    if (toUncork.size === 0) setImmediate(uncorkAll);
    toUncork.add(this);
  }
}
