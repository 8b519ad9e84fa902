import { expect, test } from "vitest";
import { readReplayRecords, replayKinds, writeReplayRecord } from "./replay.ts";

const at = Date.UTC(2026, 10, 22, 12);
const records = [
  { kind: replayKinds.begin, at, bytes: Uint8Array.of(1) },
  { kind: replayKinds.frame, at: at + 7, bytes: Uint8Array.from({ length: 300 }, (_, n) => n % 256) },
  { kind: replayKinds.end, at: at + 9, bytes: new Uint8Array() },
];
const file = new Uint8Array(records.flatMap((record) => [...writeReplayRecord(record)]));

test("[VIS-04] what is written of a recording is read again", () => {
  expect(readReplayRecords(file)).toEqual(records);
});

test("[VIS-04] a recording that is cut off anywhere still gives all that is whole", () => {
  const lengths = Array.from(
    { length: file.length },
    (_, length) => readReplayRecords(file.subarray(0, length)).length,
  );
  expect([...new Set(lengths)]).toEqual([0, 1, 2]);
});
