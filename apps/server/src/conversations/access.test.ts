import {
  newId,
  type AgentId,
  type AttachmentId,
  type CallId,
  type ClientId,
  type ConversationId,
  type ErrorCode,
  type MailId,
  type MessageId,
  type OfferId,
  type PersonCommand,
  type PersonCommandType,
  type QueueId,
  type RecordingId,
  type VisualId,
} from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

const callId = newId<CallId>();
const recordingId = newId<RecordingId>();
const visualId = newId<VisualId>();
const clientId = newId<ClientId>();
const offerId = newId<OfferId>();
const messageId = newId<MessageId>();

/** One of each; a command without one is a compile error. */
const commands: { readonly [Type in PersonCommandType]: Extract<PersonCommand, { type: Type }> } = {
  openConversation: { type: "openConversation", locale: "en", customerName: null, page: null },
  leaveMessage: {
    type: "leaveMessage",
    locale: "en",
    customerName: null,
    email: null,
    text: "x",
    page: null,
  },
  mailTranscript: { type: "mailTranscript", mailId: newId<MailId>(), address: "maija@example.org" },
  postMessage: { type: "postMessage", messageId, text: "x", audience: "all" },
  postAttachment: { type: "postAttachment", attachmentId: newId<AttachmentId>(), name: "x.png", audience: "all" },
  endConversation: { type: "endConversation" },
  answerSurvey: { type: "answerSurvey", score: 5, comment: null },
  askCall: { type: "askCall", mode: "voice" },
  cancelCallRequest: { type: "cancelCallRequest" },
  declineCallRequest: { type: "declineCallRequest" },
  askCallBack: { type: "askCallBack", at: null },
  cancelCallBack: { type: "cancelCallBack" },
  takeCallBack: { type: "takeCallBack" },
  closeCallBack: { type: "closeCallBack", outcome: "done" },
  joinCall: { type: "joinCall", callId, clientId, role: "listen" },
  changeCallRole: { type: "changeCallRole", callId, role: "join" },
  leaveCall: { type: "leaveCall", callId },
  inviteToCall: { type: "inviteToCall", callId, agentId: "a_ville" as AgentId },
  cancelCallInvite: { type: "cancelCallInvite", callId, agentId: "a_ville" as AgentId },
  acceptCallInvite: { type: "acceptCallInvite", callId, clientId },
  declineCallInvite: { type: "declineCallInvite", callId },
  dismissGuest: { type: "dismissGuest", callId, agentId: "a_ville" as AgentId },
  holdCall: { type: "holdCall", callId },
  resumeCall: { type: "resumeCall", callId },
  transferCall: { type: "transferCall", callId, agentId: "a_ville" as AgentId },
  transferCallToQueue: { type: "transferCallToQueue", callId, queueId: "q_service" as QueueId },
  cancelCallTransfer: { type: "cancelCallTransfer", callId },
  askRecording: { type: "askRecording", callId, recordingId },
  grantRecording: { type: "grantRecording", callId, recordingId },
  refuseRecording: { type: "refuseRecording", callId, recordingId },
  revokeRecording: { type: "revokeRecording", callId, recordingId },
  pauseRecording: { type: "pauseRecording", callId, recordingId },
  resumeRecording: { type: "resumeRecording", callId, recordingId },
  continueRecording: { type: "continueRecording", callId, recordingId, clientId },
  stopRecording: { type: "stopRecording", callId, recordingId },
  askVisualRecording: { type: "askVisualRecording", visualId, recordingId },
  grantVisualRecording: { type: "grantVisualRecording", visualId, recordingId },
  refuseVisualRecording: { type: "refuseVisualRecording", visualId, recordingId },
  revokeVisualRecording: { type: "revokeVisualRecording", visualId, recordingId },
  pauseVisualRecording: { type: "pauseVisualRecording", visualId, recordingId },
  continueVisualRecording: { type: "continueVisualRecording", visualId, recordingId, clientId },
  resumeVisualRecording: { type: "resumeVisualRecording", visualId, recordingId },
  stopVisualRecording: { type: "stopVisualRecording", visualId, recordingId },
  reportCallQuality: {
    type: "reportCallQuality",
    callId,
    lossPercent: 0,
    jitterMs: 1,
    roundTripMs: 1,
    mos: 4,
    usedRelay: false,
  },
  answerCall: { type: "answerCall", callId, answer: "audio", clientId },
  declineCall: { type: "declineCall", callId },
  enterPin: { type: "enterPin", pin: "123456", clientId },
  grantScope: { type: "grantScope", visualId, scope: "view", clientId },
  refuseScope: { type: "refuseScope", visualId, scope: "view" },
  pauseVisual: { type: "pauseVisual", visualId },
  resumeVisual: { type: "resumeVisual", visualId },
  reportAction: { type: "reportAction", visualId, action: "click", label: "x" },
  acceptOffer: { type: "acceptOffer", offerId },
  declineOffer: { type: "declineOffer", offerId },
  pickConversation: { type: "pickConversation" },
  assignConversation: { type: "assignConversation", agentId: "a_ville" as AgentId },
  transferConversation: { type: "transferConversation", queueId: "q_service" as QueueId },
  transferToAgent: { type: "transferToAgent", agentId: "a_saga" as AgentId, offerId },
  cancelTransfer: { type: "cancelTransfer" },
  askConsult: { type: "askConsult", agentId: "a_saga" as AgentId },
  cancelConsult: { type: "cancelConsult", agentId: "a_saga" as AgentId },
  acceptConsult: { type: "acceptConsult" },
  declineConsult: { type: "declineConsult" },
  dismissParticipant: { type: "dismissParticipant", agentId: "a_saga" as AgentId },
  joinConversation: { type: "joinConversation", role: "monitor" },
  changeParticipantRole: { type: "changeParticipantRole", role: "join" },
  leaveConversation: { type: "leaveConversation" },
  closeConversation: { type: "closeConversation" },
  startCall: { type: "startCall", callId, mode: "voice", clientId },
  inviteVisual: { type: "inviteVisual", visualId, kind: "cobrowse", clientId },
  prepareVisual: { type: "prepareVisual", visualId, pin: "1" },
  connectVisual: { type: "connectVisual", visualId },
  sharePin: { type: "sharePin", visualId, messageId },
  askScope: { type: "askScope", visualId, scope: "control" },
  endCall: { type: "endCall", callId, reason: "hungUp" },
  confirmCall: { type: "confirmCall", callId, clientId },
  rejoinCall: { type: "rejoinCall", callId, clientId },
  rejoinVisual: { type: "rejoinVisual", visualId, clientId },
  revokeScope: { type: "revokeScope", visualId, scope: "view" },
  endVisual: { type: "endVisual", visualId },
};

describe("who may say what", () => {
  let server: TestServer;
  let id: ConversationId;
  let stranger: Line;
  let colleague: Line;
  let customer: Line;
  beforeAll(async () => {
    server = await startTestServer();
    const agent = await server.agent(aino);
    customer = await server.customer();
    id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    stranger = await server.customer();
    colleague = await server.agent(ville);
  });
  afterAll(() => server.close());

  const types = Object.keys(commands) as PersonCommandType[];

  test.each(types)("[ADM-02] %s: another visitor is told that there is no such conversation", async (type) => {
    expect(await stranger.ask(id, commands[type])).toEqual({ ok: false, code: "notFound" });
  });

  test.each(types)("[ADM-02] %s: a colleague who has no part in it is refused", async (type) => {
    const result = await colleague.ask(id, commands[type]);
    const codes: readonly ErrorCode[] = ["notFound", "notAllowed", "offerGone"];
    expect(result.ok ? "done" : codes.includes(result.code)).toBe(true);
  });

  test("[ADM-02] nothing of it has left a trace in the log", async () => {
    await customer.settled();
    expect(customer.events(id).map(({ event }) => event.type)).toEqual([
      "conversationOpened",
      "conversationQueued",
      "agentJoined",
    ]);
  });
});
