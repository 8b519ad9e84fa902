/** What the rest of the server hears of a conversation: said once, right after its commit. */
import type { ConversationState, Effect } from "@rinnalla/core";
import type { ConversationId, LoggedEvent } from "@rinnalla/protocol";

export interface Committed {
  readonly conversationId: ConversationId;
  /** `null`: it was opened by this. */
  readonly before: ConversationState | null;
  readonly state: ConversationState;
  readonly events: readonly LoggedEvent[];
  /** The same as JSON: what is stored, and what goes to all who may see everything. */
  readonly bodies: readonly string[];
  readonly effects: readonly Effect[];
  readonly at: number;
}

export type CommitListener = (committed: Committed) => void;
