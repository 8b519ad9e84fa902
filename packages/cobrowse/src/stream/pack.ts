/**
 * Packs a payload at the source, so that the socket need not (DESIGN: no per-message deflate).
 * Byte 0 says how: 0 plain, 1 raw deflate. Small payloads stay plain: they must not wait.
 */

export const plainPacking = 0;
export const deflatePacking = 1;
const worthPackingBytes = 600;

/** `plain` has one free byte in front. A value when it need not wait, else a promise. */
export function pack(plain: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
  plain[0] = plainPacking;
  if (plain.length < worthPackingBytes || typeof CompressionStream === "undefined") return plain;
  return deflate(plain);
}

async function deflate(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new CompressionStream("deflate-raw");
  const writer = writable.getWriter();
  void writer.write(plain.subarray(1));
  void writer.close();
  const packed = await new Response(readable).arrayBuffer();
  if (packed.byteLength + 1 >= plain.length) return plain;
  const payload = new Uint8Array(packed.byteLength + 1);
  payload[0] = deflatePacking;
  payload.set(new Uint8Array(packed), 1);
  return payload;
}
