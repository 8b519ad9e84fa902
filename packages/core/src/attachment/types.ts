/** Each type of file that we know: what the administrator calls it, how such files are named, and whether a browser may show it in place. */
import type { AttachmentKind, AttachmentType } from "@rinnalla/protocol";

interface TypeRow {
  readonly kind: AttachmentKind;
  /** The first is put on names that have none of them. */
  readonly extensions: readonly string[];
}

const office = "application/vnd.openxmlformats-officedocument";
const open = "application/vnd.oasis.opendocument";

export const attachmentTypes: { readonly [Type in AttachmentType]: TypeRow } = {
  "image/jpeg": { kind: "image", extensions: ["jpg", "jpeg", "jfif"] },
  "image/png": { kind: "image", extensions: ["png"] },
  "image/gif": { kind: "image", extensions: ["gif"] },
  "image/webp": { kind: "image", extensions: ["webp"] },
  "application/pdf": { kind: "pdf", extensions: ["pdf"] },
  [`${office}.wordprocessingml.document`]: { kind: "office", extensions: ["docx"] },
  [`${office}.spreadsheetml.sheet`]: { kind: "office", extensions: ["xlsx"] },
  [`${office}.presentationml.presentation`]: { kind: "office", extensions: ["pptx"] },
  [`${open}.text`]: { kind: "office", extensions: ["odt"] },
  [`${open}.spreadsheet`]: { kind: "office", extensions: ["ods"] },
  [`${open}.presentation`]: { kind: "office", extensions: ["odp"] },
  "text/plain": { kind: "text", extensions: ["txt", "csv", "log", "md", "json"] },
  "audio/mpeg": { kind: "audio", extensions: ["mp3"] },
  "audio/wav": { kind: "audio", extensions: ["wav"] },
  "audio/ogg": { kind: "audio", extensions: ["ogg", "oga", "opus"] },
  "audio/mp4": { kind: "audio", extensions: ["m4a"] },
  "video/mp4": { kind: "video", extensions: ["mp4", "m4v", "mov"] },
  "video/webm": { kind: "video", extensions: ["webm", "weba", "mkv"] },
  "application/zip": { kind: "archive", extensions: ["zip"] },
};

/** For a file chooser; what the server thinks of the content is another matter. */
export function acceptOf(kinds: readonly AttachmentKind[]): string {
  return Object.values(attachmentTypes)
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
    .join(",");
}
