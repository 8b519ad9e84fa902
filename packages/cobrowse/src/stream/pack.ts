/**
 * Packs a payload at the source, so that the socket need not (DESIGN: no per-message deflate).
 * Byte 0 says how: 0 plain, 1 raw deflate. Small payloads stay plain: they must not wait.
 */
import * as bounds from "./bounds.ts";
import { StreamError } from "./reader.ts";

const plainPacking = 0;
const deflatePacking = 1;
const worthPackingBytes = 600;

/** `plain` has one free byte in front. A value when it need not wait, else a promise. */
export function pack(plain: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
  plain[0] = plainPacking;
  if (plain.length < worthPackingBytes || typeof CompressionStream === "undefined") return plain;
  return through(plain.subarray(1), new CompressionStream("deflate-raw"), Infinity).then((packed) => {
    if (packed.length + 1 >= plain.length) return plain;
    const payload = new Uint8Array(packed.length + 1);
    payload[0] = deflatePacking;
    payload.set(packed, 1);
    return payload;
  });
}

export function unpack(payload: Uint8Array<ArrayBuffer>): Uint8Array | Promise<Uint8Array> {
  if (payload[0] === plainPacking) return payload.subarray(1);
  if (payload[0] !== deflatePacking) throw new StreamError("unknown packing");
  return through(payload.subarray(1), new DecompressionStream("deflate-raw"), bounds.payloadBytes);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: GenericTransformStream,
  maxBytes: number,
): Promise<Uint8Array> {
  const writer = transform.writable.getWriter();
  // A failure of the input shows when reading; unread rejections would be reported as errors of the host's page.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = (transform.readable as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      void reader.cancel();
      throw new StreamError("payload too large");
    }
    parts.push(value);
  }
  if (parts.length === 1) return parts[0]!;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
