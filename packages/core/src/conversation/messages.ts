/** What is written: messages, staff's notes, and the PIN or the join link put in the chat by one click (CHAT-02, CHAT-05, VIS-02). */
import type { MessageId, PersonCommand, Refusal, VisualId } from "@rinnalla/protocol";
import { decide, type Decision } from "../decision.ts";
import { refuse } from "../kernel/result.ts";
import { sideOf, type Turn } from "./turn.ts";

type PostMessage = Extract<PersonCommand, { type: "postMessage" }>;

/** To the customer only the primary agent writes; a note to staff any supervisor too, and in wrap-up as well. A doubled message is the store's to see, by its command's id. */
export function postMessage({ state, by }: Turn, command: PostMessage): Decision | Refusal {
  const audience = "audience" in command ? command.audience : "all";
  if (by.kind === "customer" && audience !== "all") return refuse("notAllowed");
  if (by.kind === "agent" && audience === "all" && state.agent?.agentId !== by.agentId) return refuse("notAllowed");
  if (state.status === "closed" || (state.ended && audience === "all")) return refuse("conversationEnded");
  return decide([
    {
      type: "messagePosted",
      messageId: command.messageId,
      side: sideOf(by),
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
