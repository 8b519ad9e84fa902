/** Files sent in a conversation (CHAT-05). What a file is, is read from its content alone; names and claimed types are never believed. */
import type { AttachmentId } from "./ids.ts";
import type { Side } from "./people.ts";

/** What an administrator allows or not. */
export const attachmentKinds = ["image", "pdf", "office", "text", "audio", "video", "archive"] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

export interface AttachmentRules {
  /** Who may send; empty: nobody. */
  readonly from: readonly Side[];
  readonly kinds: readonly AttachmentKind[];
  readonly mostBytes: number;
  /** How long a file is kept. */
  readonly days: number;
}

/** All that we know by its content. */
export type AttachmentType =
  | "image/jpeg"
  | "image/png"
  | "image/gif"
  | "image/webp"
  | "application/pdf"
  | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  | "application/vnd.openxmlformats-officedocument.presentationml.presentation"
  | "application/vnd.oasis.opendocument.text"
  | "application/vnd.oasis.opendocument.spreadsheet"
  | "application/vnd.oasis.opendocument.presentation"
  | "text/plain"
  | "audio/mpeg"
  | "audio/wav"
  | "audio/ogg"
  | "audio/mp4"
  | "video/mp4"
  | "video/webm"
  | "application/zip";

/** What the log says of a file; its name is the message's text. */
export interface Attachment {
  readonly id: AttachmentId;
  readonly type: AttachmentType;
  readonly bytes: number;
  /** Of an image, as it is shown. */
  readonly width?: number;
  readonly height?: number;
  /** A small picture of it is there too. */
  readonly hasPreview?: true;
}
