/**
 * An image without what its picture does not need (CHAT-05): places and times where it was taken (EXIF, XMP, IPTC), comments, hidden
 * second pictures, and all that stands behind its end. Pixels are not touched; how a camera was held is kept. Done in the sender's
 * browser before anything leaves it, and again by the server, which believes nobody. Null: no whole image of this type.
 */
import type { AttachmentType } from "@rinnalla/protocol";
import { cleanGif } from "./gif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

export interface CleanImage {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  /** As it is shown. */
  readonly width: number;
  readonly height: number;
}

export function cleanImage(bytes: Uint8Array<ArrayBuffer>, type: AttachmentType): CleanImage | null {
  const cleaned =
    type === "image/jpeg"
      ? cleanJpeg(bytes)
      : type === "image/png"
        ? cleanPng(bytes)
        : type === "image/gif"
          ? cleanGif(bytes)
          : type === "image/webp"
            ? cleanWebp(bytes)
            : null;
  return cleaned && cleaned.width > 0 && cleaned.height > 0 ? cleaned : null;
}
