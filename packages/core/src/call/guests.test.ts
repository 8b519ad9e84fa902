import {
  activeScenario,
  aino,
  connectedScenario,
  consultingScenario,
  customer,
  id,
  otso,
  outcomeOf,
  pages,
  recordingScenario,
  ringingScenario,
  saga,
  staffMember,
  system,
  ville,
  waitingScenario,
  type Scenario,
} from "@rinnalla/testkit";
import { limits } from "@rinnalla/protocol";
import type { CallId, ClientId } from "@rinnalla/protocol";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import type { GuestCommandType } from "./guests.ts";

const callId = id<CallId>("call1");
const joins = (role: "listen" | "whisper" | "join", clientId: ClientId = pages.sagas): Command => ({
  type: "joinCall",
  callId,
  role,
  clientId,
});
const dropped = (by: typeof ville, clientId: ClientId): Command => ({
  type: "callGuestDropped",
  callId,
  agentId: by.agentId,
  clientId,
});
const invite: Command = { type: "inviteToCall", callId, agentId: ville.agentId };
const transfer: Command = { type: "transferCall", callId, agentId: ville.agentId };
const end: Command = { type: "endCall", callId, reason: "hungUp" };

/** One conversation in each state that matters to guests. Ville is the colleague, Saga the supervisor. */
const states = {
  "no call": () => activeScenario(),
  ringing: () => ringingScenario(),
  alone: () => connectedScenario(),
  invited: () => after(connectedScenario(), (on) => on.does(aino, invite)),
  consulting: () => consultingScenario(),
  "consulted lost": () => after(consultingScenario(), (on) => on.does(system, dropped(ville, pages.villes))),
  listening: () => after(connectedScenario(), (on) => on.does(saga, joins("listen"))),
  joined: () => after(connectedScenario(), (on) => on.does(saga, joins("join"))),
  full: () => full(),
  ended: () => after(consultingScenario(), (on) => on.does(aino, end)),
};

function after(on: Scenario, act: (on: Scenario) => void): Scenario {
  act(on);
  return on;
}

/** Ville is consulted; two supervisors listen. */
function full(): Scenario {
  return after(consultingScenario(), (on) => {
    on.does(otso, joins("listen", id("desk5")));
    on.does(staffMember("a_tuuli", "Tuuli", "supervisor"), joins("whisper", id("desk6")));
  });
}

const G = "!callGone";
const W = "!wrongState";
const N = "!notAllowed";
const joined = (role: string) => `callGuestJoined:${role}`;
const changed = (role: string) => `callGuestRoleChanged:${role}`;
const left = (because: string) => `callGuestLeft:${because}`;
const inviteEnded = (because: string) => `callInviteEnded:${because}`;
const moved = "callTransferred + agentLeft:transferred + agentJoined:transfer";

type Row = readonly [by: Parameters<Scenario["say"]>[0], command: Command, outcomes: readonly string[]];

// Columns, as in `states`: no call, ringing, alone, invited, consulting, consulted lost, listening, joined, full, ended.
const rows: {
  readonly [
    Type in GuestCommandType | "rejoinCall" | "transferCall" | "callGuest, early" | "callGuest, late"
  ]: readonly Row[];
} = {
  joinCall: [
    [saga, joins("listen"), [G, W, ...each(joined("listen"), 4), "-", changed("listen"), W, G]],
    [saga, joins("whisper"), [G, W, ...each(joined("whisper"), 4), changed("whisper"), changed("whisper"), W, G]],
    [saga, joins("join"), [G, W, ...each(joined("join"), 4), changed("join"), "-", W, G]],
    // The same from another page.
    [
      saga,
      joins("listen", pages.otherDesk),
      [G, W, ...each(joined("listen"), 4), "callGuestRejoined", `callGuestRejoined + ${changed("listen")}`, W, G],
    ],
    // A colleague has to be asked, and the primary agent is in.
    [ville, joins("join"), each(N, 10)],
    [aino, joins("join"), each(N, 10)],
  ],
  changeCallRole: [
    [
      saga,
      { type: "changeCallRole", callId, role: "whisper" },
      [N, N, N, N, N, N, changed("whisper"), changed("whisper"), N, N],
    ],
    [saga, { type: "changeCallRole", callId, role: "join" }, [N, N, N, N, N, N, changed("join"), "-", N, N]],
    [
      ville,
      { type: "changeCallRole", callId, role: "join" },
      [N, N, N, N, changed("join"), W, N, N, changed("join"), N],
    ],
    [ville, { type: "changeCallRole", callId, role: "consult" }, [N, N, N, N, "-", "-", N, N, "-", N]],
    [ville, { type: "changeCallRole", callId, role: "listen" }, [N, N, N, N, N, W, N, N, N, N]],
  ],
  leaveCall: [
    [ville, { type: "leaveCall", callId }, [N, N, N, N, left("left"), left("left"), N, N, left("left"), N]],
    [saga, { type: "leaveCall", callId }, [N, N, N, N, N, N, left("left"), left("left"), N, N]],
  ],
  inviteToCall: [
    [aino, invite, [G, W, "callGuestInvited", "-", W, W, "callGuestInvited", "callGuestInvited", W, G]],
    [
      aino,
      { type: "inviteToCall", callId, agentId: saga.agentId },
      [G, W, "callGuestInvited", W, "callGuestInvited", "callGuestInvited", W, W, W, G],
    ],
    [aino, { type: "inviteToCall", callId, agentId: aino.agentId }, [G, ...each(W, 8), G]],
  ],
  cancelCallInvite: [
    [
      aino,
      { type: "cancelCallInvite", callId, agentId: ville.agentId },
      [G, "-", "-", inviteEnded("cancelled"), ...each("-", 6)],
    ],
  ],
  acceptCallInvite: [
    [
      ville,
      { type: "acceptCallInvite", callId, clientId: pages.villes },
      [N, N, N, joined("consult"), "-", "-", N, N, "-", N],
    ],
    [
      ville,
      { type: "acceptCallInvite", callId, clientId: pages.otherDesk },
      [N, N, N, joined("consult"), G, G, N, N, G, N],
    ],
  ],
  declineCallInvite: [
    [ville, { type: "declineCallInvite", callId }, [N, N, N, inviteEnded("declined"), N, N, N, N, N, N]],
  ],
  dismissGuest: [
    [
      aino,
      { type: "dismissGuest", callId, agentId: ville.agentId },
      [G, "-", "-", "-", left("dismissed"), left("dismissed"), "-", "-", left("dismissed"), "-"],
    ],
    [aino, { type: "dismissGuest", callId, agentId: saga.agentId }, [G, ...each("-", 5), N, N, "-", "-"]],
  ],
  callGuestDropped: [
    [system, dropped(ville, pages.villes), ["-", "-", "-", "-", "callGuestLost", "-", "-", "-", "callGuestLost", "-"]],
    // Another page is the guest's by now.
    [system, dropped(ville, pages.otherDesk), each("-", 10)],
  ],
  rejoinCall: [
    [
      ville,
      { type: "rejoinCall", callId, clientId: pages.villes },
      [N, N, N, N, "-", "callGuestRejoined", N, N, "-", N],
    ],
    [
      ville,
      { type: "rejoinCall", callId, clientId: pages.otherDesk },
      [N, N, N, N, "callGuestRejoined", "callGuestRejoined", N, N, "callGuestRejoined", N],
    ],
  ],
  transferCall: [
    [aino, transfer, [G, W, W, W, moved, W, W, W, moved, G]],
    [aino, { ...transfer, agentId: saga.agentId }, [G, W, W, W, W, W, W, moved, W, G]],
    [aino, { ...transfer, agentId: aino.agentId }, [G, ...each(W, 8), G]],
  ],
  "callGuest, early": [[system, { type: "fireTimer", timer: "callGuest" }, each("-", 10)]],
  "callGuest, late": [
    [
      system,
      { type: "fireTimer", timer: "callGuest" },
      ["-", "-", "-", inviteEnded("expired"), "-", left("network"), "-", "-", "-", "-"],
    ],
  ],
};

function each(outcome: string, times: number): string[] {
  return Array.from({ length: times }, () => outcome);
}

describe("[CALL-11] every command has its outcome in every state of a call's guests", () => {
  for (const [name, ofCommand] of Object.entries(rows)) {
    for (const [by, command, outcomes] of ofCommand) {
      test(`${name}: ${JSON.stringify(command)} by ${by.kind === "agent" ? by.name : by.kind}`, () => {
        const found = Object.entries(states).map(([state, make]) => {
          const on = make();
          if (name === "callGuest, late") on.clock.now += limits.callGraceMs;
          return [state, outcomeOf(on.say(by, command))];
        });
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(Object.keys(states).map((state, at) => [state, outcomes[at]])),
        );
      });
    }
  }
});

/** What was decided for two is so for three, on hold and recorded as well. */
describe("[CALL-11] guests, hold and recording change no outcome of the call itself", () => {
  const commands: readonly (readonly [by: Row[0], Command])[] = [
    [aino, { type: "startCall", callId: id("call2"), mode: "voice", clientId: pages.desk }],
    [customer, { type: "answerCall", callId, answer: "audio", clientId: pages.tab }],
    [customer, { type: "answerCall", callId, answer: "audio", clientId: pages.otherTab }],
    [customer, { type: "declineCall", callId }],
    [customer, end],
    [aino, end],
    [customer, { type: "confirmCall", callId, clientId: pages.tab }],
    [aino, { type: "rejoinCall", callId, clientId: pages.otherDesk }],
    [customer, { type: "rejoinCall", callId, clientId: pages.otherTab }],
    [system, { type: "callLegDropped", callId, side: "agent" }],
    [system, { type: "callLegDropped", callId, side: "customer" }],
    [system, { type: "fireTimer", timer: "ring" }],
  ];
  const crowded = () =>
    after(recordingScenario(), (on) => {
      on.does(saga, joins("join"));
      on.does(aino, invite);
      on.does(ville, { type: "acceptCallInvite", callId, clientId: pages.villes });
      on.does(aino, { type: "holdCall", callId });
    });
  test.each(commands.map(([by, command]) => [JSON.stringify(command), by, command] as const))(
    "%s",
    (_name, by, command) => {
      expect(outcomeOf(crowded().say(by, command))).toBe(outcomeOf(connectedScenario().say(by, command)));
    },
  );
});

test("[CALL-11] [ROUTE-03] who takes part or is consulted holds the call's claim; who listens or whispers does not", () => {
  const on = consultingScenario();
  expect(on.ledger.isLocked(ville.agentId)).toBe(true);
  on.does(saga, joins("listen"));
  expect(on.ledger.isLocked(saga.agentId)).toBe(false);
  on.does(saga, { type: "changeCallRole", callId, role: "join" });
  expect(on.ledger.isLocked(saga.agentId)).toBe(true);
  on.does(saga, { type: "changeCallRole", callId, role: "whisper" });
  expect(on.ledger.isLocked(saga.agentId)).toBe(false);
  on.does(aino, end);
  expect(on.ledger.claims().filter((claim) => claim.kind === "call")).toEqual([]);
});

test("[CALL-11] [ROUTE-03] a colleague in a call elsewhere cannot be consulted", () => {
  const first = connectedScenario();
  const second = waitingScenario({ id: "conv2", ledger: first.ledger });
  second.does(saga, { type: "assignConversation", agentId: ville.agentId });
  second.does(ville, { type: "startCall", callId: id("call2"), mode: "voice", clientId: pages.villes });
  first.does(aino, invite);
  expect(first.isRefused(ville, { type: "acceptCallInvite", callId, clientId: pages.villes })).toBe("noRoom");
});

test("[CALL-11] an invitation rings for 30 s, and a lost guest is waited for 120 s, each for itself", () => {
  const on = consultingScenario();
  on.does(system, dropped(ville, pages.villes));
  on.pass(100_000);
  on.does(aino, { type: "inviteToCall", callId, agentId: saga.agentId });
  on.pass(19_999);
  expect(on.state.call?.guests).toHaveLength(1);
  on.pass(1);
  expect(on.state.call?.guests).toEqual([]);
  expect(on.state.call?.invited?.agentId).toBe(saga.agentId);
  on.pass(10_000);
  expect(on.state.call?.invited).toBeNull();
  expect(on.timers.size).toBe(0);
  expect(on.state.call?.phase).toBe("connected");
});

test("[CALL-11] transfer: the conversation and the claims change hands, the call does not blink", () => {
  const on = recordingScenario();
  on.does(aino, { type: "inviteVisual", visualId: id("visual1"), kind: "cobrowse", clientId: pages.desk });
  on.does(saga, joins("whisper"));
  on.does(aino, invite);
  on.does(ville, { type: "acceptCallInvite", callId, clientId: pages.villes });
  on.does(aino, { type: "holdCall", callId });
  const connectedAt = on.state.call?.connectedAt;
  on.pass(5_000);
  expect(on.does(aino, transfer)).toEqual([
    "recordingStopped",
    "visualEnded",
    "callResumed",
    "callTransferred",
    "agentLeft",
    "agentJoined",
  ]);
  expect(on.state).toMatchObject({
    status: "active",
    agent: { agentId: ville.agentId },
    call: {
      phase: "connected",
      agentId: ville.agentId,
      connectedAt,
      clients: { agent: pages.villes, customer: pages.tab },
      isHeld: false,
      guests: [{ agentId: saga.agentId, role: "whisper" }],
    },
  });
  expect(on.ledger.heldBy(aino.agentId)).toEqual([]);
  expect(
    on.ledger
      .heldBy(ville.agentId)
      .map((claim) => claim.kind)
      .toSorted(),
  ).toEqual(["call", "conversation"]);
  expect(on.does(ville, end)).toEqual(["callEnded"]);
  expect(on.ledger.heldBy(ville.agentId).map((claim) => claim.kind)).toEqual(["conversation"]);
});

test("[CALL-11] a call handed over while the old agent's page is gone is whole again", () => {
  const on = consultingScenario();
  on.does(system, { type: "callLegDropped", callId, side: "agent" });
  on.does(aino, transfer);
  expect(on.state.call?.phase).toBe("connected");
  expect(on.timers.size).toBe(0);
});

test("[CALL-11] the customer sees who takes part or is consulted, and nothing of who listens or whispers", () => {
  const on = connectedScenario();
  on.does(saga, joins("listen"));
  on.does(saga, { type: "changeCallRole", callId, role: "whisper" });
  on.does(system, dropped(saga, pages.sagas));
  on.does(saga, { type: "rejoinCall", callId, clientId: pages.otherDesk });
  on.does(aino, invite);
  const hidden = JSON.stringify(on.seenByCustomer());
  for (const secret of [saga.agentId, saga.name, pages.sagas, pages.otherDesk, "callGuestInvited"])
    expect(hidden).not.toContain(secret);
  on.does(saga, { type: "changeCallRole", callId, role: "join" });
  on.does(saga, { type: "changeCallRole", callId, role: "listen" });
  on.does(ville, { type: "acceptCallInvite", callId, clientId: pages.villes });
  const seen = on.seenByCustomer().map(({ event }) => event);
  expect(seen.slice(-3)).toMatchObject([
    { type: "callGuestJoined", agentId: saga.agentId, role: "join" },
    { type: "callGuestLeft", agentId: saga.agentId, role: "join", because: "left" },
    { type: "callGuestJoined", agentId: ville.agentId, role: "consult" },
  ]);
  expect(JSON.stringify(seen)).not.toMatch(/listen|whisper/);
});

test("[CALL-11] where the terms say so, the customer sees who listens or whispers as well, all the way", () => {
  const on = connectedScenario({ terms: { customerSeesListeners: true } });
  on.does(saga, joins("listen"));
  on.does(saga, { type: "changeCallRole", callId, role: "whisper" });
  on.does(system, dropped(saga, pages.sagas));
  on.does(saga, { type: "rejoinCall", callId, clientId: pages.otherDesk });
  on.does(aino, invite);
  on.does(saga, { type: "leaveCall", callId });
  const seen = on.seenByCustomer().map(({ event }) => event);
  expect(seen.slice(-5)).toMatchObject([
    { type: "callGuestJoined", agentId: saga.agentId, role: "listen" },
    { type: "callGuestRoleChanged", agentId: saga.agentId, role: "whisper" },
    { type: "callGuestLost", agentId: saga.agentId },
    { type: "callGuestRejoined", agentId: saga.agentId },
    { type: "callGuestLeft", agentId: saga.agentId },
  ]);
  expect(JSON.stringify(seen)).not.toContain("callGuestInvited");
});
