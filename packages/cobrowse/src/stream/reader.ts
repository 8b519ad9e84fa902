/** Reads what writer.ts wrote. Throws `StreamError` on anything that a writer would not have written. */
import * as bounds from "./bounds.ts";

export class StreamError extends Error {
  override readonly name = "StreamError";
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The strings that came before; lives as long as a snapshot and its changes. */
export type StringTable = string[];

export interface Reader {
  isAtEnd(): boolean;
  u(): number;
  z(): number;
  s(maxBytes?: number): string;
  long(maxBytes?: number): string;
  bytes(maxBytes: number): Uint8Array<ArrayBuffer>;
}

export function createReader(bytes: Uint8Array, table: StringTable): Reader {
  let at = 0;
  function u(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw new StreamError("cut short");
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new StreamError("number too long");
  }
  function long(maxBytes: number = bounds.stringBytes): string {
    const length = u();
    if (length > maxBytes) throw new StreamError("string too long");
    if (at + length > bytes.length) throw new StreamError("cut short");
    const value = decoder.decode(bytes.subarray(at, at + length));
    at += length;
    return value;
  }
  return {
    isAtEnd: () => at >= bytes.length,
    u,
    z() {
      const value = u();
      return (value >>> 1) ^ -(value & 1);
    },
    s(maxBytes) {
      const known = u();
      if (known > 0) {
        const value = table[known - 1];
        if (value === undefined) throw new StreamError("no such string");
        return value;
      }
      const value = long(maxBytes);
      if (value.length <= bounds.tableStringChars && table.length < bounds.tableStrings) table.push(value);
      return value;
    },
    long,
    bytes(maxBytes) {
      const length = u();
      if (length > maxBytes || at + length > bytes.length) throw new StreamError("not so many bytes");
      return bytes.slice(at, (at += length));
    },
  };
}
