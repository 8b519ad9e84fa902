/**
 * Every state of a call against everything that can be said of one (CALL-05, CALL-10, CALL-11, CALL-12). The outcomes stand in
 * `pairs.txt`, decided and read; a new command without its line is a type error, another outcome a failing test.
 */
import {
  activeScenario,
  aino,
  connectedScenario,
  consultingScenario,
  customer,
  id,
  invitedScenario,
  outcomeOf,
  pages,
  recordingScenario,
  ringingScenario,
  saga,
  system,
  ville,
  type Scenario,
} from "@rinnalla/testkit";
import type { Actor, CallId, OfferId, QueueId, RecordingId } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import type { RequestCommandType } from "./request.ts";
import type { CallCommandType, CallTimer } from "./step.ts";

type Said = readonly (readonly [by: Actor, command: Command])[];
type CallWord = CallCommandType | RequestCommandType | "transferCall" | "transferCallToQueue" | "cancelCallTransfer";

const callId = id<CallId>("call1");
const of = { callId, recordingId: id<RecordingId>("recording1") };
const queueId = id<QueueId>("q_other");
const offerId = id<OfferId>("offer9");
const drop = (side: "agent" | "customer"): Said[number] => [system, { type: "callLegDropped", callId, side }];
const ask: Said[number] = [aino, { type: "transferCallToQueue", callId, queueId }];
const offer: Said[number] = [system, { type: "offerConversation", offerId, agentId: ville.agentId }];
const accept: Said[number] = [ville, { type: "acceptOffer", offerId, clientId: pages.villes }];

function after(on: Scenario, ...said: Said): Scenario {
  for (const [by, command] of said) on.does(by, command);
  return on;
}

const states: Readonly<Record<string, () => Scenario>> = {
  "no call": () => activeScenario(),
  asked: () => after(activeScenario(), [customer, { type: "askCall", mode: "voice" }]),
  ringing: () => ringingScenario(),
  connecting: () =>
    after(ringingScenario(), [customer, { type: "answerCall", callId, answer: "audio", clientId: pages.tab }]),
  connected: () => connectedScenario(),
  held: () => after(connectedScenario(), [aino, { type: "holdCall", callId }]),
  "agent lost": () => after(connectedScenario(), drop("agent")),
  "customer lost": () => after(connectedScenario(), drop("customer")),
  invited: () => invitedScenario(),
  consulting: () => consultingScenario(),
  listening: () =>
    after(connectedScenario(), [saga, { type: "joinCall", callId, role: "listen", clientId: pages.sagas }]),
  recording: () => recordingScenario(),
  "to a queue": () => after(connectedScenario(), ask),
  "to a queue, offered": () => after(connectedScenario(), ask, offer),
  "to a queue, taken": () => after(connectedScenario(), ask, offer, accept),
  ended: () => after(connectedScenario(), [aino, { type: "endCall", callId, reason: "hungUp" }]),
};

const figures = { lossPercent: 1, jitterMs: 8, roundTripMs: 60, mos: 4.1, usedRelay: false };
const words: { readonly [Type in CallWord]: Said } = {
  startCall: [[aino, { type: "startCall", callId: id("call2"), mode: "voice", clientId: pages.desk }]],
  answerCall: [[customer, { type: "answerCall", callId, answer: "audio", clientId: pages.tab }]],
  declineCall: [[customer, { type: "declineCall", callId }]],
  endCall: [
    [aino, { type: "endCall", callId, reason: "hungUp" }],
    [customer, { type: "endCall", callId, reason: "hungUp" }],
  ],
  confirmCall: [
    [aino, { type: "confirmCall", callId, clientId: pages.desk }],
    [ville, { type: "confirmCall", callId, clientId: pages.villes }],
  ],
  rejoinCall: [
    [aino, { type: "rejoinCall", callId, clientId: pages.otherDesk }],
    [customer, { type: "rejoinCall", callId, clientId: pages.otherTab }],
    [ville, { type: "rejoinCall", callId, clientId: pages.villes }],
  ],
  callLegDropped: [drop("agent"), drop("customer")],
  holdCall: [[aino, { type: "holdCall", callId }]],
  resumeCall: [[aino, { type: "resumeCall", callId }]],
  reportCallQuality: [[aino, { type: "reportCallQuality", callId, ...figures }]],
  joinCall: [[saga, { type: "joinCall", callId, role: "join", clientId: pages.sagas }]],
  changeCallRole: [
    [saga, { type: "changeCallRole", callId, role: "whisper" }],
    [ville, { type: "changeCallRole", callId, role: "consult" }],
  ],
  leaveCall: [
    [saga, { type: "leaveCall", callId }],
    [ville, { type: "leaveCall", callId }],
  ],
  inviteToCall: [[aino, { type: "inviteToCall", callId, agentId: ville.agentId }]],
  cancelCallInvite: [[aino, { type: "cancelCallInvite", callId, agentId: ville.agentId }]],
  acceptCallInvite: [[ville, { type: "acceptCallInvite", callId, clientId: pages.villes }]],
  declineCallInvite: [[ville, { type: "declineCallInvite", callId }]],
  dismissGuest: [[aino, { type: "dismissGuest", callId, agentId: ville.agentId }]],
  callGuestDropped: [
    [system, { type: "callGuestDropped", callId, agentId: ville.agentId, clientId: pages.villes }],
    [system, { type: "callGuestDropped", callId, agentId: saga.agentId, clientId: pages.sagas }],
  ],
  transferCall: [[aino, { type: "transferCall", callId, agentId: ville.agentId }]],
  transferCallToQueue: [ask],
  cancelCallTransfer: [[aino, { type: "cancelCallTransfer", callId }]],
  askRecording: [[aino, { type: "askRecording", ...of }]],
  grantRecording: [[customer, { type: "grantRecording", ...of }]],
  refuseRecording: [[customer, { type: "refuseRecording", ...of }]],
  revokeRecording: [[customer, { type: "revokeRecording", ...of }]],
  pauseRecording: [[aino, { type: "pauseRecording", ...of }]],
  resumeRecording: [[aino, { type: "resumeRecording", ...of }]],
  continueRecording: [
    [aino, { type: "continueRecording", ...of, clientId: pages.desk }],
    [aino, { type: "continueRecording", ...of, clientId: pages.otherDesk }],
  ],
  stopRecording: [[aino, { type: "stopRecording", ...of }]],
  askCall: [[customer, { type: "askCall", mode: "voice" }]],
  cancelCallRequest: [[customer, { type: "cancelCallRequest" }]],
  declineCallRequest: [[aino, { type: "declineCallRequest" }]],
  askCallBack: [[customer, { type: "askCallBack", at: null }]],
  cancelCallBack: [[customer, { type: "cancelCallBack" }]],
  takeCallBack: [[aino, { type: "takeCallBack" }]],
  closeCallBack: [[aino, { type: "closeCallBack", outcome: "done" }]],
};
const timers: { readonly [Name in CallTimer | "callTransfer"]: true } = {
  ring: true,
  callLegAgent: true,
  callLegCustomer: true,
  callGuest: true,
  callTransfer: true,
};

test("[CALL-05] [CALL-10] [CALL-11] [CALL-12] every pair of a call's state and what is said or falls due has its decided outcome", async () => {
  const lines = Object.entries(states).flatMap(([name, make]) => {
    const say = (what: string, by: Actor, command: Command, waitMs = 0): string => {
      const on = make();
      on.clock.now += waitMs;
      const who = by.kind === "agent" ? by.name : by.kind;
      return `  ${what} (${who}): ${outcomeOf(on.say(by, command))}`;
    };
    return [
      name,
      ...Object.entries(words).flatMap(([type, said]) => said.map(([by, command]) => say(type, by, command))),
      ...(Object.keys(timers) as (keyof typeof timers)[]).flatMap((timer) => [
        say(`${timer} too early`, system, { type: "fireTimer", timer }),
        say(`${timer} due`, system, { type: "fireTimer", timer }, 400_000),
      ]),
      "",
    ];
  });
  await expect(lines.join("\n")).toMatchFileSnapshot("./pairs.txt");
});
