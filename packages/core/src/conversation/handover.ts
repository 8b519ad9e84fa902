/** How a conversation gets an agent without an offer, and how it leaves one: pick, assign, transfer, loss (ROUTE-01, ROUTE-04, ROUTE-05, ROUTE-07). */
import type { AgentId, ClientId, ConversationEvent, QueueId, Refusal, SkillId } from "@rinnalla/protocol";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { ClaimChange } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import { missingSkills, skillsAskedNow } from "../routing/skills.ts";
import { cutLive, cutOffer } from "./cut.ts";
import { callInQueue } from "./drop-transfer.ts";
import { acceptOffer } from "./offer.ts";
import { hasTaken, takeCall } from "./queue-transfer.ts";
import type { ConversationState } from "./state.ts";
import { sideOf, type Turn } from "./turn.ts";

/** An agent with the skills takes a waiting conversation, if there is room. Picking what is offered to oneself is accepting it. */
export function pickConversation(
  turn: Turn,
  clientId?: ClientId,
  ownSkills: readonly SkillId[] = [],
): Decision | Refusal {
  const { state, by } = turn;
  if (by.kind !== "agent") return refuse("notAllowed");
  if (state.ended) return refuse("conversationEnded");
  if (state.agent?.agentId === by.agentId || hasTaken(state, by.agentId)) return nothing;
  if (state.offer?.agentId === by.agentId) return acceptOffer(turn, state.offer.offerId, clientId);
  // Somebody else was first, or is being asked.
  const call = callInQueue(state);
  if ((state.agent && !call) || state.offer) return refuse("offerGone");
  const { skillIds, skillRelaxMs } = state.terms;
  const asking = { skillIds, skillRelaxMs, waitingSince: state.waitingSince ?? state.openedAt };
  if (missingSkills(skillsAskedNow(asking, turn.now), ownSkills).length > 0) return refuse("skillMissing");
  const units: ClaimChange = {
    type: "takeClaim",
    agentId: by.agentId,
    kind: "conversation",
    units: state.terms.units,
    mode: "ifRoom",
  };
  if (call) {
    // The units before the call's claim, which leaves no room for them.
    const taken = takeCall(turn, call, clientId);
    return taken.ok ? join(decide([], [units]), taken) : taken;
  }
  return decide([{ type: "agentJoined", agentId: by.agentId, name: by.name, role: "primary", how: "pick" }], [units]);
}

/** A supervisor's word: whatever the agent's presence and load, from whatever hands (ROUTE-04). */
export function assignConversation(
  { state, by, now }: Turn,
  agentId: AgentId,
  name: string | null,
): Decision | Refusal {
  if (state.ended) return refuse("conversationEnded");
  if (name === null) return refuse("notFound");
  if (state.agent?.agentId === agentId) return nothing;
  const joined: ConversationEvent = { type: "agentJoined", agentId, name, role: "primary", how: "assign" };
  // Offered to just that agent, and not with a call, whose offer is cut with it: the units are held already.
  const isHeld = state.offer?.agentId === agentId && (!state.agent || state.transfer !== null);
  const before = state.agent
    ? leave(state, "transferred", cutLive(state, "conversationEnded", sideOf(by), now))
    : isHeld
      ? nothing
      : cutOffer(state);
  return join(
    before,
    decide(
      [joined],
      isHeld
        ? [{ type: "clearTimer", timer: "offer" }]
        : [{ type: "takeClaim", agentId, kind: "conversation", units: state.terms.units, mode: "force" }],
    ),
  );
}

/** To a queue. That the queue exists is for the server to check. One that waits already keeps its place in time. */
export function transferConversation({ state, by, now }: Turn, queueId: QueueId): Decision | Refusal {
  if (state.ended) return refuse("conversationEnded");
  const before = state.agent
    ? leave(state, "transferred", cutLive(state, "conversationEnded", sideOf(by), now))
    : cutOffer(state);
  return join(before, decide([{ type: "conversationQueued", queueId, because: "transfer" }]));
}

/** The agent did not come back: the customer, who has waited since the beginning, waits first in line. In wrap-up its timer goes on. */
export function loseAgent({ state, now }: Turn, agentId: AgentId): Decision {
  if (state.ended || state.agent?.agentId !== agentId) return nothing;
  return join(
    leave(state, "lost", cutLive(state, "network", null, now)),
    decide([{ type: "conversationQueued", queueId: state.queueId, because: "agentLost" }]),
  );
}

function leave(state: ConversationState, because: "transferred" | "lost", cut: Decision): Decision {
  if (!state.agent) return cut;
  const { agentId } = state.agent;
  return join(
    cut,
    decide([{ type: "agentLeft", agentId, because }], [{ type: "releaseClaim", agentId, kind: "conversation" }]),
  );
}
