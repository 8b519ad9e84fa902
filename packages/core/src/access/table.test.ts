import {
  activeScenario,
  aino,
  connectedScenario,
  customer,
  demoProvider,
  id,
  otso,
  pages,
  saga,
  stranger,
  system,
  ville,
  waitingScenario,
} from "@rinnalla/testkit";
import type { Actor } from "@rinnalla/protocol";
import { expect, test } from "vitest";
import type { Command } from "../conversation/commands.ts";
import { mayCommand, mayFollow } from "./table.ts";

const people = {
  customer,
  stranger,
  primary: aino,
  colleague: ville,
  supervisor: saga,
  administrator: otso,
  system,
  provider: demoProvider,
} as const;
type Person = keyof typeof people;

const byCustomer: readonly Person[] = ["customer"];
const byPrimary: readonly Person[] = ["primary"];
const bySides: readonly Person[] = ["customer", "primary"];
const byDesk: readonly Person[] = ["primary", "supervisor", "administrator"];
const byStaff: readonly Person[] = ["primary", "colleague", "supervisor", "administrator"];
/** Who may follows from a call, a question or a request that is not there. */
const nobody: readonly Person[] = [];
const bySystem: readonly Person[] = ["system"];

/** Written out by hand beside the table itself: a row changed by mistake shows. */
const expected: { readonly [Type in Command["type"]]: readonly Person[] } = {
  openConversation: byCustomer,
  leaveMessage: byCustomer,
  postMessage: ["customer", ...byDesk],
  postAttachment: ["customer", ...byDesk],
  endConversation: ["customer", ...byDesk],
  closeConversation: byDesk,
  answerSurvey: byCustomer,
  mailTranscript: ["customer", ...byDesk],
  mailSettled: bySystem,
  acceptOffer: byStaff,
  declineOffer: byStaff,
  pickConversation: byStaff,
  assignConversation: ["supervisor", "administrator"],
  transferConversation: byDesk,
  transferToAgent: byDesk,
  cancelTransfer: byDesk,
  askConsult: byPrimary,
  cancelConsult: byPrimary,
  acceptConsult: nobody,
  declineConsult: nobody,
  dismissParticipant: byPrimary,
  joinConversation: ["supervisor", "administrator"],
  changeParticipantRole: nobody,
  leaveConversation: nobody,
  startCall: byPrimary,
  answerCall: byCustomer,
  declineCall: byCustomer,
  endCall: bySides,
  confirmCall: bySides,
  rejoinCall: bySides,
  reportCallQuality: bySides,
  askCall: byCustomer,
  cancelCallRequest: byCustomer,
  declineCallRequest: byPrimary,
  askCallBack: byCustomer,
  cancelCallBack: byCustomer,
  takeCallBack: nobody,
  closeCallBack: ["supervisor", "administrator"],
  joinCall: ["supervisor", "administrator"],
  changeCallRole: nobody,
  leaveCall: nobody,
  acceptCallInvite: nobody,
  declineCallInvite: nobody,
  inviteToCall: byPrimary,
  cancelCallInvite: byPrimary,
  dismissGuest: byPrimary,
  holdCall: byPrimary,
  resumeCall: byPrimary,
  transferCall: byPrimary,
  transferCallToQueue: byPrimary,
  cancelCallTransfer: byPrimary,
  askRecording: byPrimary,
  pauseRecording: byPrimary,
  resumeRecording: byPrimary,
  continueRecording: byPrimary,
  stopRecording: byPrimary,
  grantRecording: byCustomer,
  refuseRecording: byCustomer,
  revokeRecording: byCustomer,
  callGuestDropped: bySystem,
  expireRecording: bySystem,
  expireAttachment: bySystem,
  notePlayback: bySystem,
  visualRecordingBroken: bySystem,
  askVisualRecording: byPrimary,
  pauseVisualRecording: byPrimary,
  resumeVisualRecording: byPrimary,
  continueVisualRecording: byPrimary,
  stopVisualRecording: byPrimary,
  grantVisualRecording: byCustomer,
  refuseVisualRecording: byCustomer,
  revokeVisualRecording: byCustomer,
  inviteVisual: byPrimary,
  prepareVisual: byPrimary,
  connectVisual: byPrimary,
  sharePin: byPrimary,
  enterPin: byCustomer,
  askScope: byPrimary,
  grantScope: byCustomer,
  refuseScope: byCustomer,
  revokeScope: bySides,
  pauseVisual: byCustomer,
  resumeVisual: byCustomer,
  reportAction: byCustomer,
  endVisual: bySides,
  rejoinVisual: bySides,
  offerConversation: bySystem,
  withdrawOffer: bySystem,
  withdrawConsult: bySystem,
  fireTimer: bySystem,
  customerDropped: bySystem,
  customerReturned: bySystem,
  agentLost: bySystem,
  participantLost: bySystem,
  callLegDropped: bySystem,
  visualLegDropped: bySystem,
};

const types = Object.keys(expected) as readonly Command["type"][];
const whoOf = (may: (by: Actor) => boolean) => Object.entries(people).flatMap(([name, by]) => (may(by) ? [name] : []));

test.each(types)("[ROUTE-08] of an active conversation: who may %s", (type) => {
  const { state } = activeScenario();
  expect(whoOf((by) => mayCommand(by, type, state)).sort()).toEqual([...expected[type]].sort());
});

test("[CHAT-02] of a conversation that does not exist yet, a customer may only open it, or leave a message in it", () => {
  expect(types.filter((type) => mayCommand(customer, type, null))).toEqual(["openConversation", "leaveMessage"]);
});

test("[CALL-02] a former agent has no more say in the conversation's calls and sessions", () => {
  const on = activeScenario();
  on.does(aino, { type: "transferConversation", queueId: id("q_other") });
  on.does(ville, { type: "pickConversation" });
  const had = types.filter((type) => expected[type] === byPrimary || expected[type] === bySides);
  expect(had.filter((type) => mayCommand(aino, type, on.state))).toEqual([]);
});

test("[ROUTE-07] who may follow: supervisors all, an agent what waits and one's own, the customer one's own", () => {
  const waiting = waitingScenario();
  expect(whoOf((by) => mayFollow(by, waiting.state))).toEqual(
    Object.keys(people).filter((name) => name !== "stranger" && name !== "provider"),
  );
  const active = activeScenario();
  const mine = ["customer", "primary", "supervisor", "administrator", "system"];
  expect(whoOf((by) => mayFollow(by, active.state))).toEqual(mine);
  active.does(aino, { type: "endConversation" });
  active.does(aino, { type: "closeConversation" });
  expect(whoOf((by) => mayFollow(by, active.state))).toEqual(mine);
});

test("[CALL-11] only who was asked into a call, or is in it, has a say as a guest, and follows its conversation meanwhile", () => {
  const on = connectedScenario();
  const whoMay = (type: Command["type"]) => whoOf((by) => mayCommand(by, type, on.state));
  const whoFollows = () => whoOf((by) => mayFollow(by, on.state)).includes("colleague");
  expect(whoFollows()).toBe(false);
  on.does(aino, { type: "inviteToCall", callId: id("call1"), agentId: ville.agentId });
  expect(whoMay("acceptCallInvite")).toEqual(["colleague"]);
  expect(whoMay("declineCallInvite")).toEqual(["colleague"]);
  expect([whoMay("leaveCall"), whoFollows()]).toEqual([[], true]);
  on.does(ville, { type: "acceptCallInvite", callId: id("call1"), clientId: pages.villes });
  expect(whoMay("leaveCall")).toEqual(["colleague"]);
  expect(whoMay("changeCallRole")).toEqual(["colleague"]);
  expect(whoMay("rejoinCall")).toEqual(["customer", "primary", "colleague"]);
  expect(whoFollows()).toBe(true);
  on.does(aino, { type: "endCall", callId: id("call1"), reason: "hungUp" });
  expect([whoMay("leaveCall"), whoFollows()]).toEqual([[], false]);
});

test("[VIS-10] a provider has a say in the session that was opened with it, and in nothing else", () => {
  const on = activeScenario({ terms: { cobrowse: demoProvider.providerId } });
  const whoMay = () => types.filter((type) => mayCommand(demoProvider, type, on.state));
  expect(whoMay()).toEqual([]);
  on.does(aino, { type: "inviteVisual", visualId: id("visual1"), kind: "cobrowse", clientId: pages.desk });
  expect(whoMay().sort()).toEqual(["connectVisual", "endVisual", "prepareVisual", "sharePin"]);
  const other: Actor = { ...demoProvider, providerId: id("p_other") };
  expect(types.filter((type) => mayCommand(other, type, on.state))).toEqual([]);
  expect(mayFollow(demoProvider, on.state)).toBe(false);
});

test("[CALL-10] a call-back is any agent's to take, and follows whoever took it", () => {
  const on = activeScenario();
  on.does(customer, { type: "askCallBack", at: null });
  expect(whoOf((by) => mayCommand(by, "takeCallBack", on.state))).toEqual([...byStaff]);
  on.does(ville, { type: "takeCallBack" });
  expect(whoOf((by) => mayCommand(by, "closeCallBack", on.state))).toEqual([
    "colleague",
    "supervisor",
    "administrator",
  ]);
  expect(mayFollow(ville, on.state)).toBe(true);
});
