/**
 * A conversation goes to one agent (ROUTE-07). It is offered as a waiting one is, but keeps its agent until the yes, so that the customer is
 * never without one; declined, expired or taken back, it stays where it was. The units are held from the offer on, and the old agent's given
 * back with the yes, in one transaction (ROUTE-02). To a colleague who is in the conversation already it goes at once.
 */
import type { Actor, AgentId, ConversationEvent, OfferId, Refusal } from "@rinnalla/protocol";
import { isLive } from "../call/step.ts";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { ClaimChange } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import { cutLive, cutOffer } from "./cut.ts";
import { cutParticipants, participantOf } from "./participants.ts";
import type { ConversationState } from "./state.ts";
import { sideOf, type Turn } from "./turn.ts";

interface Wanted {
  readonly agentId: AgentId;
  readonly offerId: OfferId;
  readonly note?: string;
}

export function transferToAgent(turn: Turn, wanted: Wanted, name: string | null): Decision | Refusal {
  const { state, by, now } = turn;
  const { agentId, offerId } = wanted;
  if (state.ended) return refuse("conversationEnded");
  if (name === null) return refuse("notFound");
  if (state.transfer) return state.transfer.agentId === agentId ? nothing : refuse("wrongState");
  if (state.agent?.agentId === agentId) return nothing;
  // What waits is a supervisor's to assign; a call has its own ways to a colleague.
  if (!state.agent || state.offer) return refuse("wrongState");
  if (isLive(state.call)) return refuse("callExists");
  const note = wanted.note ?? null;
  const asked: ConversationEvent = { type: "transferAsked", agentId, name, note };
  const take: ClaimChange = {
    type: "takeClaim",
    agentId,
    kind: "conversation",
    units: state.terms.units,
    mode: isSupervisor(by) ? "force" : "ifRoom",
  };
  const participant = participantOf(state, agentId);
  if (participant && participant.role !== "monitor")
    return join(decide([asked], [take]), moveTo(turn, agentId, participant.name));
  const expiresAt = now + state.terms.offerMs;
  return decide(
    [asked, { type: "conversationOffered", offerId, agentId, expiresAt }],
    [take, { type: "setTimer", timer: "offer", dueAt: expiresAt }],
  );
}

/** The yes. Whoever says it holds the units already. */
export function acceptTransfer(turn: Turn, by: Extract<Actor, { kind: "agent" }>): Decision {
  return join(decide([], [{ type: "clearTimer", timer: "offer" }]), moveTo(turn, by.agentId, by.name));
}

export function cancelTransfer({ state }: Turn): Decision {
  return state.transfer ? join(cutOffer(state), endTransfer(state, "cancelled")) : nothing;
}

export function endTransfer(
  { transfer }: ConversationState,
  because: Extract<ConversationEvent, { type: "transferEnded" }>["because"],
): Decision {
  return transfer ? decide([{ type: "transferEnded", agentId: transfer.agentId, because }]) : nothing;
}

/** From its agent to the next, with all that lives inside coming to its end. */
function moveTo({ state, by, now }: Turn, agentId: AgentId, name: string): Decision {
  const left: Decision = state.agent
    ? decide(
        [{ type: "agentLeft", agentId: state.agent.agentId, because: "transferred" }],
        [{ type: "releaseClaim", agentId: state.agent.agentId, kind: "conversation" }],
      )
    : nothing;
  const joined = decide([{ type: "agentJoined", agentId, name, role: "primary", how: "transfer" }]);
  return [cutLive(state, "conversationEnded", sideOf(by), now), left, joined].reduce(join);
}

/**
 * With what a decision leaves behind taken away: a transfer whose conversation ended, changed hands otherwise, or is in a call now, and the
 * colleagues who advised an agent that is gone.
 */
export function closeBeside(state: ConversationState, decision: Decision | Refusal): Decision | Refusal {
  if (!decision.ok) return decision;
  const types = new Set(decision.events.map((event) => event.type));
  const isEnd = types.has("conversationEnded");
  if (!isEnd && !types.has("agentLeft") && !types.has("callStarted")) return decision;
  const next = decision.events.find((event) => event.type === "agentJoined")?.agentId ?? null;
  const colleagues = isEnd || types.has("agentLeft") ? cutParticipants(state, isEnd, next) : nothing;
  return [closeOffer(state, types, next), colleagues, decision].reduce(join);
}

function closeOffer(
  state: ConversationState,
  types: ReadonlySet<ConversationEvent["type"]>,
  next: AgentId | null,
): Decision {
  if (!state.transfer || types.has("transferEnded") || next === state.transfer.agentId) return nothing;
  return join(types.has("offerWithdrawn") ? nothing : cutOffer(state), endTransfer(state, "cancelled"));
}

function isSupervisor(by: Actor): boolean {
  return by.kind === "agent" && by.role !== "agent";
}
