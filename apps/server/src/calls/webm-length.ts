/**
 * How long a WebM lasts that was written while it went on and so does not say it: from the times of its blocks. Reads the headers of
 * elements (RFC 8794, RFC 9559) in one pass, whatever their sizes, unknown ones included; bytes that are no WebM give 0.
 */

/** Entered, not passed over: what counts lies inside. */
const segment = 0x18538067;
const cluster = 0x1f43b675;
const blockGroup = 0xa0;
const timestamp = 0xe7;
const simpleBlock = 0xa3;
const block = 0xa1;
/** Of a header: an id of four bytes, a size of eight, and what we read of the element. */
const mostHeader = 4 + 8 + 11;

export interface LengthReader {
  read(bytes: Uint8Array): void;
  /** From the first block's beginning to the last one's. */
  readonly lengthMs: number;
}

export function createLengthReader(): LengthReader {
  let rest = Buffer.alloc(0);
  let toSkip = 0;
  let clusterAt = 0;
  let first: number | null = null;
  let last = 0;

  function take(id: number, body: Buffer): void {
    if (id === timestamp) clusterAt = unsigned(body);
    if (id !== simpleBlock && id !== block) return;
    const at = clusterAt + body.readInt16BE(vintLength(body[0] ?? 0x80));
    first ??= at;
    last = Math.max(last, at);
  }

  return {
    read(bytes) {
      let data = Buffer.concat([rest, bytes]);
      for (;;) {
        const skipped = Math.min(toSkip, data.length);
        toSkip -= skipped;
        data = data.subarray(skipped);
        if (toSkip > 0 || data.length < 2) break;
        const idLength = vintLength(data[0]!);
        const sizeLength = vintLength(data[idLength] ?? 0);
        const bodyAt = idLength + sizeLength;
        if (data.length < bodyAt) break;
        const id = unsigned(data.subarray(0, idLength));
        const size = sizeOf(data.subarray(idLength, bodyAt));
        if (id === segment || id === cluster || id === blockGroup) {
          data = data.subarray(bodyAt);
          continue;
        }
        const wanted = id === timestamp || id === simpleBlock || id === block ? Math.min(size, 11) : 0;
        if (data.length < bodyAt + wanted) break;
        if (wanted > 0) take(id, data.subarray(bodyAt, bodyAt + wanted));
        data = data.subarray(bodyAt);
        toSkip = size;
      }
      // What is kept is less than a header, or nothing of what follows can be told.
      rest = data.length > mostHeader ? Buffer.alloc(0) : Buffer.from(data);
    },
    get lengthMs() {
      return first === null ? 0 : last - first;
    },
  };
}

function vintLength(lead: number): number {
  return lead === 0 ? 8 : Math.clz32(lead) - 23;
}

function sizeOf(bytes: Buffer): number {
  const marker = 0x80 >> (bytes.length - 1);
  return unsigned(Buffer.from([(bytes[0] ?? 0) & (marker - 1), ...bytes.subarray(1)]));
}

function unsigned(bytes: Buffer): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}
