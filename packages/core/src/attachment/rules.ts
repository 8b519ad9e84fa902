/** Who may send which file (CHAT-05). Asked by the sender's page for an early word, and by the server, whose word counts. */
import { limits, type AttachmentRules, type AttachmentType, type ErrorCode, type Side } from "@rinnalla/protocol";
import { attachmentTypes } from "./types.ts";

/** Where the administrator has said nothing. */
export const usualAttachmentRules: AttachmentRules = {
  from: ["customer", "agent"],
  kinds: ["image", "pdf", "office", "text"],
  mostBytes: limits.attachmentBytes,
  days: limits.attachmentDays,
};

/** What is known before the content is: null where nothing speaks against it. */
export function sizeProblem(rules: AttachmentRules, side: Side, bytes: number): ErrorCode | null {
  if (!rules.from.includes(side)) return "attachmentsOff";
  if (bytes === 0) return "fileEmpty";
  return bytes > rules.mostBytes ? "tooLarge" : null;
}

/** `type` null: unknown to us. */
export function kindProblem(rules: AttachmentRules, type: AttachmentType | null): ErrorCode | null {
  return type !== null && rules.kinds.includes(attachmentTypes[type].kind) ? null : "fileKind";
}
