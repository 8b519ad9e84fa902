/** Moves of colleagues beside the primary agent, and of a conversation on its way to one of them (ROUTE-07). */
import type { Actor, MessageId, OfferId } from "@rinnalla/protocol";
import { id, otso, saga, system } from "../people.ts";
import { colleague, offeredTo, otherThan, staff, type Ground, type Make } from "./meeting.ts";

export const participants = [
  ({ agent, pick }) => [agent, { type: "askConsult", agentId: colleague(pick).agentId }],
  ({ on, agent, pick }) =>
    pick % 4
      ? [agent, { type: "askConsult", agentId: otherThan(agent).agentId }]
      : [agent, { type: "cancelConsult", agentId: on.state.consultAsked?.agentId ?? agent.agentId }],
  ({ on, pick }) => [askedIn(on) ?? colleague(pick), { type: "acceptConsult" }],
  ({ on, pick }) => [askedIn(on) ?? colleague(pick), { type: pick % 4 ? "acceptConsult" : "declineConsult" }],
  ({ pick }) => [pick % 2 ? saga : otso, { type: "joinConversation", role: pick % 3 ? "monitor" : "join" }],
  ({ on, pick }) => [
    besideIn(on, pick),
    { type: "changeParticipantRole", role: (["monitor", "join", "consult"] as const)[pick % 3] ?? "join" },
  ],
  ({ on, agent, pick }) =>
    pick % 2
      ? [besideIn(on, pick), { type: "leaveConversation" }]
      : [agent, { type: "dismissParticipant", agentId: besideIn(on, pick).agentId }],
  ({ on, pick }) => [
    system,
    pick % 3
      ? { type: "participantLost", agentId: besideIn(on, pick).agentId }
      : { type: "withdrawConsult", agentId: on.state.consultAsked?.agentId ?? colleague(pick).agentId },
  ],
  ({ on, agent, pick }) => [
    pick % 2 ? agent : besideIn(on, pick),
    {
      type: "postMessage",
      messageId: id<MessageId>(`m${pick}`),
      text: "Between us",
      audience: pick % 3 ? "consult" : "all",
    },
  ],
  ({ on, agent, pick }) => [
    pick % 3 ? agent : saga,
    {
      type: "transferToAgent",
      agentId: pick % 4 ? otherThan(agent).agentId : besideIn(on, pick).agentId,
      offerId: id<OfferId>(`offer${on.log.length}`),
      ...(pick % 2 ? { note: "Waits for a parcel" } : {}),
    },
  ],
  ({ on, offerId, agent, pick }) => {
    const by = offeredTo(on) ?? otherThan(agent);
    return pick % 4 ? [by, { type: "acceptOffer", offerId }] : [by, { type: "declineOffer", offerId }];
  },
  ({ agent, pick }) => [pick % 2 ? agent : saga, { type: "cancelTransfer" }],
] as const satisfies readonly Make[];

function askedIn(on: Ground): (Actor & { readonly kind: "agent" }) | undefined {
  return staff.find((one) => one.agentId === on.state.consultAsked?.agentId);
}

/** Mostly somebody who is there. */
function besideIn({ state }: Ground, pick: number): Actor & { readonly kind: "agent" } {
  const { participants: there } = state;
  const one = there[pick % Math.max(1, there.length)];
  return (pick % 8 > 0 && staff.find(({ agentId }) => agentId === one?.agentId)) || colleague(pick);
}
