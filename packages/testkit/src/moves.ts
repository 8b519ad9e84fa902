/**
 * Random walks: a move is a number or two, and becomes a command that is mostly plausible in the state it meets,
 * now and then doubled, stale or from the wrong person. Any source of numbers will do (fast-check, a seeded generator).
 */
import type { Command, TimerName } from "@rinnalla/core";
import type { Actor, CallId, ClientId, MessageId, OfferId, QueueId, VisualId } from "@rinnalla/protocol";
import { aino, customer, id, otso, pages, saga, stranger, system, ville } from "./people.ts";
import { openCommand, scenarioPin, type Scenario } from "./scenario.ts";

export interface Move {
  /** Which command: below `moveKinds`. */
  readonly kind: number;
  /** Chooses among the command's possible contents; any natural number. */
  readonly pick: number;
  /** Said by whoever `pick` says instead of a fitting person. */
  readonly isWrongActor: boolean;
  /** About a call, offer or session that is not the present one. */
  readonly isStale: boolean;
}

const everybody: readonly Actor[] = [customer, stranger, aino, ville, saga, otso, system];
const agents = [aino, ville] as const;
const timerNames: readonly TimerName[] = [
  "offer",
  "customerWindow",
  "wrapUp",
  "ring",
  "callLegAgent",
  "callLegCustomer",
  "pin",
  "visualLegAgent",
  "visualLegCustomer",
];

interface Meeting {
  readonly on: Scenario;
  readonly pick: number;
  readonly callId: CallId;
  readonly visualId: VisualId;
  readonly offerId: OfferId;
  /** The primary agent, or else one of the two. */
  readonly agent: Actor & { readonly kind: "agent" };
  readonly tab: ClientId;
  readonly desk: ClientId;
}

type Say = readonly [by: Actor, command: Command];

const kinds: readonly ((meeting: Meeting) => Say)[] = [
  () => [customer, openCommand],
  ({ pick }) => [customer, { type: "postMessage", messageId: id<MessageId>(`m${pick}`), text: "Hei" }],
  ({ agent, pick }) => [
    agent,
    { type: "postMessage", messageId: id<MessageId>(`m${pick}`), text: "Hei", audience: pick % 2 ? "all" : "staff" },
  ],
  ({ pick }) => [customer, { type: "answerSurvey", score: ((pick % 5) + 1) as 1 | 2 | 3 | 4 | 5, comment: null }],
  ({ agent, pick }) => [
    pick % 4 ? (pick % 3 ? customer : agent) : saga,
    pick % 8 ? { type: "customerReturned" } : { type: "endConversation" },
  ],
  ({ agent }) => [agent, { type: "closeConversation" }],
  ({ on, pick }) => [
    system,
    {
      type: "offerConversation",
      offerId: id<OfferId>(`offer${on.log.length}`),
      agentId: agents[pick % 2 ? 0 : 1].agentId,
    },
  ],
  ({ on, offerId, agent }) => [offeredTo(on) ?? agent, { type: "acceptOffer", offerId }],
  ({ on, offerId, agent }) => [offeredTo(on) ?? agent, { type: "declineOffer", offerId }],
  ({ offerId }) => [system, { type: "withdrawOffer", offerId }],
  ({ agent }) => [agent, { type: "pickConversation" }],
  ({ pick }) => [saga, { type: "assignConversation", agentId: agents[pick % 2 ? 0 : 1].agentId }],
  ({ agent, pick }) => [
    pick % 3 ? agent : saga,
    { type: "transferConversation", queueId: id<QueueId>(pick % 2 ? "q_other" : "q_service") },
  ],
  ({ agent, pick }) => [
    pick % 4 ? customer : system,
    pick % 4 ? openCommand : { type: "agentLost", agentId: agent.agentId },
  ],
  () => [system, { type: "customerDropped" }],
  () => [system, { type: "customerReturned" }],
  ({ pick }) => [system, { type: "fireTimer", timer: timerNames[pick % timerNames.length] ?? "offer" }],
  ({ on, agent, pick, desk }) => [
    agent,
    {
      type: "startCall",
      callId: id<CallId>(`call${on.log.length}`),
      mode: pick % 2 ? "voice" : "video",
      clientId: desk,
    },
  ],
  // The present call's start once more. Ids are random, so one of long ago does not come back.
  ({ on, agent, desk }) => [
    agent,
    {
      type: "startCall",
      callId: on.state.call?.id ?? id<CallId>(`call${on.log.length}`),
      mode: "voice",
      clientId: desk,
    },
  ],
  ({ callId, pick, tab }) => [
    customer,
    { type: "answerCall", callId, answer: pick % 2 ? "audio" : "video", clientId: tab },
  ],
  ({ callId, pick, tab }) => [
    customer,
    { type: "answerCall", callId, answer: pick % 2 ? "video" : "audio", clientId: tab },
  ],
  ({ callId }) => [customer, { type: "declineCall", callId }],
  ({ agent, callId, pick }) => [
    pick % 2 ? agent : customer,
    { type: "endCall", callId, reason: pick % 3 ? "hungUp" : "noDevice" },
  ],
  ({ agent, callId, pick, tab, desk }) => [
    pick % 2 ? agent : customer,
    { type: "confirmCall", callId, clientId: pick % 2 ? desk : tab },
  ],
  ({ agent, callId, pick, tab, desk }) => [
    pick % 2 ? agent : customer,
    { type: "rejoinCall", callId, clientId: pick % 2 ? desk : tab },
  ],
  ({ callId, pick }) => [system, { type: "callLegDropped", callId, side: pick % 2 ? "agent" : "customer" }],
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
  ({ tab }) => [customer, { type: "enterPin", pin: "000000", clientId: tab }],
  ({ agent, visualId }) => [agent, { type: "askScope", visualId, scope: "control" }],
  ({ visualId, pick, tab }) => [
    customer,
    { type: "grantScope", visualId, scope: pick % 2 ? "view" : "control", clientId: tab },
  ],
  ({ visualId, pick, tab }) => [
    customer,
    { type: "grantScope", visualId, scope: pick % 2 ? "control" : "view", clientId: tab },
  ],
  ({ visualId, pick }) => [customer, { type: "refuseScope", visualId, scope: pick % 5 ? "control" : "view" }],
  ({ agent, visualId, pick }) => [
    pick % 2 ? agent : customer,
    { type: "revokeScope", visualId, scope: pick % 5 ? "control" : "view" },
  ],
  ({ visualId }) => [customer, { type: "pauseVisual", visualId }],
  ({ visualId }) => [customer, { type: "resumeVisual", visualId }],
  ({ visualId, pick }) => [
    customer,
    { type: "reportAction", visualId, action: pick % 2 ? "click" : "refused", label: "Add" },
  ],
  ({ agent, visualId, pick }) => [pick % 2 ? agent : customer, { type: "endVisual", visualId }],
  ({ agent, visualId, pick, tab, desk }) => [
    pick % 2 ? agent : customer,
    { type: "rejoinVisual", visualId, clientId: pick % 2 ? desk : tab },
  ],
  ({ visualId, pick }) => [system, { type: "visualLegDropped", visualId, side: pick % 2 ? "agent" : "customer" }],
];

/** How many different moves there are; a walk that draws from some of them only goes further into those. */
export const moveKinds = kinds.length;

function offeredTo(on: Scenario): Actor | undefined {
  return agents.find((agent) => agent.agentId === on.state.offer?.agentId);
}

/** What to say, to an opened conversation. */
export function moveToSay(move: Move, on: Scenario): Say {
  const { call, visual, offer, agent } = on.state;
  const { pick } = move;
  const make = kinds[move.kind];
  if (!make) throw new Error("no such move");
  const [by, command] = make({
    on,
    pick,
    callId: move.isStale || !call ? id<CallId>("call0") : call.id,
    visualId: move.isStale || !visual ? id<VisualId>("visual0") : visual.id,
    offerId: move.isStale || !offer ? id<OfferId>("offer0") : offer.offerId,
    agent: agents.find((one) => one.agentId === agent?.agentId) ?? (pick % 2 ? aino : ville),
    tab: pick % 5 ? pages.tab : pages.otherTab,
    desk: pick % 5 ? pages.desk : pages.otherDesk,
  });
  return [move.isWrongActor ? (everybody[pick % everybody.length] ?? by) : by, command];
}
