/** Writes varints and strings into bytes that grow. A string that was written before costs one or two bytes. */
import * as bounds from "./bounds.ts";

const encoder = new TextEncoder();
const shortChars = 60;

export interface Writer {
  /** An unsigned integer up to 2^31 - 1. */
  u(value: number): void;
  /** A signed integer, zigzag. */
  z(value: number): void;
  s(value: string): void;
  /** A string that will not come again. */
  long(value: string): void;
  bytes(value: Uint8Array): void;
  length(): number;
  /** The bytes so far, with `header` free bytes in front; starts anew, the string table stays. */
  take(header: number): Uint8Array<ArrayBuffer>;
  clearTable(): void;
}

export function createWriter(): Writer {
  let bytes = new Uint8Array(16_384);
  let at = 0;
  let table = new Map<string, number>();

  function room(wanted: number): void {
    if (at + wanted <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, at + wanted));
    larger.set(bytes.subarray(0, at));
    bytes = larger;
  }
  function u(value: number): void {
    room(5);
    while (value > 127) {
      bytes[at++] = (value & 127) | 128;
      value >>>= 7;
    }
    bytes[at++] = value;
  }
  function put(value: Uint8Array): void {
    u(value.length);
    room(value.length);
    bytes.set(value, at);
    at += value.length;
  }
  function long(value: string): void {
    const { length } = value;
    const from = at;
    // Short and ASCII, as most are: written sooner than the browser's own encoder is asked.
    if (length <= shortChars) {
      room(length + 5);
      u(length);
      let i = 0;
      for (let code; i < length && (code = value.charCodeAt(i)) < 128; i++) bytes[at++] = code;
      if (i === length) return;
      at = from;
    }
    put(encoder.encode(value));
  }
  return {
    u,
    z: (value) => u((value << 1) ^ (value >> 31)),
    s(value) {
      const known = table.get(value);
      if (known !== undefined) return u(known);
      u(0);
      long(value);
      if (value.length <= bounds.tableStringChars && table.size < bounds.tableStrings) table.set(value, table.size + 1);
    },
    long,
    bytes: put,
    length: () => at,
    take(header) {
      const taken = new Uint8Array(header + at);
      taken.set(bytes.subarray(0, at), header);
      at = 0;
      return taken;
    },
    clearTable() {
      table = new Map();
    },
  };
}
