/** Moves in calls: the call itself, its guests and transfers, its recording, and what the customer asks for. */
import type { OfferId, QueueId, RecordingId } from "@rinnalla/protocol";
import { customer, id, otso, pages, saga, system, ville } from "../people.ts";
import { colleague, invitedTo, newCallId, offeredTo, otherThan, staff, takerIn, type Make } from "./meeting.ts";

export const call = [
  ({ on, agent, pick, desk }) => [
    agent,
    { type: "startCall", callId: newCallId(on), mode: pick % 2 ? "voice" : "video", clientId: desk },
  ],
  // The present call's start once more. Ids are random, so one of long ago does not come back.
  ({ on, agent, desk }) => [
    agent,
    { type: "startCall", callId: on.state.call?.id ?? newCallId(on), mode: "voice", clientId: desk },
  ],
  ({ callId, pick, tab }) => [
    customer,
    { type: "answerCall", callId, answer: pick % 2 ? "audio" : "video", clientId: tab },
  ],
  ({ callId, pick, tab }) => [
    customer,
    { type: "answerCall", callId, answer: pick % 2 ? "video" : "audio", clientId: tab },
  ],
  ({ side, callId, page }) => [side, { type: "confirmCall", callId, clientId: page }],
  ({ side, callId, page }) => [side, { type: "rejoinCall", callId, clientId: page }],
  ({ callId, pick }) => [system, { type: "callLegDropped", callId, side: pick % 2 ? "agent" : "customer" }],
  ({ callId }) => [customer, { type: "declineCall", callId }],
  ({ side, callId, pick }) => [side, { type: "endCall", callId, reason: pick % 3 ? "hungUp" : "noDevice" }],
] as const satisfies readonly Make[];

export const guests = [
  ({ agent, callId, pick }) => [agent, { type: "inviteToCall", callId, agentId: colleague(pick).agentId }],
  ({ on, agent, callId, pick }) =>
    pick % 3
      ? [agent, { type: "inviteToCall", callId, agentId: otherThan(agent).agentId }]
      : [agent, { type: "cancelCallInvite", callId, agentId: on.state.call?.invited?.agentId ?? agent.agentId }],
  ({ on, guest, callId, guestPage }) => [
    invitedTo(on) ?? guest,
    { type: "acceptCallInvite", callId, clientId: guestPage },
  ],
  ({ on, guest, callId, guestPage }) => [
    invitedTo(on) ?? guest,
    { type: "acceptCallInvite", callId, clientId: guestPage },
  ],
  ({ on, guest, callId, pick, guestPage }) =>
    pick % 2
      ? [invitedTo(on) ?? guest, { type: "declineCallInvite", callId }]
      : [guest, { type: "rejoinCall", callId, clientId: guestPage }],
  ({ callId, pick }) => [
    pick % 2 ? saga : otso,
    {
      type: "joinCall",
      callId,
      role: (["listen", "whisper", "join"] as const)[pick % 3] ?? "join",
      clientId: pick % 2 ? pages.sagas : pages.otherDesk,
    },
  ],
  ({ guest, callId, pick }) => [
    guest,
    { type: "changeCallRole", callId, role: (["listen", "whisper", "join", "consult"] as const)[pick % 4] ?? "join" },
  ],
  ({ guest, callId, guestPage }) => [guest, { type: "rejoinCall", callId, clientId: guestPage }],
  ({ on, guest, callId }) => [
    system,
    {
      type: "callGuestDropped",
      callId,
      agentId: guest.agentId,
      clientId: on.state.call?.guests.find((one) => one.agentId === guest.agentId)?.clientId ?? pages.villes,
    },
  ],
  ({ guest, callId, agent, pick }) =>
    pick % 2
      ? [guest, { type: "leaveCall", callId }]
      : [agent, { type: "dismissGuest", callId, agentId: guest.agentId }],
  ({ agent, callId, pick }) => [agent, { type: pick % 2 ? "holdCall" : "resumeCall", callId }],
  ({ agent, callId, guest }) => [agent, { type: "transferCall", callId, agentId: guest.agentId }],
  ({ agent, callId, pick }) =>
    pick % 4
      ? [agent, { type: "transferCallToQueue", callId, queueId: id<QueueId>(pick % 2 ? "q_other" : "q_service") }]
      : [agent, { type: "cancelCallTransfer", callId }],
  // Offered to the other of the two, and taken.
  ({ on, agent }) => [
    system,
    { type: "offerConversation", offerId: id<OfferId>(`offer${on.log.length}`), agentId: otherThan(agent).agentId },
  ],
  ({ on, offerId, agent, pick }) => {
    const taker = offeredTo(on) ?? otherThan(agent);
    const clientId = taker === ville ? pages.villes : pages.desk;
    return pick % 4
      ? [taker, { type: "acceptOffer", offerId, clientId }]
      : [taker, { type: "pickConversation", clientId }];
  },
  ({ on, callId, guest, guestPage }) => [
    staff.find(({ agentId }) => agentId === on.state.call?.transfer?.takenBy) ?? guest,
    {
      type: "confirmCall",
      callId,
      clientId:
        on.state.call?.guests.find((one) => one.agentId === on.state.call?.transfer?.takenBy)?.clientId ?? guestPage,
    },
  ],
] as const satisfies readonly Make[];

export const recording = [
  ({ on, agent, callId }) => [
    agent,
    { type: "askRecording", callId, recordingId: id<RecordingId>(`recording${on.log.length}`) },
  ],
  ({ callId, recordingId, pick }) => [
    customer,
    { type: pick % 4 ? "grantRecording" : "refuseRecording", callId, recordingId },
  ],
  ({ agent, callId, recordingId, pick }) => [
    agent,
    { type: pick % 2 ? "pauseRecording" : "resumeRecording", callId, recordingId },
  ],
  ({ agent, callId, recordingId, pick }) => [
    agent,
    {
      type: "continueRecording",
      callId,
      recordingId,
      clientId: pick % 2 ? pages.desk : pages.otherDesk,
    },
  ],
  ({ agent, callId, recordingId, pick }) =>
    pick % 2
      ? [agent, { type: "stopRecording", callId, recordingId }]
      : [customer, { type: "revokeRecording", callId, recordingId }],
  ({ on, recordingId, pick }) => [
    system,
    { type: "expireRecording", recordingId: on.state.recordings[pick % 2]?.id ?? recordingId },
  ],
  ({ on, recordingId, pick }) => [
    system,
    {
      type: "notePlayback",
      recordingId: on.state.recordings[pick % 2]?.id ?? recordingId,
      agentId: saga.agentId,
      name: "Saga",
    },
  ],
  ({ side, callId, pick }) => [
    side,
    {
      type: "reportCallQuality",
      callId,
      lossPercent: pick % 100,
      jitterMs: 5,
      roundTripMs: 50,
      mos: 4.2,
      usedRelay: pick % 2 === 0,
    },
  ],
] as const satisfies readonly Make[];

export const asks = [
  ({ pick }) => [customer, { type: "askCall", mode: pick % 2 ? "voice" : "video" }],
  ({ agent, pick }) => (pick % 2 ? [customer, { type: "cancelCallRequest" }] : [agent, { type: "declineCallRequest" }]),
  ({ pick }) => [customer, { type: "askCallBack", at: pick % 2 ? 1_000_000 + pick : null }],
  ({ pick }) => [colleague(pick), { type: "takeCallBack" }],
  ({ on, pick }) =>
    pick % 4
      ? [takerIn(on) ?? saga, { type: "closeCallBack", outcome: pick % 2 ? "done" : "notReached" }]
      : [customer, { type: "cancelCallBack" }],
] as const satisfies readonly Make[];
