import { describe, expect, test } from "vitest";
import { beginSound, watchSound, type SoundWatch } from "./sound-rule.ts";

/** Ten looks a second at a line that loses so much. */
function live(before: SoundWatch, from: number, seconds: number, lossPercent: number): SoundWatch {
  let watch = before;
  for (let look = 1; look <= seconds * 10; look += 1) watch = watchSound(watch, from + look * 100, lossPercent);
  return watch;
}

describe("[CALL-08] sound on a line that loses packets", () => {
  test.each([
    ["nothing lost", 0, null],
    ["5 %: the next packet's copy comes in time", 5, null],
    ["a tenth and more: it waits for the copies", 12, 100],
    ["a fifth", 20, 100],
  ] as const)("%s", (_, lossPercent, bufferMs) => {
    expect(live(beginSound(0), 0, 8, lossPercent).bufferMs).toBe(bufferMs);
  });

  test("half a second of bad luck changes nothing", () => {
    expect(live(live(beginSound(0), 0, 5, 4), 5000, 0.5, 15).bufferMs).toBeNull();
  });

  test("the wait goes when the line has been calm for a while, and not before", () => {
    const bad = live(beginSound(0), 0, 8, 20);
    expect(live(bad, 8000, 10, 0).bufferMs).toBe(100);
    expect(live(bad, 8000, 40, 0).bufferMs).toBeNull();
  });
});
