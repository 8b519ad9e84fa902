/**
 * A recorded co-browse (VIS-04): what passed, with the time at which it came, as the server keeps and the console plays it. Records follow
 * one another to the end; the mirrored page in them stays packed, and only the co-browse engine understands it.
 *
 *   byte 0      kind: 0 begin, 1 frame, 2 end
 *   bytes 1-8   milliseconds since 1970, double, little-endian
 *   bytes 9-12  length of what follows, unsigned, little-endian
 *   bytes 13-   begin: the version of this format; frame: a binary frame (`binary.ts`), its channel 0 from the customer's page and 1 from
 *               the agent's viewer; end: nothing
 *
 * Between an `end` (or a server that was killed) and the next `begin` nothing was recorded.
 */

export const replayType = "application/x-rinnalla-replay";
export const replayVersion = 1;
export const replayKinds = { begin: 0, frame: 1, end: 2 } as const;
export const replaySides = { customer: 0, agent: 1 } as const;

const headBytes = 13;

export interface ReplayRecord {
  readonly kind: number;
  readonly at: number;
  readonly bytes: Uint8Array;
}

export function writeReplayRecord({ kind, at, bytes }: ReplayRecord): Uint8Array<ArrayBuffer> {
  const record = new Uint8Array(headBytes + bytes.byteLength);
  const view = new DataView(record.buffer);
  view.setUint8(0, kind);
  view.setFloat64(1, at, true);
  view.setUint32(9, bytes.byteLength, true);
  record.set(bytes, headBytes);
  return record;
}

/** `bytes` of each are a part of `file`. What is cut short at the end is left out. */
export function readReplayRecords(file: Uint8Array): ReplayRecord[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const records: ReplayRecord[] = [];
  for (let from = 0; from + headBytes <= file.byteLength;) {
    const begin = from + headBytes;
    const end = begin + view.getUint32(from + 9, true);
    if (end > file.byteLength) break;
    records.push({ kind: view.getUint8(from), at: view.getFloat64(from + 1, true), bytes: file.subarray(begin, end) });
    from = end;
  }
  return records;
}
