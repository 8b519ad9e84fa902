/**
 * The end: first what lives inside, then the conversation, then the agent's wrap-up, which holds capacity for its time (ROUTE-06).
 * `state.agent` stays after the close: it says whose conversation it was.
 */
import type { CustomerCommand, EndedBecause, Refusal } from "@rinnalla/protocol";
import { decide, join, nothing, type Decision } from "../decision.ts";
import type { Effect } from "../effects.ts";
import { refuse } from "../kernel/result.ts";
import { cutLive, cutOffer } from "./cut.ts";
import type { Turn } from "./turn.ts";

/** By whoever asks: the customer, the primary agent, or a supervisor by force. Two who end at once are both right. */
export function askEnd(turn: Turn): Decision {
  const { state, by } = turn;
  if (by.kind === "customer") return endConversation(turn, "customerEnded");
  const isPrimary = by.kind === "agent" && state.agent?.agentId === by.agentId;
  return endConversation(turn, isPrimary ? "agentEnded" : "forceClosed");
}

export function endConversation({ state, now }: Turn, because: EndedBecause): Decision {
  if (state.ended) return nothing;
  const side = because === "customerEnded" ? "customer" : because === "customerGone" ? null : "agent";
  const before = join(cutLive(state, "conversationEnded", side, now), cutOffer(state));
  const effects: Effect[] = state.isCustomerHere ? [] : [{ type: "clearTimer", timer: "customerWindow" }];
  // Nobody to wrap up, no time for it, or a supervisor who closes by force: closed at once.
  const wrapUpMs = state.agent && because !== "forceClosed" ? state.terms.wrapUpMs : 0;
  const wrapUpUntil = wrapUpMs > 0 ? now + wrapUpMs : null;
  if (wrapUpUntil === null) {
    if (state.agent) effects.push({ type: "releaseClaim", agentId: state.agent.agentId, kind: "conversation" });
    return join(
      before,
      decide([{ type: "conversationEnded", because, wrapUpUntil }, { type: "conversationClosed" }], effects),
    );
  }
  effects.push({ type: "setTimer", timer: "wrapUp", dueAt: wrapUpUntil });
  return join(before, decide([{ type: "conversationEnded", because, wrapUpUntil }], effects));
}

/** The agent is ready before the wrap-up's time. */
export function closeConversation({ state }: Turn): Decision | Refusal {
  if (state.status === "closed") return nothing;
  if (state.status !== "wrapUp" || !state.agent) return refuse("wrongState");
  return decide(
    [{ type: "conversationClosed" }],
    [
      { type: "releaseClaim", agentId: state.agent.agentId, kind: "conversation" },
      { type: "clearTimer", timer: "wrapUp" },
    ],
  );
}

export function endWrapUp(turn: Turn): Decision | Refusal {
  const { state, now } = turn;
  if (state.status !== "wrapUp" || state.wrapUpUntil === null || now < state.wrapUpUntil) return nothing;
  return closeConversation(turn);
}

/** Once, when it is over (CHAT-04). */
export function answerSurvey(
  { state }: Turn,
  command: Extract<CustomerCommand, { type: "answerSurvey" }>,
): Decision | Refusal {
  if (!state.ended || state.hasSurvey || state.terms.survey === "off") return refuse("wrongState");
  return decide([{ type: "surveyAnswered", score: command.score, comment: command.comment }]);
}
