/** PNG (third edition): the chunks that make the picture and its colours, animation too; neither texts, times nor EXIF. */
import type { CleanImage } from "./clean-image.ts";

const needed = new Set([
  ..."IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI pHYs bKGD acTL fcTL fdAT".split(" "),
]);

export function cleanPng(bytes: Uint8Array<ArrayBuffer>): CleanImage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces = [bytes.subarray(0, 8)];
  if (bytes.length < 33 || nameAt(bytes, 12) !== "IHDR") return null;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = nameAt(bytes, at + 4);
    if (needed.has(name)) pieces.push(bytes.subarray(at, end));
    if (name === "IEND") return { pieces, width: view.getUint32(16), height: view.getUint32(20) };
    at = end;
  }
  return null;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
