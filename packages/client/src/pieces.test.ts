import { binaryFlags, limits } from "@rinnalla/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cutPayload, PieceJoiner } from "./pieces.ts";

/** Comparing large arrays element by element is slow in the test runner. */
function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

test("payloads of any size come out whole, with their flags, when two channels interleave", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3 * limits.binaryFrameBytes }),
      fc.integer({ min: 0, max: 200_000 }),
      (first, second) => {
        const a = Uint8Array.from({ length: first }, (_, at) => at % 251);
        const b = Uint8Array.from({ length: second }, (_, at) => at % 241);
        const framesA = cutPayload(a, binaryFlags.snapshot, 7);
        const framesB = cutPayload(b, 0, 4_000_000_000);
        const joiner = new PieceJoiner();
        const whole = new Map<number, { flags: number; payload: Uint8Array }>();
        for (let at = 0; at < Math.max(framesA.length, framesB.length); at += 1) {
          for (const frame of [framesA[at], framesB[at]]) {
            if (!frame) continue;
            expect(frame.byteLength).toBeLessThanOrEqual(limits.binaryFrameBytes);
            const done = joiner.take(frame);
            if (done) whole.set(done.channel, done);
          }
        }
        expect(whole.get(7)?.flags).toBe(binaryFlags.snapshot);
        expect(isSame(whole.get(7)?.payload, a)).toBe(true);
        expect(whole.get(4_000_000_000)?.flags).toBe(0);
        expect(isSame(whole.get(4_000_000_000)?.payload, b)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test("a payload over the limit is dropped whole, and the next one is not harmed", () => {
  const joiner = new PieceJoiner();
  const huge = cutPayload(new Uint8Array(limits.binaryPayloadBytes + 1), 0, 1);
  expect(huge.map((frame) => joiner.take(frame)).filter(Boolean)).toEqual([]);
  expect(joiner.take(cutPayload(new Uint8Array([1, 2]), 0, 1)[0]!)?.payload).toEqual(new Uint8Array([1, 2]));
});

test("a frame too short for a header is nothing", () => {
  expect(new PieceJoiner().take(new Uint8Array(3))).toBeNull();
});

test("[VIS-07] a payload that was cut off, or whose beginning was missed, does not spoil the next one", () => {
  const joiner = new PieceJoiner();
  const cutOff = cutPayload(new Uint8Array(3 * limits.binaryFrameBytes), 0, 1).slice(0, 2);
  const whole = cutPayload(new Uint8Array(2 * limits.binaryFrameBytes).fill(7), binaryFlags.snapshot, 1);
  const missed = cutPayload(new Uint8Array(2 * limits.binaryFrameBytes), 0, 2).slice(1);
  const done = [...cutOff, ...missed, ...whole]
    .map((frame) => joiner.take(frame))
    .filter((payload) => payload !== null);
  expect(done).toHaveLength(1);
  expect(isSame(done[0]?.payload, new Uint8Array(2 * limits.binaryFrameBytes).fill(7))).toBe(true);
});
