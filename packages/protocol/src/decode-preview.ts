/** What the two ends of a preview say → checked (VIS-05). Null: not of this shape. */
import { Compile } from "typebox/compile";
import { PreviewFrameSchema, PreviewRequestSchema, type PreviewFrame, type PreviewRequest } from "./preview.ts";

const request = Compile(PreviewRequestSchema);
const frame = Compile(PreviewFrameSchema);

export function decodePreviewRequest(value: unknown): PreviewRequest | null {
  return request.Check(value) ? value : null;
}

export function decodePreviewFrame(text: string): PreviewFrame | null {
  try {
    const value: unknown = JSON.parse(text);
    return frame.Check(value) ? value : null;
  } catch {
    return null;
  }
}
