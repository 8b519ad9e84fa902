/**
 * Random walks: a move is a number or two, and becomes a command that is mostly plausible in the state it meets,
 * now and then doubled, stale or from the wrong person. Any source of numbers will do (fast-check, a seeded generator).
 */
import type { Command, TimerName } from "@rinnalla/core";
import type {
  Actor,
  AttachmentId,
  CallId,
  ClientId,
  MessageId,
  OfferId,
  QueueId,
  RecordingId,
  VisualId,
} from "@rinnalla/protocol";
import { aino, customer, demoProvider, id, otso, pages, saga, stranger, system, ville } from "./people.ts";
import { openCommand, scenarioPin, type Scenario } from "./scenario.ts";

/** What a move is made for: a scenario, or what a server knows of a conversation. */
export type Ground = Pick<Scenario, "state"> & { readonly log: { readonly length: number } };

export interface Move {
  /** Which command: one of `moveKindsOf`. */
  readonly kind: number;
  /** Chooses among the command's possible contents; any natural number. */
  readonly pick: number;
  /** Said by whoever `pick` says instead of a fitting person. */
  readonly isWrongActor: boolean;
  /** About a call, offer or session that is not the present one. */
  readonly isStale: boolean;
}

const everybody: readonly Actor[] = [customer, stranger, aino, ville, saga, otso, demoProvider, system];
const agents = [aino, ville] as const;
const timerNames: readonly TimerName[] = [
  "offer",
  "customerWindow",
  "wrapUp",
  "ring",
  "callLegAgent",
  "callLegCustomer",
  "callGuest",
  "callTransfer",
  "pin",
  "visualLegAgent",
  "visualLegCustomer",
];

interface Meeting {
  readonly on: Ground;
  readonly pick: number;
  readonly callId: CallId;
  readonly visualId: VisualId;
  readonly offerId: OfferId;
  readonly recordingId: RecordingId;
  readonly visualRecordingId: RecordingId;
  /** Somebody who may be a guest, with a page; mostly one who is. */
  readonly guest: Actor & { readonly kind: "agent" };
  readonly guestPage: ClientId;
  /** The primary agent, or else one of the two. */
  readonly agent: Actor & { readonly kind: "agent" };
  readonly tab: ClientId;
  readonly desk: ClientId;
  /** The customer with `tab` as page, or the agent with `desk`. */
  readonly side: Actor;
  readonly page: ClientId;
}

export type Say = readonly [by: Actor, command: Command];

/** In families, so that a walk can leave out those that end what it wants to go on in. */
const families = {
  chat: [
    ({ pick }) => [customer, { type: "postMessage", messageId: id<MessageId>(`m${pick}`), text: "Hei" }],
    ({ agent, pick }) => [
      agent,
      { type: "postMessage", messageId: id<MessageId>(`m${pick}`), text: "Hei", audience: pick % 2 ? "all" : "staff" },
    ],
    ({ pick }) => [
      customer,
      { type: "postAttachment", attachmentId: id<AttachmentId>(`file${pick % 3}`), name: "kuva.png" },
    ],
    ({ agent, pick }) => [
      agent,
      {
        type: "postAttachment",
        attachmentId: id<AttachmentId>(`file${pick % 3}`),
        name: "kuva.png",
        audience: pick % 2 ? "all" : "staff",
      },
    ],
    ({ pick }) => [system, { type: "expireAttachment", attachmentId: id<AttachmentId>(`file${pick % 3}`) }],
    () => [system, { type: "customerDropped" }],
    () => [system, { type: "customerReturned" }],
    ({ pick }) => [system, { type: "fireTimer", timer: timerNames[pick % timerNames.length] ?? "offer" }],
  ],
  desk: [
    ({ on, pick }) => [
      system,
      { type: "offerConversation", offerId: id<OfferId>(`offer${on.log.length}`), agentId: oneOf(pick).agentId },
    ],
    ({ on, offerId, agent }) => [offeredTo(on) ?? agent, { type: "acceptOffer", offerId }],
    ({ on, offerId, agent }) => [offeredTo(on) ?? agent, { type: "declineOffer", offerId }],
    ({ offerId }) => [system, { type: "withdrawOffer", offerId }],
    ({ agent }) => [agent, { type: "pickConversation" }],
    ({ pick }) => [saga, { type: "assignConversation", agentId: oneOf(pick).agentId }],
    ({ agent, pick }) => [
      pick % 3 ? agent : saga,
      { type: "transferConversation", queueId: id<QueueId>(pick % 2 ? "q_other" : "q_service") },
    ],
    ({ agent }) => [system, { type: "agentLost", agentId: agent.agentId }],
  ],
  call: [
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
  ],
  guests: [
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
  ],
  recording: [
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
  ],
  asks: [
    ({ pick }) => [customer, { type: "askCall", mode: pick % 2 ? "voice" : "video" }],
    ({ agent, pick }) =>
      pick % 2 ? [customer, { type: "cancelCallRequest" }] : [agent, { type: "declineCallRequest" }],
    ({ pick }) => [customer, { type: "askCallBack", at: pick % 2 ? 1_000_000 + pick : null }],
    ({ pick }) => [colleague(pick), { type: "takeCallBack" }],
    ({ on, pick }) =>
      pick % 4
        ? [takerIn(on) ?? saga, { type: "closeCallBack", outcome: pick % 2 ? "done" : "notReached" }]
        : [customer, { type: "cancelCallBack" }],
  ],
  visual: [
    ({ on, agent, pick, desk }) => [
      agent,
      {
        type: "inviteVisual",
        visualId: id<VisualId>(`visual${on.log.length}`),
        kind: pick % 4 ? "cobrowse" : "screenShare",
        clientId: desk,
      },
    ],
    ({ agent, visualId, pick }) => [agent, { type: "sharePin", visualId, messageId: id<MessageId>(`m${pick}`) }],
    ({ pick, tab }) => [customer, { type: "enterPin", pin: pick % 4 ? scenarioPin : "000000", clientId: tab }],
    ({ agent, visualId }) => [agent, { type: "askScope", visualId, scope: "control" }],
    ({ visualId, pick, tab }) => [
      customer,
      { type: "grantScope", visualId, scope: pick % 2 ? "view" : "control", clientId: tab },
    ],
    ({ visualId, pick, tab }) => [
      customer,
      { type: "grantScope", visualId, scope: pick % 2 ? "control" : "view", clientId: tab },
    ],
    ({ visualId, pick }) => [customer, { type: "refuseScope", visualId, scope: pick % 16 ? "control" : "view" }],
    ({ side, visualId, pick }) => [side, { type: "revokeScope", visualId, scope: pick % 16 ? "control" : "view" }],
    ({ visualId }) => [customer, { type: "pauseVisual", visualId }],
    ({ visualId }) => [customer, { type: "resumeVisual", visualId }],
    ({ visualId, pick }) => [
      customer,
      { type: "reportAction", visualId, action: pick % 2 ? "click" : "refused", label: "Add" },
    ],
    ({ side, visualId, page }) => [side, { type: "rejoinVisual", visualId, clientId: page }],
    ({ visualId, pick }) => [system, { type: "visualLegDropped", visualId, side: pick % 2 ? "agent" : "customer" }],
    ({ side, visualId, pick }) => (pick % 4 ? [customer, openCommand] : [side, { type: "endVisual", visualId }]),
  ],
  provider: [
    ({ visualId, pick }) => [
      demoProvider,
      pick % 2
        ? { type: "prepareVisual", visualId, pin: `P-${pick}` }
        : { type: "prepareVisual", visualId, joinLink: "https://katse.example/join" },
    ],
    ({ agent, visualId, pick }) => [
      pick % 2 ? demoProvider : agent,
      { type: "sharePin", visualId, messageId: id<MessageId>(`m${pick}`) },
    ],
    ({ visualId }) => [demoProvider, { type: "connectVisual", visualId }],
    ({ agent, visualId, pick }) => [pick % 4 ? agent : demoProvider, { type: "endVisual", visualId }],
  ],
  visualRecording: [
    ({ on, agent, visualId }) => [
      agent,
      { type: "askVisualRecording", visualId, recordingId: id<RecordingId>(`visualRecording${on.log.length}`) },
    ],
    ({ visualId, visualRecordingId: recordingId, pick }) => [
      customer,
      { type: pick % 4 ? "grantVisualRecording" : "refuseVisualRecording", visualId, recordingId },
    ],
    ({ on, agent, visualId, visualRecordingId: recordingId, pick }) => [
      agent,
      {
        type:
          (on.state.visual?.recording?.phase === "paused") === pick % 8 > 0
            ? "resumeVisualRecording"
            : "pauseVisualRecording",
        visualId,
        recordingId,
      },
    ],
    ({ agent, visualId, visualRecordingId: recordingId, pick }) => [
      agent,
      {
        type: "continueVisualRecording",
        visualId,
        recordingId,
        clientId: pick % 2 ? pages.desk : pages.otherDesk,
      },
    ],
    ({ agent, visualId, visualRecordingId: recordingId, pick }) =>
      pick % 3 === 0
        ? [agent, { type: "stopVisualRecording", visualId, recordingId }]
        : pick % 3 === 1
          ? [customer, { type: "revokeVisualRecording", visualId, recordingId }]
          : [system, { type: "visualRecordingBroken", visualId, recordingId, because: "full" }],
  ],
  ends: [
    ({ side }) => [side, { type: "endConversation" }],
    () => [saga, { type: "endConversation" }],
    ({ agent }) => [agent, { type: "closeConversation" }],
    ({ pick }) => [customer, { type: "answerSurvey", score: ((pick % 5) + 1) as 1 | 2 | 3 | 4 | 5, comment: null }],
  ],
} as const satisfies Record<string, readonly ((meeting: Meeting) => Say)[]>;

export type MoveFamily = keyof typeof families;

const kinds: readonly ((meeting: Meeting) => Say)[] = Object.values(families).flat();

/** The kinds of these families, as `Move.kind` counts them. */
export function moveKindsOf(wanted: readonly MoveFamily[]): readonly number[] {
  return wanted.flatMap((family) => families[family].map((make) => kinds.indexOf(make)));
}

function oneOf(pick: number): (typeof agents)[number] {
  return agents[pick % 2 ? 0 : 1];
}

const staff = [aino, ville, saga, otso] as const;

function colleague(pick: number): (typeof staff)[number] {
  return staff[pick % staff.length] ?? ville;
}

function otherThan(agent: Actor & { readonly kind: "agent" }): (typeof agents)[number] {
  return agent.agentId === aino.agentId ? ville : aino;
}

function invitedTo(on: Ground): Actor | undefined {
  return staff.find((one) => one.agentId === on.state.call?.invited?.agentId);
}

function takerIn(on: Ground): Actor | undefined {
  return staff.find((one) => one.agentId === on.state.callBack?.agent?.agentId);
}

function newCallId(on: Ground): CallId {
  return id<CallId>(`call${on.log.length}`);
}

function offeredTo(on: Ground): Actor | undefined {
  return agents.find((agent) => agent.agentId === on.state.offer?.agentId);
}

/** Half of what would meet nothing (no agent, no customer, no call, no session) brings about what is missing instead. */
function steered({ kind, pick, isStale }: Move, on: Ground): number {
  const { call, visual, agent, isCustomerHere, ended } = on.state;
  const make = kinds[kind];
  const isIn = (family: MoveFamily) => families[family].some((one) => one === make);
  const isOfCall = isIn("call") || isIn("guests") || isIn("recording");
  const isOfVisual = isIn("visual") || isIn("visualRecording");
  if (ended || isStale || pick % 2 || !(isOfCall || isOfVisual)) return kind;
  if (!agent) return kinds.indexOf(families.desk[4]);
  if (!isCustomerHere) return kinds.indexOf(families.chat[3]);
  if (isOfCall && (!call || call.phase === "ended")) return kinds.indexOf(families.call[0]);
  // Guests and recordings want an answered call.
  if (isOfCall && call?.phase === "ringing" && !isIn("call")) return kinds.indexOf(families.call[2]);
  if (isOfCall) return kind;
  if (!visual || visual.phase === "ended") return kinds.indexOf(families.visual[0]);
  if (isIn("visual")) return kind;
  // A recording wants a session that is seen.
  if (visual.phase === "invited") return kinds.indexOf(families.visual[2]);
  return visual.phase === "consenting" ? kinds.indexOf(families.visual[5]) : kind;
}

/** What to say, to an opened conversation. */
export function moveToSay(move: Move, on: Ground): Say {
  const { call, visual, offer, agent } = on.state;
  const { pick } = move;
  const make = kinds[steered(move, on)];
  if (!make) throw new Error("no such move");
  // A call may have been handed to any of the staff.
  const fitting = staff.find((one) => one.agentId === agent?.agentId) ?? oneOf(pick);
  const present = call?.guests[pick % Math.max(1, call.guests.length)];
  const guest = staff.find((one) => pick % 8 > 0 && one.agentId === present?.agentId) ?? colleague(pick);
  const tab = pick % 5 ? pages.tab : pages.otherTab;
  const desk = pick % 5 ? pages.desk : pages.otherDesk;
  const [by, command] = make({
    on,
    pick,
    callId: move.isStale || !call ? id<CallId>("call0") : call.id,
    visualId: move.isStale || !visual ? id<VisualId>("visual0") : visual.id,
    offerId: move.isStale || !offer ? id<OfferId>("offer0") : offer.offerId,
    recordingId: move.isStale || !call?.recording ? id<RecordingId>("recording0") : call.recording.id,
    visualRecordingId: move.isStale || !visual?.recording ? id<RecordingId>("recording0") : visual.recording.id,
    guest,
    guestPage: pick % 3 ? pages.villes : pages.sagas,
    agent: fitting,
    tab,
    desk,
    side: pick % 2 ? fitting : customer,
    page: pick % 2 ? desk : tab,
  });
  return [move.isWrongActor ? (everybody[pick % everybody.length] ?? by) : by, command];
}

/** Ids are random in the product: what is made anew never has the id of another thing, however late it comes. */
export function withNewIds([by, command]: Say, name: string): Say {
  const fresh = name as never;
  switch (command.type) {
    case "startCall":
      return [by, { ...command, callId: fresh }];
    case "askRecording":
      return [by, { ...command, recordingId: fresh }];
    case "inviteVisual":
      return [by, { ...command, visualId: fresh }];
    case "offerConversation":
      return [by, { ...command, offerId: fresh }];
    default:
      return [by, command];
  }
}
