/**
 * Identifiers. Random, 128 bits, URL-safe; knowing one grants nothing: every access is checked as well.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type ConversationId = Branded<"ConversationId">;
export type VisitorId = Branded<"VisitorId">;
export type AgentId = Branded<"AgentId">;
export type QueueId = Branded<"QueueId">;
export type WorkstreamId = Branded<"WorkstreamId">;
export type WidgetId = Branded<"WidgetId">;
export type QuickReplyId = Branded<"QuickReplyId">;
export type SkillId = Branded<"SkillId">;
/** Of a presence that the administrator has made. */
export type PresenceId = Branded<"PresenceId">;
export type MaskingId = Branded<"MaskingId">;
export type MessageId = Branded<"MessageId">;
export type HoursId = Branded<"HoursId">;
/** Of a transcript sent by e-mail; made by whoever asks for it. */
export type MailId = Branded<"MailId">;
export type OfferId = Branded<"OfferId">;
export type CallId = Branded<"CallId">;
export type VisualId = Branded<"VisualId">;
export type ProviderId = Branded<"ProviderId">;
/** An administrator's look at a page of the site. */
export type PreviewId = Branded<"PreviewId">;
export type RecordingId = Branded<"RecordingId">;
/** Also the id of the message that brings it. */
export type AttachmentId = Branded<"AttachmentId">;
/** One open page or tab, for as long as it lives: a reload makes a new one. */
export type ClientId = Branded<"ClientId">;
/** Made by the client; the same id always gets the same answer. */
export type CommandId = Branded<"CommandId">;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const idChars = 22;
/** Asked for many at once: a call for each costs more than the rest of it. */
const pool = new Uint8Array(idChars * 64);
let used = pool.length;

/** A fresh random id of 22 characters (132 bits of `crypto.getRandomValues`). */
export function newId<Id extends string>(): Id {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let id = "";
  for (const end = used + idChars; used < end; used += 1) id += alphabet[pool[used]! & 63];
  return id as Id;
}
