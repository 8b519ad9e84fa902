/**
 * What a file is, by its bytes alone (CHAT-05). Signatures count at the very beginning, where browsers look for them too. Null: nothing
 * that we know, and so nothing that may be sent: HTML, SVG, scripts, programs, office files with macros.
 */
import type { AttachmentType } from "@rinnalla/protocol";

/** As much of the beginning and of the end as is looked at; text is looked at whole. */
export const sniffedBytes = 64 * 1024;

export function sniff(head: Uint8Array, tail: Uint8Array): AttachmentType | null {
  const begins = (text: string, at = 0): boolean => latin(head, at, at + text.length) === text;
  if (begins("\xff\xd8\xff")) return "image/jpeg";
  if (begins("\x89PNG\r\n\x1a\n")) return "image/png";
  if (begins("GIF87a") || begins("GIF89a")) return "image/gif";
  if (begins("RIFF")) return begins("WEBP", 8) ? "image/webp" : begins("WAVE", 8) ? "audio/wav" : null;
  if (begins("%PDF-")) return "application/pdf";
  if (begins("PK\x03\x04")) return ofArchive(head, tail);
  if (begins("OggS")) return "audio/ogg";
  if (begins("ID3") || isMpegAudio(head)) return "audio/mpeg";
  if (begins("ftyp", 4)) return ofMp4(latin(head, 8, 12));
  if (begins("\x1a\x45\xdf\xa3")) return latin(head, 0, 128).includes("webm") ? "video/webm" : null;
  return isPlainText(head) && isPlainText(tail, true) ? "text/plain" : null;
}

/** Two sync bytes alone would fit too much: layer III, with a bit rate and a sampling rate that exist. */
function isMpegAudio(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  return first === 0xff && (second & 0xe6) === 0xe2 && third >> 4 !== 0xf && (third & 0x0c) !== 0x0c;
}

function ofMp4(brand: string): AttachmentType | null {
  if (brand === "M4A ") return "audio/mp4";
  return ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "qt  ", "dash", "mmp4"].includes(
    brand,
  )
    ? "video/mp4"
    : null;
}

/** Names of the parts stand at the beginning and, as the directory, at the end. A Java archive or an app is no plain archive. */
function ofArchive(head: Uint8Array, tail: Uint8Array): AttachmentType | null {
  const names = latin(head) + latin(tail);
  if (/vbaProject\.bin|vbaData\.xml|macrosheets\//i.test(names)) return null;
  if (/META-INF\/MANIFEST\.MF|AndroidManifest\.xml/.test(names)) return null;
  const declared = /mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)(?![a-z-])/.exec(
    latin(head, 0, 128),
  );
  if (declared) return `application/vnd.oasis.opendocument.${declared[1] as "text" | "spreadsheet" | "presentation"}`;
  if (names.includes("[Content_Types].xml")) {
    const part = "application/vnd.openxmlformats-officedocument";
    if (names.includes("word/document.xml")) return `${part}.wordprocessingml.document`;
    if (names.includes("xl/workbook.xml")) return `${part}.spreadsheetml.sheet`;
    if (names.includes("ppt/presentation.xml")) return `${part}.presentationml.presentation`;
  }
  return "application/zip";
}

/** UTF-8 without control characters, and nothing that a browser or a shell could take for its own. */
function isPlainText(bytes: Uint8Array, isCut = false): boolean {
  let text: string;
  try {
    // A piece may begin or end within a character.
    text = isCut
      ? new TextDecoder().decode(bytes).replace(/^\ufffd{1,3}/, "")
      : new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, wholeCharacters(bytes)));
  } catch {
    return false;
  }
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffd]/.test(text)) return false;
  return isCut || !/^\s*(<[!?/a-z]|#!|%!PS|\{\\rtf|MIME-Version:)/i.test(text);
}

function wholeCharacters(bytes: Uint8Array): number {
  let at = bytes.length;
  while (at > 0 && bytes.length - at < 3 && ((bytes[at - 1] ?? 0) & 0xc0) === 0x80) at -= 1;
  const lead = bytes[at - 1] ?? 0;
  const wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.length - at + 1 < wanted ? at - 1 : bytes.length;
}

function latin(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = "";
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
}
