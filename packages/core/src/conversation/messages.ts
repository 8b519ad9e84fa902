/** What is written: messages, staff's notes, and the PIN or the join link put in the chat by one click (CHAT-02, CHAT-05, VIS-02). */
import type { Audience, MessageId, PersonCommand, Refusal, VisualId } from "@rinnalla/protocol";
import { decide, type Decision } from "../decision.ts";
import { refuse } from "../kernel/result.ts";
import { hasColleague, hasJoined, participantOf } from "./participants.ts";
import { sideOf, type Turn } from "./turn.ts";

type PostMessage = Extract<PersonCommand, { type: "postMessage" }>;

/**
 * Who may write to whom: to the customer the primary agent, and who has joined; aside, those in the conversation; a note to staff any
 * supervisor too, and in wrap-up as well. `null`: nothing speaks against it.
 */
export function mayPost({ state, by }: Turn, audience: Audience): Refusal | null {
  if (by.kind === "customer" && audience !== "all") return refuse("notAllowed");
  if (by.kind === "agent") {
    const isPrimary = state.agent?.agentId === by.agentId;
    if (audience === "all" && !isPrimary && !hasJoined(state, by.agentId)) return refuse("notAllowed");
    if (audience === "consult" && !isPrimary && !participantOf(state, by.agentId)) return refuse("notAllowed");
    // Nobody is there to read it.
    if (audience === "consult" && isPrimary && !state.ended && !hasColleague(state)) return refuse("wrongState");
  }
  return state.status === "closed" || (state.ended && audience !== "staff") ? refuse("conversationEnded") : null;
}

/** A doubled message is the store's to see, by its command's id. */
export function postMessage(turn: Turn, command: PostMessage): Decision | Refusal {
  const audience = "audience" in command ? command.audience : "all";
  const refusal = mayPost(turn, audience);
  if (refusal) return refusal;
  return decide([
    {
      type: "messagePosted",
      messageId: command.messageId,
      side: sideOf(turn.by),
      kind: "text",
      text: command.text,
      audience,
    },
  ]);
}

export function sharePin({ state }: Turn, visualId: VisualId, messageId: MessageId): Decision | Refusal {
  const { visual } = state;
  if (!visual || visual.id !== visualId || visual.phase === "ended") return refuse("visualGone");
  const words = [visual.pin, visual.joinLink].filter((word) => word !== null);
  if (visual.phase !== "invited" || words.length === 0) return refuse("pinSpent");
  return decide([
    { type: "messagePosted", messageId, side: "agent", kind: "pin", text: words.join("\n"), audience: "all", visualId },
  ]);
}
