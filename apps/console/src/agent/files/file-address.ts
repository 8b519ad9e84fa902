/** Addresses of a conversation's files, good for nobody without the cookie; and how large files are, in words. */
import type { AttachmentId, ConversationId } from "@rinnalla/protocol";

export function fileAddress(conversationId: ConversationId, id: AttachmentId): string {
  return `/api/conversations/${conversationId}/attachments/${id}`;
}

/** `340 kB`, `1.2 MB`. */
export function sizeText(bytes: number, locale: string): string {
  const steps = bytes >= 1024 * 1024 ? 2 : bytes >= 1000 ? 1 : 0;
  const value = bytes / 1024 ** steps;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: ["byte", "kilobyte", "megabyte"][steps] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
