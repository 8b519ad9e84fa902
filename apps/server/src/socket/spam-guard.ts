/**
 * Holds back whoever leaves message after message, or has letters sent to one address again and again (CHAT-04): by visitor, by network
 * address and by recipient. Kept in memory: a restart forgives.
 */
import type { PersonCommand } from "@rinnalla/protocol";
import { TokenBucket } from "./token-bucket.ts";

interface Rate {
  readonly most: number;
  readonly everyMs: number;
}

const rates = {
  /** Behind one address a whole office may sit, or all that a proxy brings. */
  messagesOfAddress: { most: 30, everyMs: 10_000 },
  messagesOfVisitor: { most: 3, everyMs: 600_000 },
  mailsOfPerson: { most: 20, everyMs: 180_000 },
  mailsToOne: { most: 5, everyMs: 600_000 },
} as const satisfies Record<string, Rate>;

/** More are forgotten: whoever has that many addresses is not held back by any list. */
const mostKeys = 10_000;

export class SpamGuard {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** False: too often. */
  allows(command: PersonCommand, personKey: string, networkAddress: string): boolean {
    switch (command.type) {
      case "leaveMessage":
        return this.#take("messagesOfVisitor", personKey) && this.#take("messagesOfAddress", networkAddress);
      case "mailTranscript":
        return this.#take("mailsOfPerson", personKey) && this.#take("mailsToOne", command.address.toLowerCase());
      default:
        return true;
    }
  }

  #take(rate: keyof typeof rates, key: string): boolean {
    const { most, everyMs } = rates[rate];
    const name = `${rate} ${key}`;
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      if (this.#buckets.size >= mostKeys) this.#buckets.clear();
      this.#buckets.set(name, (bucket = new TokenBucket(1_000 / everyMs, most, this.#now())));
    }
    return bucket.take(1, this.#now());
  }
}
