/** Moves in the chat and at the desk: words, timers, offers, handing over, the end. */
import type { TimerName } from "@rinnalla/core";
import type { AttachmentId, MessageId, OfferId, QueueId } from "@rinnalla/protocol";
import { customer, id, saga, system } from "../people.ts";
import { offeredTo, oneOf, type Make } from "./meeting.ts";

const timerNames: readonly TimerName[] = [
  "offer",
  "customerWindow",
  "wrapUp",
  "consult",
  "ring",
  "callLegAgent",
  "callLegCustomer",
  "callGuest",
  "callTransfer",
  "pin",
  "visualLegAgent",
  "visualLegCustomer",
];

export const chat = [
  ({ pick }) => [customer, { type: "postMessage", messageId: id<MessageId>(`m${pick}`), text: "Hei" }],
  ({ agent, pick }) => [
    agent,
    { type: "postMessage", messageId: id<MessageId>(`m${pick}`), text: "Hei", audience: pick % 2 ? "all" : "staff" },
  ],
  () => [system, { type: "customerDropped" }],
  () => [system, { type: "customerReturned" }],
  ({ pick }) => [system, { type: "fireTimer", timer: timerNames[pick % timerNames.length] ?? "offer" }],
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
] as const satisfies readonly Make[];

export const desk = [
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
] as const satisfies readonly Make[];

export const ends = [
  ({ side }) => [side, { type: "endConversation" }],
  () => [saga, { type: "endConversation" }],
  ({ agent }) => [agent, { type: "closeConversation" }],
  ({ pick }) => [customer, { type: "answerSurvey", score: ((pick % 5) + 1) as 1 | 2 | 3 | 4 | 5, comment: null }],
] as const satisfies readonly Make[];
