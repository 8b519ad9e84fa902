/**
 * Binary frames: the mirrored page one way, pointer and control the other. The server relays them by the header alone.
 *
 *   byte 0      flags
 *   bytes 1-4   channel, unsigned, little-endian; given by the server in a `channel` frame
 *   bytes 5-    a piece of the payload, which only the co-browse engine understands
 */

export const binaryHeaderBytes = 5;

export const binaryFlags = {
  /** More pieces of this payload follow. */
  more: 1,
  /** Sharer: this payload starts a whole snapshot; a viewer that fell behind resumes here. */
  snapshot: 2,
  /** Viewer: this payload acts on the customer's page; passed on only while control is granted. */
  control: 4,
  /** The first piece of a payload: what came before of an unfinished one is void (its sender is gone, or was cut off). */
  first: 8,
} as const;

export function writeBinaryHeader(target: Uint8Array, flags: number, channel: number): void {
  const view = new DataView(target.buffer, target.byteOffset);
  view.setUint8(0, flags);
  view.setUint32(1, channel, true);
}

/** `null` when the frame is too short to have a header. */
export function readBinaryHeader(frame: Uint8Array): { flags: number; channel: number } | null {
  if (frame.byteLength < binaryHeaderBytes) return null;
  const view = new DataView(frame.buffer, frame.byteOffset);
  return { flags: view.getUint8(0), channel: view.getUint32(1, true) };
}
