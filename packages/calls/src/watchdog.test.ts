import { describe, expect, test } from "vitest";
import { beginWatch, lookOnce, type Look, type Patience } from "./watchdog.ts";

const customer = { silentMs: 300, lostMs: 600, setUpMs: 4000 };
const everyMs = 300;

/** Looks at each entry in turn, every 300 ms unless it says when; tells at which of them it asked, doubted or was lost. */
function run(looks: Partial<Look>[], patience: Patience = customer) {
  let watch = beginWatch(0, patience);
  let now = 0;
  const asked: number[] = [];
  const lost: number[] = [];
  const doubted: number[] = [];
  const back: number[] = [];
  for (const part of looks) {
    now = part.now ?? now + everyMs;
    const result = lookOnce(watch, { isUp: true, isExpected: true, packets: watch.packets, ...part, now }, patience);
    watch = result.watch;
    if (result.isAsking) asked.push(now);
    if (result.isLost) lost.push(now);
    if (result.isDoubtful) doubted.push(now);
    if (result.isBack) back.push(now);
  }
  return { asked, lost, doubted, ...(back.length > 0 && { back }) };
}

const flowing = (count: number, from = 10) => Array.from({ length: count }, (_, i) => ({ packets: from + 15 * i }));
const silent = (count: number) => Array.from({ length: count }, () => ({}));
const down = (count: number) => Array.from({ length: count }, () => ({ isUp: false }));

describe("[CALL-08] watchdog", () => {
  test("packets that flow ask for nothing", () => {
    expect(run(flowing(50))).toEqual({ asked: [], lost: [], doubted: [] });
  });

  test("what flows again after a silence is back, once; a link of which nothing was expected is not", () => {
    const again = flowing(3, 500);
    expect(run([...flowing(3), ...silent(4), ...again]).back).toEqual([2400]);
    expect(run([...flowing(3), ...again]).back).toBeUndefined();
    const muted = Array.from({ length: 4 }, () => ({ isExpected: false }));
    expect(run([...flowing(3), ...muted, ...again]).back).toBeUndefined();
  });

  test("silence of 300 ms asks, then with growing distance; the signals' way is doubted once; lost after 600 ms", () => {
    const { asked, lost, doubted } = run([...flowing(2), ...silent(60)]);
    expect(asked).toEqual([900, 3000, 7200, 15_300]);
    expect(doubted).toEqual([900]);
    expect(lost[0]).toBe(1200);
  });

  test("a stall of one look lays a fresh link, and is called no loss", () => {
    const { asked, lost } = run([...flowing(2), ...silent(1), ...flowing(3, 100)]);
    expect(asked).toEqual([900]);
    expect(lost).toEqual([]);
  });

  test("a look that came late is one look: a machine that stood still lays no fresh link", () => {
    const { asked, doubted } = run([...flowing(2), { now: 1300 }, { now: 1400, packets: 100 }]);
    expect({ asked, doubted }).toEqual({ asked: [], doubted: [] });
    expect(run([...flowing(2), { now: 1300 }, { now: 1400 }, { now: 1500 }]).asked).toEqual([1500]);
  });

  test("the end that leaves the asking to the other doubts its own way as soon", () => {
    const { asked, doubted } = run([...flowing(2), ...silent(3)], { silentMs: 2000, lostMs: 2000, setUpMs: 5000 });
    expect(asked).toEqual([]);
    expect(doubted).toEqual([900]);
  });

  test("packets that come back end the trouble, and the next trouble starts afresh", () => {
    const { asked } = run([...flowing(1), ...silent(3), ...flowing(1, 500), ...silent(3)]);
    expect(asked).toEqual([600, 1800]);
  });

  test("a muted or empty other side is not a loss while the transport is up", () => {
    expect(run(silent(30).map(() => ({ isExpected: false })))).toEqual({ asked: [], lost: [], doubted: [] });
  });

  test("a transport that is down is a loss although nothing was expected", () => {
    const { lost, asked } = run([{ isExpected: false }, ...down(4).map((look) => ({ ...look, isExpected: false }))]);
    expect(asked[0]).toBe(600);
    expect(lost[0]).toBe(900);
  });

  test("the first link gets four seconds and is never called lost", () => {
    const { asked, lost } = run(down(20));
    expect(asked).toEqual([4200]);
    expect(lost).toEqual([]);
  });

  test("packets outweigh the browser's word that the transport is down", () => {
    expect(run(flowing(20).map((look) => ({ ...look, isUp: false })))).toEqual({ asked: [], lost: [], doubted: [] });
  });

  test("a page that slept does not conclude from what it did not see", () => {
    const { asked } = run([...flowing(2), { now: 60_000 }, {}, {}]);
    expect(asked).toEqual([60_300]);
  });

  test("a hidden tab whose timers run once a minute recovers all the same", () => {
    const { asked } = run([...flowing(2), { now: 60_000 }, { now: 120_000 }, { now: 180_000 }]);
    expect(asked).toEqual([120_000, 180_000]);
  });
});
