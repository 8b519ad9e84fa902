/** GIF89a: frames and how they follow each other, without comments, texts and other programs' blocks. */
import type { CleanImage } from "./clean-image.ts";

export function cleanGif(bytes: Uint8Array<ArrayBuffer>): CleanImage | null {
  const word = (at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const tableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1));
  /** Behind the chain of blocks that begins at `at`; beyond the file if it has no end. */
  const afterBlocks = (at: number): number => {
    while ((bytes[at] ?? 0) > 0) at += (bytes[at] ?? 0) + 1;
    return at + 1;
  };
  let width = word(6);
  let height = word(8);
  let hasFrame = false;
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const pieces = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const start = at;
    const introducer = bytes[at];
    if (introducer === 0x3b) {
      pieces.push(bytes.subarray(at, at + 1));
      return hasFrame ? { pieces, width, height } : null;
    }
    if (introducer === 0x2c) {
      // A first frame may be larger than the screen it is on.
      width = Math.max(width, word(at + 1) + word(at + 5));
      height = Math.max(height, word(at + 3) + word(at + 7));
      at = afterBlocks(at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1);
      hasFrame = true;
    } else if (introducer === 0x21) {
      const label = bytes[at + 1];
      at = afterBlocks(at + 2);
      const name = String.fromCharCode(...bytes.subarray(start + 3, start + 11));
      if (label !== 0xf9 && !(label === 0xff && name === "NETSCAPE")) continue;
    } else return null;
    if (at > bytes.length) return null;
    pieces.push(bytes.subarray(start, at));
  }
  return null;
}
