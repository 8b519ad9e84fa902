import {
  activeScenario,
  aino,
  customer,
  id,
  invitedScenario,
  liveVisualScenario,
  outcomeOf,
  pages,
  saga,
  scenarioPin,
  system,
  visualRecordingScenario,
  ville,
  type Scenario,
} from "@rinnalla/testkit";
import { limits } from "@rinnalla/protocol";
import type { ClientId, RecordingId, VisualId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import { isKeptNow, type VisualRecordingCommandType } from "./recording.ts";

const visualId = id<VisualId>("visual1");
const of = { visualId, recordingId: id<RecordingId>("recording1") };
const other = { ...of, recordingId: id<RecordingId>("recording2") };

/** One conversation in each state that a session's recording can be in. */
const states = {
  "no session": () => activeScenario(),
  invited: () => invitedScenario(),
  consenting: () =>
    after(invitedScenario(), (on) => on.does(customer, { type: "enterPin", pin: scenarioPin, clientId: pages.tab })),
  live: () => liveVisualScenario(),
  "view paused": () => after(liveVisualScenario(), (on) => on.does(customer, { type: "pauseVisual", visualId })),
  asked: () => after(liveVisualScenario(), (on) => on.does(aino, { type: "askVisualRecording", ...of })),
  recording: () => visualRecordingScenario(),
  paused: () => after(visualRecordingScenario(), (on) => on.does(aino, { type: "pauseVisualRecording", ...of })),
  stopped: () => after(visualRecordingScenario(), (on) => on.does(aino, { type: "stopVisualRecording", ...of })),
  refused: () =>
    after(liveVisualScenario(), (on) => {
      on.does(aino, { type: "askVisualRecording", ...of });
      on.does(customer, { type: "refuseVisualRecording", ...of });
    }),
  ended: () => after(visualRecordingScenario(), (on) => on.does(aino, { type: "endVisual", visualId })),
};

function after(on: Scenario, act: (on: Scenario) => void): Scenario {
  act(on);
  return on;
}

const G = "!visualGone";
const W = "!wrongState";
const C = "!noConsent";
const asked = "visualRecordingAsked";
const granted = "visualRecordingGranted";
const stopped = (by: string) => `visualRecordingStopped:${by}`;

type Row = readonly [by: Parameters<Scenario["say"]>[0], command: Command, outcomes: readonly string[]];

// Columns, as in `states`: no session, invited, consenting, live, view paused, asked, recording, paused, stopped, refused, ended.
const rows: { readonly [Type in VisualRecordingCommandType]: readonly Row[] } = {
  askVisualRecording: [
    [aino, { type: "askVisualRecording", ...of }, [G, C, C, asked, W, "-", "-", "-", W, W, G]],
    [aino, { type: "askVisualRecording", ...other }, [G, C, C, asked, W, W, W, W, asked, asked, G]],
  ],
  grantVisualRecording: [
    [customer, { type: "grantVisualRecording", ...of }, [G, W, W, W, W, granted, "-", "-", W, W, G]],
    [customer, { type: "grantVisualRecording", ...other }, [G, W, W, W, W, W, W, W, W, W, G]],
  ],
  refuseVisualRecording: [
    [
      customer,
      { type: "refuseVisualRecording", ...of },
      [G, W, W, W, W, "visualRecordingRefused", stopped("customer"), stopped("customer"), "-", "-", G],
    ],
  ],
  revokeVisualRecording: [
    [
      customer,
      { type: "revokeVisualRecording", ...of },
      [G, W, W, W, W, stopped("customer"), stopped("customer"), stopped("customer"), "-", "-", "-"],
    ],
  ],
  pauseVisualRecording: [
    [aino, { type: "pauseVisualRecording", ...of }, [G, W, W, W, W, W, "visualRecordingPaused", "-", W, W, G]],
  ],
  resumeVisualRecording: [
    [aino, { type: "resumeVisualRecording", ...of }, [G, W, W, W, W, W, "-", "visualRecordingResumed", W, W, G]],
  ],
  stopVisualRecording: [
    [
      aino,
      { type: "stopVisualRecording", ...of },
      [G, W, W, W, W, stopped("agent"), stopped("agent"), stopped("agent"), "-", "-", "-"],
    ],
  ],
  continueVisualRecording: [
    // The states are of a co-browse, which needs no page of the agent's.
    [aino, { type: "continueVisualRecording", ...of, clientId: pages.desk }, [G, W, W, W, W, W, W, W, W, W, G]],
  ],
  visualRecordingBroken: [
    [
      system,
      { type: "visualRecordingBroken", ...of, because: "full" },
      ["-", "-", "-", "-", "-", stopped("full"), stopped("full"), stopped("full"), "-", "-", "-"],
    ],
  ],
};

describe("[VIS-04] every command has its outcome in every state of a session's recording", () => {
  for (const [by, command, outcomes] of Object.values(rows).flat()) {
    test(`${JSON.stringify(command)} by ${by.kind}`, () => {
      const found = Object.entries(states).map(([state, make]) => [state, outcomeOf(make().say(by, command))]);
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(Object.keys(states).map((state, at) => [state, outcomes[at]])),
      );
    });
  }
});

test("[VIS-04] only the customer consents to a recording, and only the session's agent asks", () => {
  const on = liveVisualScenario();
  for (const by of [customer, ville, saga])
    expect(on.isRefused(by, { type: "askVisualRecording", ...of })).toBe("notAllowed");
  on.does(aino, { type: "askVisualRecording", ...of });
  for (const by of [aino, saga]) expect(on.isRefused(by, { type: "grantVisualRecording", ...of })).toBe("notAllowed");
  expect(on.state.recordings).toEqual([]);
});

test("[VIS-04] where the administrator has not allowed it, and in conversations from before, nothing is recorded", () => {
  const off = liveVisualScenario({ terms: { visualRecording: "off" } });
  expect(off.isRefused(aino, { type: "askVisualRecording", ...of })).toBe("visualOff");
  const { visualRecording: _, ...before } = off.state.terms;
  expect(Object.keys(before)).not.toContain("visualRecording");
});

test("[VIS-04] the consent to record is neither that to look nor that to act, and goes with the look", () => {
  const on = visualRecordingScenario();
  expect(on.state.visual?.scopes).toEqual({ view: "granted", control: "none" });
  on.does(customer, { type: "revokeScope", visualId, scope: "view" });
  expect(on.state.visual?.recording).toMatchObject({ phase: "stopped", stoppedAt: on.clock.now });
});

test("[VIS-04] what passes is kept only while both the look and the recording go on, in a co-browse", () => {
  const kept = Object.entries(states).map(([state, make]) => [state, isKeptNow(make().state.visual)] as const);
  expect(kept.filter(([, is]) => is).map(([state]) => state)).toEqual(["recording"]);
  const on = visualRecordingScenario();
  on.does(customer, { type: "pauseVisual", visualId });
  expect(isKeptNow(on.state.visual)).toBe(false);
  on.does(customer, { type: "resumeVisual", visualId });
  expect(isKeptNow(on.state.visual)).toBe(true);
  // A shared screen is recorded by the agent's browser.
  expect(isKeptNow(visualRecordingScenario({}, "screenShare").state.visual)).toBe(false);
});

test("[VIS-07] a recording goes on over the customer's page loads, and ends when nobody comes back", () => {
  const on = visualRecordingScenario();
  on.does(system, { type: "visualLegDropped", visualId, side: "customer" });
  on.pass(30_000);
  on.does(customer, { type: "rejoinVisual", visualId, clientId: pages.otherTab });
  expect(isKeptNow(on.state.visual)).toBe(true);
  on.does(system, { type: "visualLegDropped", visualId, side: "customer" });
  on.pass(limits.visualGraceMs);
  expect(on.state.visual?.recording?.phase).toBe("stopped");
});

test("[VIS-04] the conversation keeps what was recorded until its time is over, another session or not", () => {
  const on = visualRecordingScenario();
  expect(on.does(system, { type: "expireRecording", recordingId: of.recordingId })).toEqual([]);
  on.does(aino, { type: "endVisual", visualId });
  expect(on.state.recordings).toEqual([on.state.visual?.recording]);
  expect(on.state.recordings[0]).toMatchObject({ id: of.recordingId, visual: "cobrowse", agentId: aino.agentId });
  on.does(aino, { type: "inviteVisual", visualId: id("visual2"), kind: "screenShare", clientId: pages.desk });
  expect(on.state.recordings).toHaveLength(1);
  expect(on.does(system, { type: "expireRecording", recordingId: of.recordingId })).toEqual(["recordingDeleted"]);
  expect(on.state.recordings).toEqual([]);
});

test("[VIS-04] a shared screen's recording goes on in the page that the agent looks in after a reload, as another part; in no other", () => {
  const on = visualRecordingScenario({}, "screenShare");
  const goOn = (clientId: ClientId): Command => ({ type: "continueVisualRecording", ...of, clientId });
  expect(on.isRefused(aino, goOn(pages.otherDesk))).toBe("wrongState");
  on.does(aino, { type: "rejoinVisual", visualId, clientId: pages.otherDesk });
  expect(on.does(aino, goOn(pages.otherDesk))).toEqual(["visualRecordingContinued"]);
  expect(on.state.visual?.recording).toMatchObject({ phase: "recording", part: 1, recorder: pages.otherDesk });
  expect(on.does(aino, goOn(pages.otherDesk))).toEqual([]);
  expect(on.isRefused(ville, goOn(pages.otherDesk))).toBe("notAllowed");
  on.does(aino, { type: "stopVisualRecording", ...of });
  expect(on.isRefused(aino, goOn(pages.otherDesk))).toBe("wrongState");
});

test("[SUP-04] who played a recording stays in the log, and is not the customer's to see", () => {
  const on = visualRecordingScenario();
  const played = { type: "notePlayback", recordingId: of.recordingId, agentId: saga.agentId, name: "Saga" } as const;
  expect(on.does(system, played)).toEqual(["recordingPlayed"]);
  on.does(aino, { type: "endVisual", visualId });
  on.does(aino, { type: "endConversation" });
  on.does(aino, { type: "closeConversation" });
  expect(on.does(system, played)).toEqual(["recordingPlayed"]);
  expect(on.seenByCustomer().some(({ event }) => event.type === "recordingPlayed")).toBe(false);
  expect(on.does(system, { ...played, recordingId: id<RecordingId>("none") })).toEqual([]);
  expect(on.isRefused(saga, played)).toBe("notAllowed");
});
