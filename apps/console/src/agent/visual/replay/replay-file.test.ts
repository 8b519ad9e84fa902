import { binaryFlags, binaryHeaderBytes, replayKinds, writeBinaryHeader, writeReplayRecord } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { readReplay, stepsTo } from "./replay-file.ts";

const { first, more, snapshot } = binaryFlags;
const began = 1_000_000;

function record(kind: number, atMs: number, bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return writeReplayRecord({ kind, at: began + atMs, bytes });
}
const begin = (atMs: number, version = 1) => record(replayKinds.begin, atMs, Uint8Array.of(version));
const end = (atMs: number) => record(replayKinds.end, atMs);
function frame(atMs: number, flags: number, byte: number, side = 0): Uint8Array {
  const bytes = new Uint8Array(binaryHeaderBytes + 1);
  writeBinaryHeader(bytes, flags, side);
  bytes[binaryHeaderBytes] = byte;
  return record(replayKinds.frame, atMs, bytes);
}
const read = (...records: readonly Uint8Array[]) => readReplay(new Uint8Array(records.flatMap((each) => [...each])));

const file = [
  begin(0),
  frame(200, first | snapshot | more, 1),
  frame(210, snapshot, 2),
  frame(700, first, 3),
  frame(800, first, 4, 1),
  end(1200),
  begin(60_000),
  frame(60_300, first | snapshot, 5),
  frame(60_400, first, 6),
];

test("[VIS-04] time runs from the first picture and stands still between the stretches; a payload is whole with its last piece", () => {
  const replay = read(...file);
  expect(replay?.lengthMs).toBe(1100);
  expect(replay?.steps.map(({ atMs, payload, isSnapshot, by }) => [atMs, [...payload].join(), isSnapshot, by])).toEqual(
    [
      [10, "1,2", true, "customer"],
      [500, "3", false, "customer"],
      [600, "4", false, "agent"],
      [1000, "5", true, "customer"],
      [1100, "6", false, "customer"],
    ],
  );
});

test("[VIS-04] after a server that was killed it goes on as after a pause, without the half of a payload", () => {
  const replay = read(
    begin(0),
    frame(0, first | snapshot, 1),
    frame(400, first | more, 2),
    begin(90_000),
    frame(90_500, 0, 3),
    frame(90_600, first | snapshot, 4),
  );
  expect(replay?.steps.map(({ atMs, payload }) => [atMs, ...payload])).toEqual([
    [0, 1],
    [500, 4],
  ]);
});

test("[VIS-04] a recording of another version is not guessed at, and an empty one has no length", () => {
  expect(read(begin(0, 2), frame(0, first | snapshot, 1))).toBeNull();
  expect(read()).toEqual({ lengthMs: 0, steps: [] });
});

test("[VIS-04] seeking goes on from where it is, over the latest snapshot, and back to one", () => {
  const replay = read(...file);
  if (!replay) throw new Error("not read");
  // What comes soon after a snapshot is the rest of its picture.
  expect(stepsTo(replay, 0, 0)).toEqual({ from: 0, to: 2 });
  expect(stepsTo(replay, 0, 550)).toEqual({ from: 0, to: 2 });
  expect(stepsTo(replay, 2, 650)).toEqual({ from: 2, to: 3 });
  expect(stepsTo(replay, 1, 5000)).toEqual({ from: 3, to: 5 });
  expect(stepsTo(replay, 3, 1000)).toEqual({ from: 3, to: 5 });
  expect(stepsTo(replay, 5, 1050)).toEqual({ from: 5, to: 5 });
  expect(stepsTo(replay, 5, 650)).toEqual({ from: 0, to: 3 });
  expect(stepsTo({ lengthMs: 0, steps: [] }, 0, 0)).toEqual({ from: 0, to: 0 });
});
