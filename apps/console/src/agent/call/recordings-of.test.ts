import type { CallId, ConversationEvent, LoggedEvent, RecordingId, VisualId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { recordingsOf } from "./recordings-of.ts";

const callId = "call" as CallId;
const first = { callId, recordingId: "first" as RecordingId };
const second = { callId, recordingId: "second" as RecordingId };
const aino = "a_aino" as Extract<ConversationEvent, { type: "recordingAsked" }>["agentId"];
const log = (...events: readonly (readonly [number, ConversationEvent])[]): readonly LoggedEvent[] =>
  events.map(([at, event], index) => ({ seq: index + 1, at, by: { kind: "system" }, event }));

test("[CALL-12] the length runs from the consent to the stop, without the pauses", () => {
  const events = log(
    [0, { type: "recordingAsked", ...first, agentId: aino }],
    [1000, { type: "recordingGranted", ...first }],
    [4000, { type: "recordingPaused", ...first }],
    [9000, { type: "recordingResumed", ...first }],
    [10_000, { type: "recordingStopped", ...first, because: "customer" }],
  );
  expect(recordingsOf(events)).toEqual([{ id: "first", of: callId, endSeq: 5, lengthMs: 4000, isDeleted: false }]);
});

test("[CALL-12] the call's end ends it, also while paused; what was refused is no recording", () => {
  const events = log(
    [0, { type: "recordingAsked", ...first, agentId: aino }],
    [10, { type: "recordingRefused", ...first }],
    [20, { type: "recordingAsked", ...second, agentId: aino }],
    [1000, { type: "recordingGranted", ...second }],
    [3000, { type: "recordingPaused", ...second }],
    [8000, { type: "callEnded", callId, reason: "hungUp", side: "agent", lengthMs: 8000 }],
    [9000, { type: "recordingDeleted", recordingId: second.recordingId }],
  );
  expect(recordingsOf(events)).toEqual([{ id: "second", of: callId, endSeq: 6, lengthMs: 2000, isDeleted: true }]);
});

test("[CALL-12] what still runs has no length yet", () => {
  expect(recordingsOf(log([0, { type: "recordingGranted", ...first }]))).toEqual([]);
});

test("[VIS-04] of a visual session: neither the agent's pauses count nor the time in which the customer shows nothing", () => {
  const visualId = "visual" as VisualId;
  const third = { visualId, recordingId: "third" as RecordingId };
  const events = log(
    [0, { type: "visualRecordingAsked", ...third, agentId: aino }],
    [1000, { type: "visualRecordingGranted", ...third }],
    [3000, { type: "visualPaused", visualId }],
    [4000, { type: "visualRecordingPaused", ...third }],
    [5000, { type: "visualResumed", visualId }],
    [6000, { type: "visualRecordingResumed", ...third }],
    [6500, { type: "visualEnded", visualId, reason: "customerEnded", side: "customer" }],
  );
  expect(recordingsOf(events)).toEqual([{ id: "third", of: visualId, endSeq: 7, lengthMs: 2500, isDeleted: false }]);
});
