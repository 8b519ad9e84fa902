/**
 * Push: a waiting conversation is offered to one agent, with a countdown (ROUTE-01).
 * The agent's units are held from the offer on, so that two offers cannot fill the same room (ROUTE-02).
 */
import type { AgentId, ClientId, ConversationEvent, OfferId, Refusal } from "@rinnalla/protocol";
import { acceptTransfer, endTransfer } from "./agent-transfer.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { ClaimChange, Effect } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import { callInQueue } from "./drop-transfer.ts";
import { hasTaken, takeCall } from "./queue-transfer.ts";
import type { ConversationState } from "./state.ts";
import type { Turn } from "./turn.ts";

export function offerConversation({ state, now }: Turn, offerId: OfferId, agentId: AgentId): Decision | Refusal {
  if (state.ended) return refuse("conversationEnded");
  const call = callInQueue(state);
  if ((state.agent && !call) || state.offer || state.agent?.agentId === agentId) return refuse("wrongState");
  const expiresAt = now + state.terms.offerMs;
  return decide(
    [{ type: "conversationOffered", offerId, agentId, expiresAt }],
    [
      { type: "takeClaim", agentId, kind: "conversation", units: state.terms.units, mode: "ifRoom" },
      { type: "setTimer", timer: "offer", dueAt: expiresAt },
    ],
  );
}

/** Until its end is written, an offer can be accepted, even if its time has just passed. Said again by who won: nothing to do. */
export function acceptOffer(turn: Turn, offerId: OfferId, clientId?: ClientId): Decision | Refusal {
  const { state, by } = turn;
  if (by.kind !== "agent") return refuse("notAllowed");
  if (state.agent?.agentId === by.agentId || hasTaken(state, by.agentId)) return nothing;
  if (state.ended) return refuse("conversationEnded");
  if (state.offer?.offerId !== offerId || state.offer.agentId !== by.agentId) return refuse("offerGone");
  const call = callInQueue(state);
  if (call) return takeCall(turn, call, clientId);
  if (state.transfer) return acceptTransfer(turn, by);
  return decide(
    [{ type: "agentJoined", agentId: by.agentId, name: by.name, role: "primary", how: "offer" }],
    [{ type: "clearTimer", timer: "offer" }],
  );
}

export function declineOffer({ state, by }: Turn, offerId: OfferId): Decision | Refusal {
  const { offer } = state;
  if (by.kind !== "agent" || offer?.offerId !== offerId || offer.agentId !== by.agentId) return refuse("offerGone");
  return backToQueue(state, { type: "offerDeclined", offerId, agentId: offer.agentId }, offer.agentId, "declined");
}

/** Nobody answered in time: the agent is set inactive, so that the next offer goes elsewhere. */
export function expireOffer({ state, now }: Turn): Decision {
  const { offer } = state;
  if (!offer || now < offer.expiresAt) return nothing;
  const { offerId, agentId } = offer;
  const back = backToQueue(state, { type: "offerExpired", offerId, agentId }, agentId, "expired");
  // A colleague's wish says nothing of whether the agent is there for the queue.
  return state.transfer ? back : join(back, decide([], [{ type: "setInactive", agentId }]));
}

/** The agent signed out or changed presence: taken back without blame. */
export function withdrawOffer({ state }: Turn, offerId: OfferId): Decision {
  if (state.offer?.offerId !== offerId) return nothing;
  const { agentId } = state.offer;
  return backToQueue(state, { type: "offerWithdrawn", offerId, agentId }, agentId, "withdrawn");
}

function backToQueue(
  state: ConversationState,
  event: ConversationEvent,
  agentId: AgentId,
  because: "declined" | "expired" | "withdrawn",
): Decision {
  const release: ClaimChange = { type: "releaseClaim", agentId, kind: "conversation" };
  const effects: readonly Effect[] = [release, { type: "clearTimer", timer: "offer" }];
  // Its agent still has it, and the call still waits.
  if (state.agent) return join(decide([event], effects), endTransfer(state, because));
  return decide([event, { type: "conversationQueued", queueId: state.queueId, because }], effects);
}
