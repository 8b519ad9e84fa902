import { describe, expect, test } from "vitest";
import { beginWatch, lookEveryMs, lookOnce, type Look } from "./watchdog.ts";

const patience = { silentMs: 600, setUpMs: 4000 };

/** Looks at each entry in turn, every 300 ms unless it says when; tells at which of them it asked or was lost. */
function run(looks: Partial<Look>[]) {
  let watch = beginWatch(0, patience);
  let now = 0;
  const asked: number[] = [];
  const lost: number[] = [];
  for (const part of looks) {
    now = part.now ?? now + lookEveryMs;
    const result = lookOnce(watch, { isUp: true, isExpected: true, packets: watch.packets, ...part, now }, patience);
    watch = result.watch;
    if (result.isAsking) asked.push(now);
    if (result.isLost) lost.push(now);
  }
  return { asked, lost };
}

const flowing = (count: number, from = 10) => Array.from({ length: count }, (_, i) => ({ packets: from + 15 * i }));
const silent = (count: number) => Array.from({ length: count }, () => ({}));
const down = (count: number) => Array.from({ length: count }, () => ({ isUp: false }));

describe("[CALL-08] watchdog", () => {
  test("packets that flow ask for nothing", () => {
    expect(run(flowing(50))).toEqual({ asked: [], lost: [] });
  });

  test("silence of 600 ms asks, then with growing distance", () => {
    const { asked, lost } = run([...flowing(2), ...silent(60)]);
    expect(asked).toEqual([1200, 3300, 7500, 15600]);
    expect(lost[0]).toBe(1200);
  });

  test("one late look is no loss", () => {
    expect(run([...flowing(2), ...silent(1), ...flowing(3, 100)])).toEqual({ asked: [], lost: [] });
  });

  test("packets that come back end the trouble, and the next trouble starts afresh", () => {
    const { asked } = run([...flowing(1), ...silent(3), ...flowing(1, 500), ...silent(3)]);
    expect(asked).toEqual([900, 2100]);
  });

  test("a muted or empty other side is not a loss while the transport is up", () => {
    expect(run(silent(30).map(() => ({ isExpected: false })))).toEqual({ asked: [], lost: [] });
  });

  test("a transport that is down is a loss although nothing was expected", () => {
    const { lost, asked } = run([{ isExpected: false }, ...down(4).map((look) => ({ ...look, isExpected: false }))]);
    expect(asked[0]).toBe(900);
    expect(lost[0]).toBe(900);
  });

  test("the first link gets four seconds and is never called lost", () => {
    const { asked, lost } = run(down(20));
    expect(asked).toEqual([4200]);
    expect(lost).toEqual([]);
  });

  test("packets outweigh the browser's word that the transport is down", () => {
    expect(run(flowing(20).map((look) => ({ ...look, isUp: false })))).toEqual({ asked: [], lost: [] });
  });

  test("a page that slept does not conclude from what it did not see", () => {
    const { asked } = run([...flowing(2), { now: 60_000 }, {}, {}]);
    expect(asked).toEqual([60_600]);
  });

  test("a hidden tab whose timers run once a minute recovers all the same", () => {
    const { asked } = run([...flowing(2), { now: 60_000 }, { now: 120_000 }, { now: 180_000 }]);
    expect(asked).toEqual([120_000, 180_000]);
  });
});
