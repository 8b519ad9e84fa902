/** Images apart from other files (CHAT-05): which types they are, and how many pixels are too many. */
import { limits, type AttachmentType, type ErrorCode } from "@rinnalla/protocol";

/** The only files that are ever shown in place rather than saved. No SVG among our types: it is a document that can hold script. */
export function isImageType(type: AttachmentType): boolean {
  return type.startsWith("image/");
}

/** A few kilobytes can say that they are a picture of a square kilometre. */
export function pixelProblem({ width, height }: { readonly width: number; readonly height: number }): ErrorCode | null {
  return width * height > limits.imagePixels || Math.max(width, height) > 30_000 ? "imageTooLarge" : null;
}
