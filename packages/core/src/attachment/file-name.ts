/**
 * A file's name fit to be shown and saved (CHAT-05): no paths, no signs that turn or hide text, nothing that an operating system takes
 * for a device, not too long, and an ending that says what is inside. `fdp.exe` turned around stays what it is.
 */
import { limits, type AttachmentType } from "@rinnalla/protocol";
import { attachmentTypes } from "./types.ts";

export function safeFileName(said: string, type: AttachmentType): string {
  const { extensions } = attachmentTypes[type];
  const cleaned = said
    .normalize("NFC")
    // Controls, and all that is unseen or turns the direction (Unicode's Cc, Cf, Zl, Zp, half pairs, private use).
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, "")
    .replace(/^.*[/\\]/, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const dot = cleaned.lastIndexOf(".");
  const isKnown = dot > 0 && extensions.includes(cleaned.slice(dot + 1).toLowerCase());
  const extension = isKnown ? cleaned.slice(dot) : `.${extensions[0]}`;
  const stem = (isKnown ? cleaned.slice(0, dot) : cleaned).trim() || "file";
  const most = limits.fileNameChars - extension.length;
  // No half of a pair at the cut.
  const short = stem.slice(0, most).replace(/[\ud800-\udbff]$/, "");
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem);
  return `${isDevice ? "_" : ""}${short.trim()}${extension}`;
}
