/** WebP (RFC 9649): the picture's chunks and its colour profile, without EXIF and XMP; the header is told that they are gone. */
import type { CleanImage } from "./clean-image.ts";

const needed = new Set(["VP8 ", "VP8L", "VP8X", "ANIM", "ANMF", "ALPH", "ICCP"]);

export function cleanWebp(bytes: Uint8Array<ArrayBuffer>): CleanImage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 30) return null;
  const stated = Math.min(view.getUint32(4, true) + 8, bytes.length);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size: { width: number; height: number } | null = null;
  for (let at = 12; at + 8 <= stated;) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const content = view.getUint32(at + 4, true);
    // Chunks stand on even places.
    const end = at + 8 + content + (content % 2);
    if (at + 8 + content > bytes.length) return null;
    size ??= sizeIn(name, view, at + 8);
    if (needed.has(name)) {
      const chunk = bytes.slice(at, end);
      // Flags of EXIF and XMP.
      if (name === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~0x0c;
      pieces.push(chunk);
    }
    at = end;
  }
  if (!size) return null;
  const head = bytes.slice(0, 12);
  const total = pieces.reduce((sum, piece) => sum + piece.byteLength, 4);
  new DataView(head.buffer).setUint32(4, total, true);
  return { pieces: [head, ...pieces], ...size };
}

function sizeIn(chunk: string, view: DataView, at: number): { width: number; height: number } | null {
  const three = (from: number): number => view.getUint16(from, true) | (view.getUint8(from + 2) << 16);
  switch (chunk) {
    case "VP8X":
      return { width: three(at + 4) + 1, height: three(at + 7) + 1 };
    case "VP8 ":
      return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff };
    case "VP8L": {
      const bits = view.getUint32(at + 1, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
}
