import { expect, test } from "vitest";
import { createLengthReader } from "./webm-length.ts";

const header = [0x1a, 0x45, 0xdf, 0xa3, 0x84, 1, 2, 3, 4];
const openSegment = [0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const info = [0x15, 0x49, 0xa9, 0x66, 0x40, 0x02, 0xe7, 0x99];
const cluster = (at: number, ...inside: readonly number[][]) => [
  ...[0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  ...[0xe7, 0x82, at >> 8, at & 255],
  ...inside.flat(),
];
const body = [0x81, 0, 0, 0x80, ...Array<number>(200).fill(0xa3)];
const at = (ms: number) => body.with(1, ms >> 8).with(2, ms & 255);
const block = (ms: number) => [0xa3, 0x40, body.length, ...at(ms)];
const group = (ms: number) => [0xa0, 0x40, body.length + 3, 0xa1, 0x40, body.length, ...at(ms)];
const whole = Uint8Array.from([
  ...header,
  ...openSegment,
  ...info,
  ...cluster(40, block(0), block(60)),
  ...cluster(5000, block(0), group(1500)),
]);

test.each([1, 7, 4096])(
  "[CALL-12] a recording that says no length is as long as its blocks tell, read by %i bytes",
  (step) => {
    const reader = createLengthReader();
    for (let from = 0; from < whole.length; from += step) reader.read(whole.subarray(from, from + step));
    expect(reader.lengthMs).toBe(5000 + 1500 - 40);
  },
);

test("[CALL-12] torn in the middle of a block it is as long as what is there; no WebM at all: 0", () => {
  const reader = createLengthReader();
  reader.read(whole.subarray(0, whole.length - 100));
  expect(reader.lengthMs).toBe(6460);
  const none = createLengthReader();
  none.read(Buffer.from("<html>this is no recording at all, though it is long enough to be one</html>"));
  expect(none.lengthMs).toBe(0);
});
