import type { Capture, CaptureOptions } from "../types.ts";

export function startCapture(_options: CaptureOptions): Capture {
  return { handlePayload() {}, wantSnapshot() {}, pause() {}, resume() {}, stop() {} };
}
