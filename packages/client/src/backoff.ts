/** How long to wait before the next try to connect. Spread, so that 10,000 clients do not come back in one moment (RUN-02). */

const firstMs = 250;
const ceilingMs = 8_000;

/** `attempt` counts from 0 after a working connection was lost; `random` is 0..1. Returns milliseconds. */
export function reconnectDelayMs(attempt: number, random: number): number {
  const ceiling = Math.min(ceilingMs, firstMs * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.25 + 0.75 * random));
}
