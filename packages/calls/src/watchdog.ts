/**
 * When to ask for a fresh link: pure, from what was seen at each look (CALL-08). Packets tell within a second what the
 * browser's own states tell after five to forty.
 */

export const lookEveryMs = 100;

export interface Patience {
  /** How long a link that delivered may be silent before a fresh one is asked for. */
  readonly silentMs: number;
  /** And before it is called lost; a shorter stall is not worth a word to anybody. */
  readonly lostMs: number;
  /** How long the first one may take. */
  readonly setUpMs: number;
}

export interface Look {
  readonly now: number;
  /** There is a link and its transport is up. */
  readonly isUp: boolean;
  /** The other end says that it sends. */
  readonly isExpected: boolean;
  /** Received on the present link in all. */
  readonly packets: number;
}

export interface Watch {
  readonly lookedAt: number;
  readonly goodAt: number;
  readonly packets: number;
  /** Something has been up before: from now on an absence is a loss. */
  readonly hasBeenUp: boolean;
  readonly askAt: number;
  readonly tries: number;
}

/** A page that slept (a closed lid, a frozen tab) has seen nothing; it must not conclude from that. */
const sleptMs = 2000;
/** Three looks in one. */
const lateLookMs = 300;
/** Said once in a silence: also the end that leaves the asking to the other must be within its reach. */
const doubtfulMs = 300;
const firstBackOffMs = 2000;
const longestBackOffMs = 8000;

export function beginWatch(now: number, patience: Patience): Watch {
  return { lookedAt: now, goodAt: now, packets: 0, hasBeenUp: false, askAt: now + patience.setUpMs, tries: 0 };
}

export function lookOnce(
  before: Watch,
  look: Look,
  patience: Patience,
): {
  watch: Watch;
  isLost: boolean;
  isAsking: boolean;
  isDoubtful: boolean;
  /** The same link delivers again after it fell silent. */
  isBack: boolean;
} {
  const { now, packets } = look;
  const hasMoved = packets !== before.packets;
  const hasBeenUp = before.hasBeenUp || look.isUp;
  const waitMs = hasBeenUp ? patience.silentMs : patience.setUpMs;
  if (hasMoved || (look.isUp && !look.isExpected)) {
    const watch = { lookedAt: now, goodAt: now, packets, hasBeenUp, askAt: now + waitMs, tries: 0 };
    const isBack = hasMoved && before.hasBeenUp && before.lookedAt - before.goodAt >= doubtfulMs;
    return { watch, isLost: false, isAsking: false, isDoubtful: false, isBack };
  }
  // Once: in a hidden tab whose timers run once a minute every look is one after a sleep.
  const hasSlept = now - before.lookedAt > sleptMs && before.goodAt === before.lookedAt;
  if (hasSlept) {
    return {
      watch: { ...before, lookedAt: now, hasBeenUp, askAt: now + waitMs },
      isLost: false,
      isAsking: false,
      isDoubtful: false,
      isBack: false,
    };
  }
  // A first one that came late says little: what held it up (a machine too busy) may have held the packets up as well.
  const sinceMs = now - before.lookedAt;
  const lateMs = sinceMs > lateLookMs && before.goodAt === before.lookedAt ? sinceMs - lookEveryMs : 0;
  const goodAt = before.goodAt + lateMs;
  const dueAt = before.askAt + lateMs;
  const isAsking = now >= dueAt;
  const tries = before.tries + (isAsking ? 1 : 0);
  const askAt = isAsking ? now + Math.min(firstBackOffMs * 2 ** before.tries, longestBackOffMs) : dueAt;
  return {
    watch: { ...before, lookedAt: now, goodAt, hasBeenUp, askAt, tries },
    isLost: hasBeenUp && now - goodAt >= patience.lostMs,
    isAsking,
    isBack: false,
    isDoubtful: hasBeenUp && now - goodAt >= doubtfulMs && before.lookedAt - before.goodAt < doubtfulMs,
  };
}
