import {
  activeScenario,
  aino,
  customer,
  id,
  invitedScenario,
  liveVisualScenario,
  outcomeOf,
  pages,
  scenarioPin,
  system,
  type Scenario,
} from "@rinnalla/testkit";
import { limits } from "@rinnalla/protocol";
import type { VisualId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import type { VisualRecordingCommandType } from "./recording.ts";
import type { VisualCommandType } from "./step.ts";

const visualId = id<VisualId>("visual1");
const drop = (side: "agent" | "customer"): Command => ({ type: "visualLegDropped", visualId, side });
const enter = (pin: string, clientId = pages.tab): Command => ({ type: "enterPin", pin, clientId });
const grant = (scope: "view" | "control", clientId = pages.tab): Command => ({
  type: "grantScope",
  visualId,
  scope,
  clientId,
});
const askControl: Command = { type: "askScope", visualId, scope: "control" };

/** One conversation in each state that a visual session can be in. */
const states = {
  none: () => activeScenario(),
  invited: () => invitedScenario(),
  consenting: () => after(invitedScenario(), (on) => on.does(customer, enter(scenarioPin))),
  live: () => liveVisualScenario(),
  "control asked": () => after(liveVisualScenario(), (on) => on.does(aino, askControl)),
  "control granted": () => controlled(),
  paused: () => after(liveVisualScenario(), (on) => on.does(customer, { type: "pauseVisual", visualId })),
  "customer lost": () => after(liveVisualScenario(), (on) => on.does(system, drop("customer"))),
  ended: () => after(liveVisualScenario(), (on) => on.does(aino, { type: "endVisual", visualId })),
};

function after(on: Scenario, act: (on: Scenario) => void): Scenario {
  act(on);
  return on;
}

function controlled(): Scenario {
  return after(liveVisualScenario(), (on) => {
    on.does(aino, askControl);
    on.does(customer, grant("control"));
  });
}

type Row = readonly [by: Parameters<Scenario["say"]>[0], command: Command, outcomes: readonly string[]];

const late = limits.pinMs + 1;
const G = "!visualGone";
const W = "!wrongState";
const S = "!pinSpent";
const C = "!noConsent";
const ended = (reason: string) => `visualEnded:${reason}`;
const times = (count: number, outcome: string) => Array.from({ length: count }, () => outcome);
const accepted = "visualPinAccepted + visualScopeAsked:view";
const lost = "visualLegLost";
const back = "visualLegRejoined";
const revoked = "visualScopeRevoked:control";

// Columns, as in `states`: none, invited, consenting, live, control asked, control granted, paused, customer lost, ended.
// Recording has a table of its own (`recording.test.ts`).
type Tabled = Exclude<VisualCommandType, VisualRecordingCommandType>;
const rows: { readonly [Type in Tabled | "timers, too early" | "timers, late"]: readonly Row[] } = {
  inviteVisual: [
    [
      aino,
      { type: "inviteVisual", visualId: id("visual2"), kind: "screenShare", clientId: pages.desk },
      ["visualInvited", ...times(7, "!visualExists"), "visualInvited"],
    ],
    [
      aino,
      { type: "inviteVisual", visualId, kind: "cobrowse", clientId: pages.desk },
      ["visualInvited", ...times(7, "-"), G],
    ],
  ],
  enterPin: [
    [customer, enter(scenarioPin), [G, accepted, ...times(6, "-"), G]],
    [customer, enter(scenarioPin, pages.otherTab), [G, accepted, ...times(6, S), G]],
    [customer, enter("000000"), [G, "visualPinRefused", ...times(6, S), G]],
  ],
  // Of the built-in one's session; those of a provider's are in provider.test.ts.
  prepareVisual: [[aino, { type: "prepareVisual", visualId, pin: "1" }, [G, ...times(7, W), G]]],
  connectVisual: [[aino, { type: "connectVisual", visualId }, [G, ...times(7, W), G]]],
  askScope: [[aino, askControl, [G, C, C, "visualScopeAsked:control", "-", "-", W, "visualScopeAsked:control", G]]],
  grantScope: [
    [customer, grant("view"), [G, W, "visualScopeGranted:view", ...times(5, "-"), G]],
    [customer, grant("control"), [G, W, W, W, "visualScopeGranted:control", "-", W, W, G]],
  ],
  refuseScope: [
    [
      customer,
      { type: "refuseScope", visualId, scope: "view" },
      [G, ended("refused"), ended("refused"), ...times(5, ended("customerEnded")), G],
    ],
    [
      customer,
      { type: "refuseScope", visualId, scope: "control" },
      [G, "-", "-", "-", "visualScopeRefused:control", revoked, "-", "-", G],
    ],
  ],
  revokeScope: [
    [
      customer,
      { type: "revokeScope", visualId, scope: "view" },
      [G, ended("refused"), ended("refused"), ...times(5, ended("customerEnded")), G],
    ],
    [aino, { type: "revokeScope", visualId, scope: "view" }, [G, ...times(7, ended("agentEnded")), G]],
    [customer, { type: "revokeScope", visualId, scope: "control" }, [G, "-", "-", "-", revoked, revoked, "-", "-", G]],
    [aino, { type: "revokeScope", visualId, scope: "control" }, [G, "-", "-", "-", revoked, revoked, "-", "-", G]],
  ],
  pauseVisual: [
    [customer, { type: "pauseVisual", visualId }, [G, W, W, ...times(3, "visualPaused"), "-", "visualPaused", G]],
  ],
  resumeVisual: [[customer, { type: "resumeVisual", visualId }, [G, W, W, "-", "-", "-", "visualResumed", "-", G]]],
  reportAction: [
    [
      customer,
      { type: "reportAction", visualId, action: "click", label: "Add" },
      [G, W, W, C, C, "visualActed", C, C, G],
    ],
    [
      customer,
      { type: "reportAction", visualId, action: "refused", label: "Pay" },
      [G, W, W, ...times(5, "visualActed"), G],
    ],
  ],
  endVisual: [
    [aino, { type: "endVisual", visualId }, [G, ...times(7, ended("agentEnded")), "-"]],
    [
      customer,
      { type: "endVisual", visualId },
      [G, ended("refused"), ended("refused"), ...times(5, ended("customerEnded")), "-"],
    ],
  ],
  rejoinVisual: [
    [customer, { type: "rejoinVisual", visualId, clientId: pages.otherTab }, [G, W, ...times(6, back), G]],
    [customer, { type: "rejoinVisual", visualId, clientId: pages.tab }, [G, W, "-", "-", "-", "-", "-", back, G]],
    [aino, { type: "rejoinVisual", visualId, clientId: pages.desk }, [G, ...times(7, "-"), G]],
    [aino, { type: "rejoinVisual", visualId, clientId: pages.otherDesk }, [G, ...times(7, back), G]],
  ],
  visualLegDropped: [
    [system, drop("customer"), ["-", "-", ...times(5, lost), "-", "-"]],
    [system, drop("agent"), ["-", "-", ...times(6, lost), "-"]],
    [system, { type: "visualLegDropped", visualId, side: "customer", clientId: pages.otherTab }, times(9, "-")],
  ],
  "timers, too early": (["pin", "visualLegAgent", "visualLegCustomer"] as const).map((timer) => [
    system,
    { type: "fireTimer", timer },
    times(9, "-"),
  ]),
  "timers, late": [
    [system, { type: "fireTimer", timer: "pin" }, ["-", ended("expired"), ...times(7, "-")]],
    [system, { type: "fireTimer", timer: "visualLegAgent" }, times(9, "-")],
    [system, { type: "fireTimer", timer: "visualLegCustomer" }, [...times(7, "-"), ended("network"), "-"]],
  ],
};

describe("[VIS-04] every command has its outcome in every state of a visual session", () => {
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

test("[VIS-01] without a provider for its kind nothing is invited", () => {
  const on = activeScenario({ terms: { cobrowse: null } });
  expect(on.isRefused(aino, { type: "inviteVisual", visualId, kind: "cobrowse", clientId: pages.desk })).toBe(
    "visualOff",
  );
  expect(on.does(aino, { type: "inviteVisual", visualId, kind: "screenShare", clientId: pages.desk })).toEqual([
    "visualInvited",
  ]);
});

test("[VIS-02] five wrong PINs end the invitation; a sixth, though right, opens nothing", () => {
  const on = invitedScenario();
  for (const triesLeft of [4, 3, 2, 1]) {
    on.does(customer, enter("000000"));
    expect(on.state.visual).toMatchObject({ phase: "invited", triesLeft });
  }
  expect(on.does(customer, enter("000000"))).toEqual(["visualPinRefused", "visualEnded"]);
  expect(on.state.visual?.end).toEqual({ reason: "pinSpent", side: null });
  expect(on.isRefused(customer, enter(scenarioPin))).toBe("pinSpent");
  expect(on.timers.size).toBe(0);
});

test("[VIS-02] the PIN lives 10 minutes", () => {
  const on = invitedScenario();
  on.pass(limits.pinMs - 1);
  expect(on.state.visual?.phase).toBe("invited");
  on.pass(1);
  expect(on.state.visual?.end?.reason).toBe("expired");
  expect(on.isRefused(customer, enter(scenarioPin))).toBe("pinSpent");
});

test("[VIS-02] a PIN that is right but late ends the invitation, even if its timer has not fired yet", () => {
  const on = invitedScenario();
  on.clock.now += limits.pinMs;
  on.does(customer, enter(scenarioPin));
  expect(on.state.visual?.end?.reason).toBe("expired");
});

test("[VIS-02] one click puts the PIN in the chat, until it is used", () => {
  const on = invitedScenario();
  on.does(aino, { type: "sharePin", visualId, messageId: id("m1") });
  expect(on.log.at(-1)?.event).toMatchObject({
    type: "messagePosted",
    kind: "pin",
    text: scenarioPin,
    visualId,
    side: "agent",
  });
  on.does(customer, enter(scenarioPin));
  expect(on.isRefused(aino, { type: "sharePin", visualId, messageId: id("m2") })).toBe("pinSpent");
});

test("[VIS-03] in a screen share control is not to be had", () => {
  expect(liveVisualScenario({}, "screenShare").isRefused(aino, askControl)).toBe("wrongState");
});

test("[VIS-04] control without its own consent is nowhere: granting what was not asked is refused", () => {
  const on = liveVisualScenario();
  expect(on.isRefused(customer, grant("control"))).toBe("wrongState");
  on.does(aino, askControl);
  on.does(customer, { type: "refuseScope", visualId, scope: "control" });
  expect(on.isRefused(customer, grant("control"))).toBe("wrongState");
  expect(on.state.visual?.scopes).toEqual({ view: "granted", control: "none" });
});

test("[VIS-04] the customer's stop ends view and control at once", () => {
  const on = controlled();
  on.does(customer, { type: "endVisual", visualId });
  expect(on.state.visual).toMatchObject({ phase: "ended", scopes: { view: "none", control: "none" } });
});

test("[VIS-07] the session follows the customer to another page, control included, without a new PIN", () => {
  const on = controlled();
  on.does(system, drop("customer"));
  on.pass(60_000);
  on.does(customer, { type: "rejoinVisual", visualId, clientId: pages.otherTab });
  expect(on.state.visual).toMatchObject({
    phase: "live",
    scopes: { view: "granted", control: "granted" },
    clients: { customer: pages.otherTab },
  });
  expect(on.timers.size).toBe(0);
});

test("[VIS-07] a customer who reloaded over the question may answer it from the new page", () => {
  const on = invitedScenario();
  on.does(customer, enter(scenarioPin));
  on.does(system, drop("customer"));
  on.does(customer, grant("view", pages.otherTab));
  expect(on.state.visual).toMatchObject({
    phase: "live",
    lost: { customer: false },
    clients: { customer: pages.otherTab },
  });
  expect(on.timers.size).toBe(0);
});

test("[VIS-07] a lost side is waited for 120 s", () => {
  const on = liveVisualScenario();
  on.does(system, drop("agent"));
  on.pass(limits.visualGraceMs);
  expect(on.state.visual?.end).toEqual({ reason: "network", side: null });
});
