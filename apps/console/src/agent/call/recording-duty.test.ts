import { aino, connectedScenario, id, pages, recordingScenario, ville, type Scenario } from "@rinnalla/testkit";
import type { CallId, RecordingId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import { recordingDuty, type RecordingContext } from "./recording-duty.ts";

const of = { callId: id<CallId>("call1"), recordingId: id<RecordingId>("recording1") };
const desk: RecordingContext = { me: aino.agentId, clientId: pages.desk, hasAsked: true, recorder: "page" };
const duty = (on: Scenario, more: Partial<RecordingContext> = {}) =>
  recordingDuty(on.state.call!, { ...desk, ...more });

test("[CALL-12] who asked records from the consent on; nobody else does", () => {
  expect(duty(connectedScenario())).toBe("none");
  const asked = connectedScenario();
  asked.does(aino, { type: "askRecording", ...of });
  expect(duty(asked)).toBe("none");
  const on = recordingScenario();
  expect(duty(on)).toBe("record");
  expect(duty(on, { me: ville.agentId })).toBe("none");
  expect(duty(on, { clientId: pages.otherDesk })).toBe("none");
  on.does(aino, { type: "stopRecording", ...of });
  expect(duty(on)).toBe("none");
});

test("[CALL-12] [CALL-08] the page that has the call after a reload goes on, and the one before it stops", () => {
  const on = recordingScenario();
  on.does(aino, { type: "rejoinCall", callId: of.callId, clientId: pages.otherDesk });
  const other = { clientId: pages.otherDesk, hasAsked: false };
  expect([duty(on), duty(on, other)]).toEqual(["none", "takeOver"]);
  on.does(aino, { type: "continueRecording", ...of, clientId: pages.otherDesk });
  expect([duty(on), duty(on, other)]).toEqual(["none", "record"]);
  on.does(aino, { type: "pauseRecording", ...of });
  expect(duty(on, other)).toBe("record");
});

test("[CALL-12] what the engine records no page does, until it cannot go on; who records is waited for", () => {
  const on = recordingScenario();
  expect([duty(on, { recorder: null }), duty(on, { recorder: "engine" })]).toEqual(["none", "none"]);
  // The media server is gone, and what it recorded is a part of its own.
  expect(duty(on, { hasAsked: false })).toBe("takeOver");
  on.does(aino, { type: "continueRecording", ...of, clientId: pages.desk });
  expect([duty(on), duty(on, { recorder: "engine" })]).toEqual(["record", "record"]);
});
