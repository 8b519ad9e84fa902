/** The binary channel of one co-browse as its two ends use it. Payloads are the co-browse engine's matter. */
import { binaryFlags, type ConversationId, type VisualId } from "@rinnalla/protocol";
import { cutPayload } from "./pieces.ts";

export interface ChannelHandlers {
  /** Also after a reconnect. */
  onOpen(as: "sharer" | "viewer"): void;
  onPayload(payload: Uint8Array, isSnapshot: boolean): void;
  /** Sharer only: how many look on, and whether they need a whole snapshot now. */
  onWants?(viewers: number, wantsSnapshot: boolean): void;
  /** The session ended, or this client may no longer take part. Final. */
  onClosed(): void;
}

interface Line {
  sendFrame(frame: Uint8Array<ArrayBuffer>): boolean;
  bufferedBytes(): number;
  leave(channel: Channel): void;
}

export class Channel {
  readonly visualId: VisualId;
  readonly conversationId: ConversationId;
  readonly #handlers: ChannelHandlers;
  readonly #line: Line;
  #number: number | null = null;

  constructor(visualId: VisualId, conversationId: ConversationId, handlers: ChannelHandlers, line: Line) {
    this.visualId = visualId;
    this.conversationId = conversationId;
    this.#handlers = handlers;
    this.#line = line;
  }

  /** As the server names it; `null` while it is not open. */
  get number(): number | null {
    return this.#number;
  }

  /** False (and dropped) while the channel is not open. */
  send(payload: Uint8Array, kind: { isSnapshot?: boolean; isControl?: boolean } = {}): boolean {
    if (this.#number === null) return false;
    const flags = (kind.isSnapshot ? binaryFlags.snapshot : 0) | (kind.isControl ? binaryFlags.control : 0);
    return cutPayload(payload, flags, this.#number).every((frame) => this.#line.sendFrame(frame));
  }

  bufferedBytes(): number {
    return this.#line.bufferedBytes();
  }

  leave(): void {
    this.#line.leave(this);
    this.#number = null;
  }

  opened(number: number, as: "sharer" | "viewer"): void {
    this.#number = number;
    this.#handlers.onOpen(as);
  }

  wanted(viewers: number, wantsSnapshot: boolean): void {
    this.#handlers.onWants?.(viewers, wantsSnapshot);
  }

  received(payload: Uint8Array, isSnapshot: boolean): void {
    this.#handlers.onPayload(payload, isSnapshot);
  }

  lineLost(): void {
    this.#number = null;
  }

  closedByServer(): void {
    this.#number = null;
    this.#handlers.onClosed();
  }
}
