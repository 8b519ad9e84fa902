/**
 * Several text messages as one run of bytes: WebSocket frames of a server, unmasked and whole (RFC 6455, 5.2). All that a turn of the
 * event loop says to a client is one buffer and one write, instead of two buffers and a place in the stream's queue for each.
 */
const finalText = 0x81;
const lengthIn16 = 126;
const lengthIn64 = 127;

export function packTexts(texts: readonly (string | Buffer)[]): Buffer {
  const lengths = texts.map((text) => (typeof text === "string" ? Buffer.byteLength(text) : text.length));
  let total = 0;
  for (const length of lengths) total += headBytes(length) + length;
  const packed = Buffer.allocUnsafe(total);
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] ?? 0;
    at = writeHead(packed, at, length);
    if (typeof text === "string") packed.write(text, at);
    else packed.set(text, at);
    at += length;
  }
  return packed;
}

function headBytes(length: number): number {
  if (length < lengthIn16) return 2;
  return length < 65_536 ? 4 : 10;
}

function writeHead(packed: Buffer, at: number, length: number): number {
  packed[at] = finalText;
  if (length < lengthIn16) {
    packed[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    packed[at + 1] = lengthIn16;
    return packed.writeUInt16BE(length, at + 2);
  }
  packed[at + 1] = lengthIn64;
  return packed.writeBigUInt64BE(BigInt(length), at + 2);
}
