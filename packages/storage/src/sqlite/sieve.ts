/**
 * A Bloom filter: says of a pair of names that it was never added, or that it may have been. `bits` is a power of two; with ten for
 * each pair it is wrong about one in a hundred, and only ever by saying "perhaps".
 */
const looks = 4;

export class Sieve {
  readonly #words: Uint32Array;
  readonly #mask: number;
  #added = 0;

  constructor(bits: number) {
    this.#words = new Uint32Array(bits >>> 5);
    this.#mask = bits - 1;
  }

  /** Too many for its size: it would say "perhaps" too often. */
  get isFull(): boolean {
    return this.#added * 10 > this.#mask;
  }

  add(one: string, other: string): void {
    this.#added += 1;
    const step = hashOf(other, hashOf(one, 0x2545f491)) | 1;
    let place = hashOf(one, hashOf(other, 0x811c9dc5));
    for (let look = 0; look < looks; look += 1, place = (place + step) | 0) {
      const bit = place & this.#mask;
      this.#words[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  mayHave(one: string, other: string): boolean {
    const step = hashOf(other, hashOf(one, 0x2545f491)) | 1;
    let place = hashOf(one, hashOf(other, 0x811c9dc5));
    for (let look = 0; look < looks; look += 1, place = (place + step) | 0) {
      const bit = place & this.#mask;
      if ((this.#words[bit >>> 5]! & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** FNV-1a, with its bits stirred at the end, since the low ones are what is used. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
