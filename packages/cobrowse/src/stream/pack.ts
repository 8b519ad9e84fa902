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

/** Read piece by piece: that takes no turn of the event loop, so that what is packed leaves before the page is drawn. */
async function deflate(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new CompressionStream("deflate-raw");
  const writer = writable.getWriter();
  void writer.write(plain.subarray(1));
  void writer.close();
  const reader = readable.getReader();
  const packed = new Uint8Array(plain.length);
  packed[0] = deflatePacking;
  let length = 1;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return packed.subarray(0, length);
    // Packed it would be larger.
    if (length + value.length >= plain.length) return plain;
    packed.set(value, length);
    length += value.length;
  }
}
