/** Cuts binary payloads into frames and joins them again (protocol/binary.ts). Frames of one channel arrive in order. */
import { binaryFlags, binaryHeaderBytes, limits, readBinaryHeader, writeBinaryHeader } from "@rinnalla/protocol";

const pieceBytes = limits.binaryFrameBytes - binaryHeaderBytes;

/** The frames of one payload; `flags` without `first` and `more`. */
export function cutPayload(payload: Uint8Array, flags: number, channel: number): Uint8Array<ArrayBuffer>[] {
  const frames: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  do {
    const place = from === 0 ? binaryFlags.first : 0;
    const piece = payload.subarray(from, from + pieceBytes);
    from += piece.byteLength;
    const frame = new Uint8Array(binaryHeaderBytes + piece.byteLength);
    writeBinaryHeader(frame, flags | place | (from < payload.byteLength ? binaryFlags.more : 0), channel);
    frame.set(piece, binaryHeaderBytes);
    frames.push(frame);
  } while (from < payload.byteLength);
  return frames;
}

export interface WholePayload {
  readonly channel: number;
  readonly flags: number;
  readonly payload: Uint8Array;
}

/** Joins the pieces of each channel. A payload over the limit, or one whose beginning or end is missing, is dropped whole. */
export class PieceJoiner {
  readonly #parts = new Map<number, { parts: Uint8Array[]; bytes: number }>();

  /** `null` until the last piece of a payload is in. */
  take(frame: Uint8Array): WholePayload | null {
    const header = readBinaryHeader(frame);
    if (!header) return null;
    const piece = frame.subarray(binaryHeaderBytes);
    const isFirst = (header.flags & binaryFlags.first) !== 0;
    const hasMore = (header.flags & binaryFlags.more) !== 0;
    const flags = header.flags & ~(binaryFlags.more | binaryFlags.first);
    if (isFirst && !hasMore) {
      this.#parts.delete(header.channel);
      return { channel: header.channel, flags, payload: piece };
    }
    const gathered = isFirst ? { parts: [], bytes: 0 } : this.#parts.get(header.channel);
    if (!gathered) return null;
    gathered.bytes += piece.byteLength;
    if (gathered.bytes <= limits.binaryPayloadBytes) gathered.parts.push(piece);
    else gathered.parts.length = 0;
    if (hasMore) {
      this.#parts.set(header.channel, gathered);
      return null;
    }
    this.#parts.delete(header.channel);
    if (gathered.bytes > limits.binaryPayloadBytes) return null;
    const payload = new Uint8Array(gathered.bytes);
    let at = 0;
    for (const part of gathered.parts) {
      payload.set(part, at);
      at += part.byteLength;
    }
    return { channel: header.channel, flags, payload };
  }

  forget(channel: number): void {
    this.#parts.delete(channel);
  }

  clear(): void {
    this.#parts.clear();
  }
}
