/** Unsent text by conversation, for as long as the page lives: changing tabs must not lose half a sentence. */
import type { ConversationId } from "@rinnalla/protocol";

const drafts = new Map<ConversationId, string>();

export function readDraft(id: ConversationId): string {
  return drafts.get(id) ?? "";
}

export function keepDraft(id: ConversationId, text: string): void {
  if (text === "") drafts.delete(id);
  else drafts.set(id, text);
}
