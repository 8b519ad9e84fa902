import type { RecordingPhase, RecordingState, VisualState } from "@rinnalla/core";
import type { AgentId, ClientId, RecordingId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { screenRecordingDuty } from "./screen-recording-duty.ts";

const me = "aino" as AgentId;
const clientId = "desk" as ClientId;

function shared(phase: RecordingPhase, changes: Partial<VisualState> = {}) {
  const id = "recording" as RecordingId;
  const recording: RecordingState = {
    id,
    phase,
    agentId: me,
    part: 0,
    recorder: null,
    startedAt: 0,
    stoppedAt: null,
    visual: "screenShare",
  };
  const clients = { agent: clientId, customer: null };
  return { kind: "screenShare", phase: "live", clients, recording, ...changes } as const;
}

test.each([
  ["asked", {}, true, "none"],
  ["recording", {}, true, "record"],
  ["recording", { phase: "paused" }, true, "wait"],
  ["paused", {}, true, "wait"],
  ["stopped", {}, true, "none"],
  ["refused", {}, true, "none"],
  ["recording", { phase: "ended" }, true, "none"],
  // The server keeps a co-browse itself.
  ["recording", { kind: "cobrowse" }, true, "none"],
  ["recording", { clients: { agent: "other" as ClientId, customer: null } }, true, "none"],
  // After a reload it goes on in another part.
  ["recording", {}, false, "takeOver"],
  ["paused", {}, false, "takeOver"],
] as const)(
  "[VIS-04] a shared screen whose recording is %s (%o, asked here: %s): %s",
  (phase, changes, hasAsked, duty) => {
    expect(screenRecordingDuty(shared(phase, changes), { me, clientId, hasAsked })).toBe(duty);
  },
);

test("[VIS-04] the recording that another agent asked for is not ours to make", () => {
  const other = { me: "ville" as AgentId, clientId, hasAsked: true };
  expect(screenRecordingDuty(shared("recording"), other)).toBe("none");
});

test("[VIS-04] once another page has gone on with it, whoever asked for it has not", () => {
  const of = shared("recording");
  const by = (recorder: ClientId) => ({
    ...of,
    recording: { ...(of.recording as RecordingState), recorder, part: 1 },
  });
  expect(screenRecordingDuty(by(clientId), { me, clientId, hasAsked: false })).toBe("record");
  expect(screenRecordingDuty(by("other" as ClientId), { me, clientId, hasAsked: true })).toBe("takeOver");
});
