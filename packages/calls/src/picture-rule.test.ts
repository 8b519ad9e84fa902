import { describe, expect, test } from "vitest";
import {
  beginVideo,
  beginVideoAgain,
  encodingOf,
  watchVideo,
  type VideoLevel,
  type VideoWatch,
} from "./picture-rule.ts";
import { firstEncoding, ringingEncoding } from "./picture.ts";

/** A report each second, of a line that loses so much and takes so much, from `from` on. */
function live(before: VideoWatch, seconds: number, lossPercent: number, kilobits: number | null = 2000): VideoWatch {
  let watch = before;
  const from = before.reportedAt ?? 0;
  for (let second = 1; second <= seconds; second += 1) {
    const at = from + second * 1000;
    // Looked at ten times between two reports.
    for (let look = 0; look < 10; look += 1)
      watch = watchVideo(watch, at + look * 100, { reportedAt: at, lossPercent, kilobits });
  }
  return watch;
}

const at = (level: VideoLevel): VideoWatch => ({ ...beginVideo(0), level });

describe("[CALL-03] the picture gives way to the voice", () => {
  test.each([
    // loss %, takes kbit/s, from level, after 10 s
    ["all well", 0, 2000, 2, 3],
    ["the browser tells no rate", 0, null, 2, 3],
    ["5 % lost is borne", 5, 2000, 3, 3],
    ["but not climbed upon", 5, 2000, 2, 2],
    ["a tenth lost: as small as it gets", 10, 2000, 3, 1],
    ["a fifth lost: the voice alone", 20, 2000, 3, 0],
    ["a narrow line", 0, 120, 3, 1],
    ["room for the voice only", 0, 50, 3, 0],
  ] as const)("%s", (_, lossPercent, kilobits, from, expected) => {
    expect(live(at(from), 10, lossPercent, kilobits).level).toBe(expected);
  });

  test("one bad report alone pauses nothing", () => {
    const settled = live(at(3), 5, 0);
    expect(live(settled, 1, 15).level).toBe(2);
  });

  test("it comes back step by step, and later after each relapse", () => {
    const paused = live(live(at(3), 5, 0), 10, 20);
    expect(paused.level).toBe(0);
    expect(live(paused, 6, 0).level).toBe(0);
    const back = live(paused, 60, 0);
    expect(back.level).toBe(3);
    const again = live(back, 10, 20);
    expect(again.level).toBe(0);
    expect(again.climbMs).toBeGreaterThan(paused.climbMs);
    expect(live(again, 300, 0).level).toBe(3);
  });

  test("paused, it does not wait for a rate that nobody can measure", () => {
    expect(live(at(0), 2, 0, 50).level).toBe(1);
  });

  test("what was lost while the line was gone is no weakness of the line", () => {
    const settled = live(at(3), 5, 0);
    const silent = { ...settled, reportedAt: settled.reportedAt! + 4000 };
    expect(live(silent, 2, 80, 30).level).toBe(3);
    expect(live(silent, 10, 20).level).toBe(0);
  });

  test("while nothing at all comes back, the browser's guess of the line is no news", () => {
    const settled = live(at(3), 5, 0);
    let watch = settled;
    for (let ms = 0; ms < 10_000; ms += 100)
      watch = watchVideo(watch, settled.newsAt + ms, {
        reportedAt: settled.reportedAt,
        lossPercent: 0,
        kilobits: ms > 1500 ? 30 : 2000,
      });
    expect(watch.level).toBe(3);
  });

  test("begun anew after an outage, the loss that the first reports tell of pauses nothing", () => {
    let watch = beginVideoAgain(10_000, live(at(3), 5, 0));
    const levels = new Set<VideoLevel>();
    for (const [reportedAt, lossPercent] of [
      [10_300, 94],
      [11_300, 20],
      [12_300, 0],
      [13_300, 0],
    ] as const)
      for (let ms = 0; ms < 1000; ms += 100) {
        watch = watchVideo(watch, reportedAt + ms, { reportedAt, lossPercent, kilobits: 2000 });
        levels.add(watch.level);
      }
    expect([...levels]).toEqual([2, 3]);
    expect(live(watch, 10, 20).level).toBe(0);
  });

  test("after a long good time what was is forgotten", () => {
    const scarred = { ...at(3), climbMs: 60_000 };
    expect(live(scarred, 70, 0).climbMs).toBeLessThan(60_000);
  });

  test("without a report nothing is concluded but that it may climb", () => {
    let watch = beginVideo(0);
    for (let now = 0; now < 3000; now += 100)
      watch = watchVideo(watch, now, { reportedAt: null, lossPercent: 0, kilobits: null });
    expect(watch.level).toBe(3);
  });

  test("a fresh link begins small, and no higher than the line was", () => {
    expect(beginVideo(0).level).toBe(2);
    expect(beginVideo(0, at(3)).level).toBe(2);
    expect(beginVideo(0, at(0)).level).toBe(0);
  });

  test("begun anew, the picture has another size, so that a whole one is sent", () => {
    const first = beginVideo(0);
    const second = beginVideo(0, first);
    expect(second.level).toBe(first.level);
    expect(encodingOf(second).scaleResolutionDownBy).not.toBe(encodingOf(first).scaleResolutionDownBy);
  });

  test("each level sends less than the one above, and the lowest nothing", () => {
    const rates = ([0, 1, 2, 3] as const).map((level) => encodingOf({ level, turn: 1 }).maxBitrate);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
    expect(([0, 1, 2, 3] as const).map((level) => encodingOf({ level, turn: 1 }).active)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(ringingEncoding.maxBitrate).toBeLessThanOrEqual(rates[1]!);
    expect(firstEncoding).toEqual(encodingOf(beginVideo(0)));
  });
});
