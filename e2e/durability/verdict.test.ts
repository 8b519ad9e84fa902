import { expect, test } from "vitest";
import type { LoggedEvent, MessageId } from "@rinnalla/protocol";
import { judge } from "./verdict.ts";

const message = (seq: number, text: string, id = text): LoggedEvent => ({
  seq,
  at: 0,
  by: { kind: "system" },
  event: { type: "messagePosted", messageId: id as MessageId, side: "customer", kind: "text", text, audience: "all" },
});
const acknowledged = (...pairs: [string, number][]) => new Map(pairs.map(([id, seq]) => [id as MessageId, seq]));
const whole = { name: "whole", events: [message(1, "a 1"), message(2, "b 1"), message(4, "a 2")] };

test("a view with all that was acknowledged, in its place, is right; so is one with more than that", () => {
  expect(judge([whole, { ...whole, name: "same" }], acknowledged(["a 1", 1], ["b 1", 2]))).toEqual([]);
});

test("sees the lost, the doubled, the displaced and the disordered", () => {
  expect(judge([whole], acknowledged(["c 1", 3]))).toEqual(["whole: an acknowledged message (3) is lost"]);
  expect(judge([whole], acknowledged(["a 2", 3]))).toEqual(["whole: acknowledged as 3, shown as 4"]);
  expect(judge([{ name: "v", events: [message(1, "a 1"), message(2, "a 2", "a 1")] }], new Map())).toEqual([
    'v: "a 2" twice (1 and 2)',
  ]);
  expect(judge([{ name: "v", events: [message(1, "a 2"), message(2, "a 1")] }], new Map())).toEqual([
    'v: "a 1" out of order',
  ]);
  expect(judge([{ name: "v", events: [message(2, "a 1"), message(2, "b 1")] }], new Map())).toEqual([
    "v: seq 2 after 2",
  ]);
});

test("sees that two views differ", () => {
  expect(judge([whole, { name: "short", events: whole.events.slice(0, 2) }], new Map())).toEqual([
    "short and whole differ",
  ]);
});
