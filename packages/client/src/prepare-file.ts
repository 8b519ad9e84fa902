/**
 * A file made ready in the sender's browser (CHAT-05): known by its content, an image without places, times and comments, and with a
 * small picture of it drawn anew. No image element and no address is needed, so that it works under any policy of the page.
 */
import { cleanImage, isImageType, pixelProblem, sniff, sniffedBytes } from "@rinnalla/core";
import { limits, type AttachmentType, type ErrorCode } from "@rinnalla/protocol";

export interface PreparedFile {
  readonly type: AttachmentType | null;
  readonly problem: ErrorCode | null;
  readonly file: Blob;
  readonly preview: Blob | null;
}

export async function prepareFile(file: Blob): Promise<PreparedFile> {
  const [head, tail] = await Promise.all([
    bytesOf(file.slice(0, sniffedBytes)),
    bytesOf(file.slice(Math.max(0, file.size - sniffedBytes))),
  ]);
  const type = sniff(head, tail);
  if (!type || !isImageType(type)) return { type, problem: null, file: new Blob([file]), preview: null };
  const image = cleanImage(await bytesOf(file), type);
  const problem = image ? pixelProblem(image) : "fileKind";
  if (!image || problem) return { type, problem, file, preview: null };
  const cleaned = new Blob([...image.pieces], { type });
  return { type, problem: null, file: cleaned, preview: await draw(cleaned, image).catch(() => null) };
}

/** Null: this browser cannot draw it, or so small a picture needs no smaller one. */
async function draw(image: Blob, { width, height }: { width: number; height: number }): Promise<Blob | null> {
  const scale = Math.min(
    1,
    limits.previewSide / 2 / Math.min(width, height),
    limits.previewSide / Math.max(width, height),
  );
  const drawn = await createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: "medium",
  });
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  const context = canvas.getContext("2d");
  if (!context) return null;
  // JPEG knows nothing of what shines through.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, 0);
  drawn.close();
  const preview = await new Promise<Blob | null>((settle) => canvas.toBlob(settle, "image/jpeg", 0.75));
  return preview && preview.size <= limits.previewBytes ? preview : null;
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
