import type { RecordingStretch, RecordingTrack } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { isNear, placeOf, seamsOf, totalMs, trackPlace } from "./recording-place.ts";

const stretch = (part: number, lengthMs: number): RecordingStretch => ({ part, lengthMs, tracks: [] });
const three = [stretch(0, 4000), stretch(0, 1000), stretch(1, 5000)];

test.each([
  [-5, 0, 0],
  [0, 0, 0],
  [3999, 0, 3999],
  [4000, 1, 0],
  [5500, 2, 500],
  [10_000, 2, 5000],
  [99_000, 2, 5000],
])("[CALL-12] the moment %i of a recording in parts lies in stretch %i at %i", (at, where, withinMs) => {
  expect(placeOf(three, at)).toEqual({ stretch: where, withinMs });
});

test("[CALL-12] the whole is as long as its parts; something may be missing only where another recorder went on, not at a pause", () => {
  expect(totalMs(three)).toBe(10_000);
  expect(seamsOf(three)).toEqual([5000]);
  expect([totalMs([]), placeOf([], 5)]).toEqual([0, { stretch: 0, withinMs: 0 }]);
});

test("[CALL-12] who came later and left earlier is heard from then until then", () => {
  const track: RecordingTrack = { name: "x", of: "guest", hasVideo: false, startMs: 2000, lengthMs: 1000 };
  expect([1999, 2000, 2500, 3000].map((at) => trackPlace(track, at))).toEqual([null, 0, 500, null]);
  const late = { ...track, startMs: 9000 };
  expect([3999, 4000, 9999, 10_000].map((at) => isNear(late, at))).toEqual([false, true, true, false]);
});
