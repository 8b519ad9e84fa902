/** JPEG (ITU T.81): segments up to the end of the image. Kept are the picture's own, JFIF, Adobe's and the colour profile; of EXIF, which way is up. */
import type { CleanImage } from "./clean-image.ts";

export function cleanJpeg(bytes: Uint8Array<ArrayBuffer>): CleanImage | null {
  const pieces = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let orientation = 1;
  let at = 2;
  for (;;) {
    // Fill bytes may stand before a marker.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined;
    if (marker === undefined) return null;
    if (marker === 0xd9) {
      if (!size) return null;
      pieces.push(bytes.subarray(at, at + 2));
      if (orientation > 1) pieces.splice(1, 0, orientationOnly(orientation));
      const isTurned = orientation > 4;
      return { pieces, width: isTurned ? size.height : size.width, height: isTurned ? size.width : size.height };
    }
    const length = word(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (marker === 0xe1) orientation = orientationIn(bytes.subarray(at + 4, end)) ?? orientation;
    // All frames but tables that share their range: DHT, JPG, DAC.
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      size = { height: word(bytes, at + 5), width: word(bytes, at + 7) };
    if (isNeeded(marker, bytes.subarray(at + 4, end))) pieces.push(bytes.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    const scan = at;
    while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at += 1;
    pieces.push(bytes.subarray(scan, at));
  }
}

/** Within a scan: neither a stuffed byte, a restart nor filling. */
function isMarker(byte: number): boolean {
  return byte !== 0 && byte !== 0xff && !(byte >= 0xd0 && byte <= 0xd7);
}

function isNeeded(marker: number, content: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const name = String.fromCharCode(...content.subarray(0, 11));
  return marker === 0xe0
    ? name.startsWith("JFIF")
    : marker === 0xe2
      ? name === "ICC_PROFILE"
      : marker === 0xee && name.startsWith("Adobe");
}

/** Tag 0x0112 of the first directory (TIFF 6.0), 1 to 8. */
function orientationIn(content: Uint8Array): number | null {
  if (String.fromCharCode(...content.subarray(0, 6)) !== "Exif\0\0") return null;
  const view = new DataView(content.buffer, content.byteOffset + 6, content.byteLength - 6);
  try {
    const isLittle = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, isLittle);
    for (let entry = 0; entry < view.getUint16(directory, isLittle); entry += 1) {
      const at = directory + 2 + entry * 12;
      const value = view.getUint16(at + 8, isLittle);
      if (view.getUint16(at, isLittle) === 0x0112) return value >= 1 && value <= 8 ? value : null;
    }
  } catch {
    // Offsets beyond the end: no EXIF worth the name.
  }
  return null;
}

function orientationOnly(orientation: number): Uint8Array<ArrayBuffer> {
  const exif = "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
  const content = Uint8Array.from(`${exif}${String.fromCharCode(orientation)}\0\0\0\0\0\0`, (sign) =>
    sign.charCodeAt(0),
  );
  return Uint8Array.of(0xff, 0xe1, 0, content.length + 2, ...content);
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
