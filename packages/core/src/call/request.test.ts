import {
  activeScenario,
  aino,
  connectedScenario,
  customer,
  id,
  outcomeOf,
  pages,
  saga,
  ville,
  waitingScenario,
  type Scenario,
} from "@rinnalla/testkit";
import { describe, expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import type { RequestCommandType } from "./request.ts";

const ask: Command = { type: "askCall", mode: "voice" };
const askBack: Command = { type: "askCallBack", at: null };

/** One conversation in each state of what a customer can ask for. */
const states = {
  waiting: () => waitingScenario(),
  active: () => activeScenario(),
  asked: () => after(activeScenario(), (on) => on.does(customer, ask)),
  "in a call": () => connectedScenario(),
  "call-back": () => after(activeScenario(), (on) => on.does(customer, askBack)),
  taken: () =>
    after(activeScenario(), (on) => {
      on.does(customer, askBack);
      on.does(ville, { type: "takeCallBack" });
    }),
  ended: () =>
    after(activeScenario(), (on) => {
      on.does(customer, ask);
      on.does(customer, { type: "endConversation" });
    }),
};

function after(on: Scenario, act: (on: Scenario) => void): Scenario {
  act(on);
  return on;
}

const W = "!wrongState";
const N = "!notAllowed";
const closed = (because: string) => `callBackClosed:${because}`;

type Row = readonly [by: Parameters<Scenario["say"]>[0], command: Command, outcomes: readonly string[]];

// Columns, as in `states`: waiting, active, asked, in a call, call-back, taken, ended.
const rows: { readonly [Type in RequestCommandType]: readonly Row[] } = {
  askCall: [
    [
      customer,
      ask,
      ["callRequested", "callRequested", "-", "!callExists", "callRequested", "callRequested", "!conversationEnded"],
    ],
    [
      customer,
      { type: "askCall", mode: "video" },
      [
        "callRequested",
        "callRequested",
        "callRequested",
        "!callExists",
        "callRequested",
        "callRequested",
        "!conversationEnded",
      ],
    ],
  ],
  cancelCallRequest: [
    [customer, { type: "cancelCallRequest" }, ["-", "-", "callRequestEnded:cancelled", "-", "-", "-", "-"]],
  ],
  declineCallRequest: [
    [aino, { type: "declineCallRequest" }, [N, "-", "callRequestEnded:declined", "-", "-", "-", "-"]],
  ],
  askCallBack: [
    [
      customer,
      askBack,
      ["callBackAsked", "callBackAsked", "callBackAsked", "callBackAsked", "-", "-", "callBackAsked"],
    ],
    [
      customer,
      { type: "askCallBack", at: 2_000_000, note: "040 123" },
      Array.from({ length: 7 }, () => "callBackAsked"),
    ],
  ],
  cancelCallBack: [
    [customer, { type: "cancelCallBack" }, ["-", "-", "-", "-", closed("cancelled"), closed("cancelled"), "-"]],
  ],
  takeCallBack: [
    [ville, { type: "takeCallBack" }, [N, N, N, N, "callBackTaken", "-", N]],
    [aino, { type: "takeCallBack" }, [N, N, N, N, "callBackTaken", W, N]],
    [saga, { type: "takeCallBack" }, [N, N, N, N, "callBackTaken", "callBackTaken", N]],
  ],
  closeCallBack: [
    [ville, { type: "closeCallBack", outcome: "done" }, [N, N, N, N, N, closed("done"), N]],
    [aino, { type: "closeCallBack", outcome: "done" }, [N, N, N, N, N, N, N]],
    [
      saga,
      { type: "closeCallBack", outcome: "notReached" },
      ["-", "-", "-", "-", closed("notReached"), closed("notReached"), "-"],
    ],
  ],
};

describe("[CALL-10] every command has its outcome in every state of a request", () => {
  for (const [by, command, outcomes] of Object.values(rows).flat()) {
    test(`${JSON.stringify(command)} by ${by.kind === "agent" ? by.name : by.kind}`, () => {
      const found = Object.entries(states).map(([state, make]) => [state, outcomeOf(make().say(by, command))]);
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(Object.keys(states).map((state, at) => [state, outcomes[at]])),
      );
    });
  }
});

const start: Command = { type: "startCall", callId: id("call1"), mode: "voice", clientId: pages.desk };

test("[CALL-10] the agent's call answers the request; a call that cannot start leaves it standing", () => {
  const on = activeScenario();
  on.does(customer, ask);
  const busy = activeScenario({ id: "conv2", ledger: on.ledger });
  busy.does(aino, start);
  expect(on.isRefused(aino, start)).toBe("noRoom");
  expect(on.state.callRequest).toMatchObject({ mode: "voice" });
  busy.does(aino, { type: "endCall", callId: id("call1"), reason: "hungUp" });
  expect(on.does(aino, start)).toEqual(["callRequestEnded", "callStarted"]);
  expect(on.state.callRequest).toBeNull();
});

test("[CALL-10] only where the administrator allows it, and no more than the widget's calls", () => {
  const off = activeScenario({ terms: { customerMayAskCall: false } });
  expect([off.isRefused(customer, ask), off.isRefused(customer, askBack)]).toEqual(["callsOff", "callsOff"]);
  const voice = activeScenario({ terms: { calls: "voice" } });
  expect(voice.isRefused(customer, { type: "askCall", mode: "video" })).toBe("callsOff");
  const none = activeScenario({ terms: { calls: "none" } });
  expect([none.isRefused(customer, ask), none.isRefused(customer, askBack)]).toEqual(["callsOff", "callsOff"]);
});

test("[CALL-10] a request waits with the conversation, and goes with it; a call-back stays", () => {
  const on = waitingScenario();
  on.does(customer, ask);
  on.does(customer, { type: "askCallBack", at: 2_000_000, note: "040 123" });
  on.does(ville, { type: "pickConversation" });
  expect(on.state.callRequest).not.toBeNull();
  on.does(customer, { type: "endConversation" });
  on.does(ville, { type: "closeConversation" });
  expect(on.state).toMatchObject({
    callRequest: null,
    callBack: { wantedAt: 2_000_000, note: "040 123", agent: null },
  });
});
