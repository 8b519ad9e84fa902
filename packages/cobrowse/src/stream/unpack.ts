/** Unpacks a payload in the viewer. The sender is not trusted with its size. */
import * as bounds from "./bounds.ts";
import { deflatePacking, plainPacking } from "./pack.ts";
import { StreamError } from "./reader.ts";

export function unpack(payload: Uint8Array<ArrayBuffer>): Uint8Array | Promise<Uint8Array> {
  if (payload[0] === plainPacking) return payload.subarray(1);
  if (payload[0] !== deflatePacking) throw new StreamError("unknown packing");
  return inflate(payload.subarray(1));
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const transform = new DecompressionStream("deflate-raw");
  const writer = transform.writable.getWriter();
  // A failure of the input shows when reading; unread rejections would be reported as errors of the host's page.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = transform.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > bounds.payloadBytes) {
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
