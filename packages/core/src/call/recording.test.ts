import {
  activeScenario,
  aino,
  connectedScenario,
  customer,
  id,
  outcomeOf,
  pages,
  recordingScenario,
  ringingScenario,
  system,
  ville,
  type Scenario,
} from "@rinnalla/testkit";
import { limits } from "@rinnalla/protocol";
import type { CallId, RecordingId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import { maySendRecording, type RecordingCommandType } from "./recording.ts";

const of = { callId: id<CallId>("call1"), recordingId: id<RecordingId>("recording1") };
const other = { ...of, recordingId: id<RecordingId>("recording2") };
const end: Command = { type: "endCall", callId: of.callId, reason: "hungUp" };

/** One conversation in each state that a call's recording can be in. */
const states = {
  "no call": () => activeScenario(),
  ringing: () => ringingScenario(),
  none: () => connectedScenario(),
  asked: () => after(connectedScenario(), (on) => on.does(aino, { type: "askRecording", ...of })),
  recording: () => recordingScenario(),
  paused: () => after(recordingScenario(), (on) => on.does(aino, { type: "pauseRecording", ...of })),
  stopped: () => after(recordingScenario(), (on) => on.does(aino, { type: "stopRecording", ...of })),
  refused: () =>
    after(connectedScenario(), (on) => {
      on.does(aino, { type: "askRecording", ...of });
      on.does(customer, { type: "refuseRecording", ...of });
    }),
  "call ended": () => after(recordingScenario(), (on) => on.does(aino, end)),
};

function after(on: Scenario, act: (on: Scenario) => void): Scenario {
  act(on);
  return on;
}

const G = "!callGone";
const W = "!wrongState";
const byAgent = "recordingStopped:agent";
const byFailure = "recordingStopped:failed";
const byCustomer = "recordingStopped:customer";

type Row = readonly [by: typeof aino | typeof customer, command: Command, outcomes: readonly string[]];

// Columns, as in `states`: no call, ringing, none, asked, recording, paused, stopped, refused, call ended.
const rows: { readonly [Type in RecordingCommandType]: readonly Row[] } = {
  askRecording: [
    [aino, { type: "askRecording", ...of }, [G, W, "recordingAsked", "-", "-", "-", W, W, G]],
    [
      aino,
      { type: "askRecording", ...other },
      [G, W, "recordingAsked", W, W, W, "recordingAsked", "recordingAsked", G],
    ],
  ],
  grantRecording: [
    [customer, { type: "grantRecording", ...of }, [G, W, W, "recordingGranted", "-", "-", W, W, G]],
    [customer, { type: "grantRecording", ...other }, [G, W, W, W, W, W, W, W, G]],
  ],
  refuseRecording: [[customer, { type: "refuseRecording", ...of }, [G, W, W, "recordingRefused", W, W, W, "-", G]]],
  revokeRecording: [
    [customer, { type: "revokeRecording", ...of }, [G, W, W, byCustomer, byCustomer, byCustomer, "-", "-", "-"]],
  ],
  pauseRecording: [[aino, { type: "pauseRecording", ...of }, [G, W, W, W, "recordingPaused", "-", W, W, G]]],
  resumeRecording: [[aino, { type: "resumeRecording", ...of }, [G, W, W, W, "-", "recordingResumed", W, W, G]]],
  continueRecording: [
    [
      aino,
      { type: "continueRecording", ...of, clientId: pages.desk },
      [G, W, W, W, "recordingContinued", "recordingContinued", W, W, G],
    ],
    [aino, { type: "continueRecording", ...of, clientId: pages.otherDesk }, [G, W, W, W, W, W, W, W, G]],
  ],
  stopRecording: [
    [
      aino,
      { type: "stopRecording", ...of, reason: "failed" },
      [G, W, W, byFailure, byFailure, byFailure, "-", "-", "-"],
    ],
    [aino, { type: "stopRecording", ...of }, [G, W, W, byAgent, byAgent, byAgent, "-", "-", "-"]],
  ],
};

describe("[CALL-12] every command has its outcome in every state of a recording", () => {
  for (const [by, command, outcomes] of Object.values(rows).flat()) {
    test(`${JSON.stringify(command)} by ${by.kind}`, () => {
      const found = Object.entries(states).map(([state, make]) => [state, outcomeOf(make().say(by, command))]);
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(Object.keys(states).map((state, at) => [state, outcomes[at]])),
      );
    });
  }
});

test("[CALL-12] only the customer can consent, and only the agent can ask", () => {
  const on = connectedScenario();
  expect(on.isRefused(customer, { type: "askRecording", ...of })).toBe("notAllowed");
  on.does(aino, { type: "askRecording", ...of });
  expect(on.isRefused(aino, { type: "grantRecording", ...of })).toBe("notAllowed");
  expect(on.state.recordings).toEqual([]);
});

test("[CALL-12] where the administrator has not allowed it, and in conversations from before, nothing is recorded", () => {
  const on = connectedScenario({ terms: { mayRecord: false } });
  expect(on.isRefused(aino, { type: "askRecording", ...of })).toBe("callsOff");
});

test("[CALL-12] the end of the call stops the recording; the conversation keeps it until its time is over", () => {
  const on = recordingScenario();
  on.pass(5_000);
  on.does(aino, end);
  expect(on.state.call?.recording).toMatchObject({ phase: "stopped", stoppedAt: on.clock.now });
  expect(on.state.recordings).toEqual([on.state.call?.recording]);
  on.does(aino, { type: "startCall", callId: id("call2"), mode: "voice", clientId: id("desk1") });
  expect(on.state.recordings).toHaveLength(1);
  expect(on.does(system, { type: "expireRecording", recordingId: of.recordingId })).toEqual(["recordingDeleted"]);
  expect(on.does(system, { type: "expireRecording", recordingId: of.recordingId })).toEqual([]);
  expect(on.state.recordings).toEqual([]);
});

test("[CALL-12] a recording that goes on is not deleted, and what was never granted is not kept", () => {
  const on = recordingScenario();
  expect(on.does(system, { type: "expireRecording", recordingId: of.recordingId })).toEqual([]);
  const asked = connectedScenario();
  asked.does(aino, { type: "askRecording", ...of });
  asked.does(aino, end);
  expect(asked.state.call?.recording).toMatchObject({ phase: "stopped", startedAt: null });
  expect(asked.state.recordings).toEqual([]);
});

test("[CALL-12] pieces are taken from who records, while it goes on and a while after, never before the consent", () => {
  const on = recordingScenario();
  const may = (by: typeof aino, now: number) =>
    on.state.recordings.some((recording) => maySendRecording(recording, by.agentId, now, limits.recordingTailMs));
  expect([may(aino, on.clock.now), may(ville, on.clock.now)]).toEqual([true, false]);
  on.does(aino, end);
  expect(may(aino, on.clock.now + limits.recordingTailMs)).toBe(true);
  expect(may(aino, on.clock.now + limits.recordingTailMs + 1)).toBe(false);
  const asked = { agentId: aino.agentId, startedAt: null, stoppedAt: null };
  expect(maySendRecording(asked, aino.agentId, 0, limits.recordingTailMs)).toBe(false);
});

test("[CALL-12] another page of the agent's goes on with a part of its own, without another question; only the page that has the call may", () => {
  const on = recordingScenario();
  const goOn: Command = { type: "continueRecording", ...of, clientId: pages.otherDesk };
  expect(on.isRefused(aino, goOn)).toBe("wrongState");
  on.does(aino, { type: "rejoinCall", callId: of.callId, clientId: pages.otherDesk });
  expect(on.does(aino, goOn)).toEqual(["recordingContinued"]);
  expect(on.does(aino, goOn)).toEqual([]);
  expect(on.state.call?.recording).toMatchObject({ phase: "recording", part: 1, recorder: pages.otherDesk });
  expect(on.state.recordings).toEqual([on.state.call?.recording]);
  on.does(customer, { type: "revokeRecording", ...of });
  expect(on.isRefused(aino, { ...goOn, clientId: pages.otherDesk })).toBe("wrongState");
});
