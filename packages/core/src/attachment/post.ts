/** What was uploaded becomes a message, once: its id is the message's (CHAT-05). */
import {
  limits,
  type Actor,
  type Attachment,
  type AttachmentId,
  type Audience,
  type MessageId,
  type PersonCommand,
  type Refusal,
} from "@rinnalla/protocol";
import { mayFollow } from "../access/table.ts";
import { decide, nothing, type Decision } from "../decision.ts";
import { refuse } from "../kernel/result.ts";
import type { ConversationState } from "../conversation/state.ts";
import { mayPost } from "../conversation/messages.ts";
import { sideOf, type Turn } from "../conversation/turn.ts";
import { safeFileName } from "./file-name.ts";

type PostAttachment = Extract<PersonCommand, { type: "postAttachment" }>;

/** As a conversation remembers it. */
export interface AttachmentState {
  readonly id: AttachmentId;
  readonly audience: Audience;
  /** Its time was over. Remembered, so that it does not come again. */
  readonly isDeleted?: true;
}

/** `uploaded`: what this person has uploaded to this conversation under the id, checked. */
export function postAttachment(turn: Turn, command: PostAttachment, uploaded: Attachment | null): Decision | Refusal {
  const audience = "audience" in command ? command.audience : "all";
  const { state, by } = turn;
  // Said again, after a reload perhaps.
  if (state.attachments.some(({ id }) => id === command.attachmentId)) return nothing;
  const refusal = mayPost(turn, audience);
  if (refusal) return refusal;
  if (!uploaded || uploaded.id !== command.attachmentId) return refuse("notFound");
  if (state.attachments.length >= limits.attachmentsInConversation) return refuse("tooLarge");
  return decide([
    {
      type: "messagePosted",
      messageId: command.attachmentId as string as MessageId,
      side: sideOf(by),
      kind: "attachment",
      text: safeFileName(command.name, uploaded.type),
      audience,
      attachment: uploaded,
    },
  ]);
}

/** Gone already: nothing. */
export function expireAttachment(state: ConversationState, attachmentId: AttachmentId): Decision {
  const found = state.attachments.find(({ id }) => id === attachmentId);
  if (!found || found.isDeleted) return nothing;
  return decide([{ type: "attachmentDeleted", attachmentId, audience: found.audience }]);
}

/** True if this person may have the file: it is in the conversation, and not among staff's notes if it is the customer who asks. */
export function maySeeAttachment(by: Actor, state: ConversationState, attachmentId: AttachmentId): boolean {
  const found = state.attachments.find(({ id }) => id === attachmentId);
  return (
    found !== undefined &&
    !found.isDeleted &&
    mayFollow(by, state) &&
    (by.kind !== "customer" || found.audience === "all")
  );
}
