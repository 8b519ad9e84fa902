/** A word of the customer's that takes something back must not wait behind a line that takes or answers nothing (VIS-04). */
import type { PersonCommand } from "@rinnalla/protocol";
import type { Chat } from "../chat/chat.ts";

/** Unanswered by then, it is said over another line. */
const answerMs = 120;

export function insist(chat: Chat, command: PersonCommand): Promise<boolean> {
  const answered = chat.command(command);
  const impatience = setTimeout(() => chat.connect().replace(), answerMs);
  void answered.then(() => clearTimeout(impatience));
  return answered;
}
