import {
  activeScenario,
  aino,
  connectedScenario,
  customer,
  id,
  outcomeOf,
  pages,
  ringingScenario,
  saga,
  system,
  ville,
  type Scenario,
} from "@rinnalla/testkit";
import type { CallId, ConversationTerms } from "@rinnalla/protocol";
import { limits } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import type { GuestCommandType } from "./guests.ts";
import type { RecordingCommandType } from "./recording.ts";
import type { CallCommandType } from "./step.ts";

/** Guests and recording have tables of their own. */
type OwnCommandType = Exclude<CallCommandType, GuestCommandType | RecordingCommandType>;

const callId = id<CallId>("call1");
const drop = (side: "agent" | "customer"): Command => ({ type: "callLegDropped", callId, side });

/** One conversation in each state that a call can be in. */
const states = {
  "no call": () => activeScenario(),
  ringing: () => ringingScenario(),
  "ringing, agent's page gone": () => after(ringingScenario(), (on) => on.does(system, drop("agent"))),
  connecting: () =>
    after(ringingScenario(), (on) =>
      on.does(customer, { type: "answerCall", callId, answer: "audio", clientId: pages.tab }),
    ),
  connected: () => connectedScenario(),
  "agent lost": () => after(connectedScenario(), (on) => on.does(system, drop("agent"))),
  "customer lost": () => after(connectedScenario(), (on) => on.does(system, drop("customer"))),
  ended: () => after(connectedScenario(), (on) => on.does(aino, { type: "endCall", callId, reason: "hungUp" })),
};

function after(on: Scenario, act: (on: Scenario) => void): Scenario {
  act(on);
  return on;
}

type Row = readonly [by: Parameters<Scenario["say"]>[0], command: Command, outcomes: readonly string[]];

const figures = { lossPercent: 1.5, jitterMs: 8, roundTripMs: 60, mos: 4.1, usedRelay: true };
const late = 130_000;
const G = "!callGone";
const lost = "callLegLost";
const back = "callLegRejoined";
const ended = (reason: string) => `callEnded:${reason}`;
const six = (outcome: string) => Array.from({ length: 6 }, () => outcome);

// Columns, as in `states`: none, ringing, ringing without the agent's page, connecting, connected, agent lost, customer lost, ended.
const rows: { readonly [Type in OwnCommandType | "timers, too early" | "timers, late"]: readonly Row[] } = {
  startCall: [
    [
      aino,
      { type: "startCall", callId: id("call2"), mode: "voice", clientId: pages.desk },
      ["callStarted", ...six("!callExists"), "callStarted"],
    ],
    [aino, { type: "startCall", callId, mode: "video", clientId: pages.desk }, ["callStarted", ...six("-"), G]],
  ],
  answerCall: [
    [
      customer,
      { type: "answerCall", callId, answer: "audio", clientId: pages.tab },
      [G, "callAnswered", "callAnswered", "-", "-", "-", "-", G],
    ],
    [
      customer,
      { type: "answerCall", callId, answer: "video", clientId: pages.otherTab },
      [G, "callAnswered", "callAnswered", G, G, G, G, G],
    ],
    [customer, { type: "answerCall", callId: id("other"), answer: "audio", clientId: pages.tab }, [G, ...six(G), G]],
  ],
  declineCall: [
    [customer, { type: "declineCall", callId }, [G, ended("declined"), ended("declined"), G, G, G, G, "-"]],
  ],
  endCall: [
    [
      customer,
      { type: "endCall", callId, reason: "hungUp" },
      [G, ended("declined"), ended("declined"), ...six(ended("hungUp")).slice(2), "-"],
    ],
    [
      aino,
      { type: "endCall", callId, reason: "hungUp" },
      [G, ended("cancelled"), ended("cancelled"), ...six(ended("hungUp")).slice(2), "-"],
    ],
    [customer, { type: "endCall", callId, reason: "permissionDenied" }, [G, ...six(ended("permissionDenied")), "-"]],
    [aino, { type: "endCall", callId, reason: "noDevice" }, [G, ...six(ended("noDevice")), "-"]],
  ],
  confirmCall: [
    [customer, { type: "confirmCall", callId, clientId: pages.tab }, [G, G, G, "callConnected", "-", "-", "-", G]],
    [customer, { type: "confirmCall", callId, clientId: pages.otherTab }, [G, ...six(G), G]],
    [
      aino,
      { type: "confirmCall", callId, clientId: pages.desk },
      [G, "!wrongState", "!wrongState", "callConnected", "-", "-", "-", G],
    ],
  ],
  rejoinCall: [
    [aino, { type: "rejoinCall", callId, clientId: pages.desk }, [G, "-", back, "-", "-", back, "-", G]],
    [aino, { type: "rejoinCall", callId, clientId: pages.otherDesk }, [G, ...six(back), G]],
    [
      customer,
      { type: "rejoinCall", callId, clientId: pages.tab },
      [G, "!wrongState", "!wrongState", "-", "-", "-", back, G],
    ],
    [
      customer,
      { type: "rejoinCall", callId, clientId: pages.otherTab },
      [G, "!wrongState", "!wrongState", back, back, back, back, G],
    ],
  ],
  holdCall: [
    [aino, { type: "holdCall", callId }, [G, "!wrongState", "!wrongState", ...six("callHeld").slice(2), G]],
    [aino, { type: "holdCall", callId: id("other") }, [G, ...six(G), G]],
  ],
  resumeCall: [[aino, { type: "resumeCall", callId }, [G, ...six("-"), G]]],
  reportCallQuality: [
    [
      aino,
      { type: "reportCallQuality", callId, ...figures },
      [G, "!wrongState", "!wrongState", ...six("callQualityReported").slice(2), "callQualityReported"],
    ],
    [
      customer,
      { type: "reportCallQuality", callId, ...figures, freezeMs: 10 },
      [G, "!wrongState", "!wrongState", ...six("callQualityReported").slice(2), "callQualityReported"],
    ],
  ],
  callLegDropped: [
    [system, drop("agent"), ["-", lost, "-", lost, lost, "-", lost, "-"]],
    [system, drop("customer"), ["-", "-", "-", lost, lost, lost, "-", "-"]],
    [system, { type: "callLegDropped", callId, side: "agent", clientId: pages.otherDesk }, ["-", ...six("-"), "-"]],
    [
      system,
      { type: "callLegDropped", callId, side: "customer", clientId: pages.tab },
      ["-", "-", "-", lost, lost, lost, "-", "-"],
    ],
  ],
  "timers, too early": [
    [system, { type: "fireTimer", timer: "ring" }, ["-", ...six("-"), "-"]],
    [system, { type: "fireTimer", timer: "callLegAgent" }, ["-", ...six("-"), "-"]],
    [system, { type: "fireTimer", timer: "callLegCustomer" }, ["-", ...six("-"), "-"]],
  ],
  "timers, late": [
    [system, { type: "fireTimer", timer: "ring" }, ["-", ended("missed"), ended("missed"), "-", "-", "-", "-", "-"]],
    [
      system,
      { type: "fireTimer", timer: "callLegAgent" },
      ["-", "-", ended("network"), "-", "-", ended("network"), "-", "-"],
    ],
    [system, { type: "fireTimer", timer: "callLegCustomer" }, ["-", "-", "-", "-", "-", "-", ended("network"), "-"]],
  ],
};

describe("[CALL-05] every command has its outcome in every state of a call", () => {
  for (const [name, ofCommand] of Object.entries(rows)) {
    for (const [by, command, outcomes] of ofCommand) {
      test(`${name}: ${JSON.stringify(command)} by ${by.kind}`, () => {
        const found = Object.entries(states).map(([state, make]) => {
          const on = make();
          if (name === "timers, late") on.clock.now += late;
          return [state, outcomeOf(on.say(by, command))];
        });
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(Object.keys(states).map((state, at) => [state, outcomes[at]])),
        );
      });
    }
  }
});

const allowed = (calls: ConversationTerms["calls"]) => ({ terms: { calls } });
const start = (mode: "voice" | "video"): Command => ({ type: "startCall", callId, mode, clientId: pages.desk });

test("[CALL-01] the widget's setting decides which calls may start, and how they may be answered", () => {
  expect(activeScenario(allowed("none")).isRefused(aino, start("voice"))).toBe("callsOff");
  expect(activeScenario(allowed("voice")).isRefused(aino, start("video"))).toBe("callsOff");
  const voice = activeScenario(allowed("voice"));
  voice.does(aino, start("voice"));
  expect(voice.isRefused(customer, { type: "answerCall", callId, answer: "video", clientId: pages.tab })).toBe(
    "callsOff",
  );
  expect(voice.does(customer, { type: "answerCall", callId, answer: "audio", clientId: pages.tab })).toEqual([
    "callAnswered",
  ]);
  expect(activeScenario(allowed("voiceAndVideo")).does(aino, start("video"))).toEqual(["callStarted"]);
});

test("[CALL-04] a voice call may be answered with video where video is allowed, and the answer is kept", () => {
  const on = activeScenario();
  on.does(aino, start("voice"));
  on.does(customer, { type: "answerCall", callId, answer: "video", clientId: pages.tab });
  expect(on.state.call).toMatchObject({ mode: "voice", answer: "video", phase: "connecting" });
});

test("[CALL-05] nobody is rung who is not there", () => {
  const on = activeScenario();
  on.does(system, { type: "customerDropped" });
  expect(on.isRefused(aino, start("voice"))).toBe("wrongState");
});

test("[CALL-05] a ring is missed after 30 s, and the end says so to nobody's blame", () => {
  const on = ringingScenario();
  on.pass(limits.ringMs - 1);
  expect(on.state.call?.phase).toBe("ringing");
  on.pass(1);
  expect(on.state.call?.end).toEqual({ reason: "missed", side: null, lengthMs: 0 });
  expect(on.timers.size).toBe(0);
});

test("[CALL-05] a call's length counts from the first connection, through losses, to the end", () => {
  const on = ringingScenario();
  on.pass(5_000);
  on.does(customer, { type: "answerCall", callId, answer: "audio", clientId: pages.tab });
  on.pass(1_000);
  on.does(customer, { type: "confirmCall", callId, clientId: pages.tab });
  on.pass(10_000);
  on.does(system, drop("customer"));
  on.pass(20_000);
  on.does(customer, { type: "rejoinCall", callId, clientId: pages.otherTab });
  on.does(customer, { type: "endCall", callId, reason: "hungUp" });
  expect(on.state.call?.end).toEqual({ reason: "hungUp", side: "customer", lengthMs: 30_000 });
});

test("[CALL-08] a lost side is waited for 120 s, each with its own time, and a call with both back goes on", () => {
  const on = connectedScenario();
  on.does(system, drop("customer"));
  on.pass(60_000);
  on.does(system, drop("agent"));
  expect(on.state.call).toMatchObject({ phase: "reconnecting", lost: { agent: true, customer: true } });
  on.does(customer, { type: "rejoinCall", callId, clientId: pages.otherTab });
  on.pass(119_999);
  expect(on.state.call?.phase).toBe("reconnecting");
  on.does(aino, { type: "rejoinCall", callId, clientId: pages.otherDesk });
  expect(on.state.call).toMatchObject({
    phase: "connected",
    clients: { agent: pages.otherDesk, customer: pages.otherTab },
  });
  expect(on.timers.size).toBe(0);
  on.does(system, drop("agent"));
  on.pass(120_000);
  expect(on.state.call?.end).toMatchObject({ reason: "network", side: null });
});

test("[CALL-08] the old page's socket that closes after the new page has rejoined loses nothing", () => {
  const on = connectedScenario();
  on.does(customer, { type: "rejoinCall", callId, clientId: pages.otherTab });
  on.does(system, { type: "callLegDropped", callId, side: "customer", clientId: pages.tab });
  expect(on.state.call?.phase).toBe("connected");
});

test("[CALL-08] while the agent's page reloads the ring goes on, but not for nobody", () => {
  const on = ringingScenario();
  on.does(system, drop("agent"));
  expect(on.state.call?.phase).toBe("ringing");
  on.pass(10_000);
  on.does(aino, { type: "rejoinCall", callId, clientId: pages.otherDesk });
  expect(on.state.call).toMatchObject({
    phase: "ringing",
    clients: { agent: pages.otherDesk },
    lost: { agent: false },
  });
  on.does(system, drop("agent"));
  on.pass(15_000);
  expect(on.state.call?.end?.reason).toBe("network");
});

test("[ROUTE-03] a call takes the agent's whole capacity from the ring to the end", () => {
  const on = ringingScenario();
  expect(on.ledger.isLocked(aino.agentId)).toBe(true);
  expect(on.ledger.loadOf(aino.agentId)).toBe(100);
  on.does(customer, { type: "declineCall", callId });
  expect(on.ledger.isLocked(aino.agentId)).toBe(false);
  expect(on.ledger.loadOf(aino.agentId)).toBe(30);
});

test("[ROUTE-03] an agent has one call at a time, over all conversations", () => {
  const first = activeScenario();
  const second = activeScenario({ id: "conv2", ledger: first.ledger });
  first.does(aino, start("voice"));
  expect(second.isRefused(aino, start("voice"))).toBe("noRoom");
  expect(second.state.call).toBeNull();
});

test("[CALL-05] a ring lasts as long as the widget's setting said when the conversation began", () => {
  const on = activeScenario({ terms: { ringMs: 12_000 } });
  on.does(aino, start("voice"));
  on.pass(11_999);
  expect(on.state.call?.phase).toBe("ringing");
  on.pass(1);
  expect(on.state.call?.end?.reason).toBe("missed");
});

test("[CALL-05] each side says once what the call was like, also after its end, and only of a call of one's own", () => {
  const on = connectedScenario();
  const report: Command = { type: "reportCallQuality", callId, ...figures };
  on.does(aino, report);
  expect(on.does(aino, report)).toEqual([]);
  on.does(aino, { type: "endCall", callId, reason: "hungUp" });
  expect(on.does(customer, { type: "reportCallQuality", callId, ...figures, mos: 2.5, freezeMs: 900 })).toEqual([
    "callQualityReported",
  ]);
  expect(on.state.call?.quality).toEqual({ agent: figures, customer: { ...figures, mos: 2.5, freezeMs: 900 } });
  on.does(saga, { type: "assignConversation", agentId: ville.agentId });
  expect(on.isRefused(ville, report)).toBe("callGone");
});
