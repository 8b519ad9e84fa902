/** In the measured page: our capture, its payloads counted as they leave. */
import { startCapture } from "../../packages/cobrowse/src/capture/index.ts";

declare global {
  interface Window {
    recorder: {
      start(): void;
      bytes(): number;
      packed(): Promise<number>;
      count(): number;
      lastAt(): number;
      reset(): void;
    };
  }
}

const exclude = document.createElement("rinnalla-widget");
let payloads: Uint8Array[] = [];
let lastAt = 0;
const capture = startCapture({
  window,
  channel: {
    send(payload) {
      payloads.push(payload);
      lastAt = performance.now();
    },
  },
  agentName: "Aino",
  mayControl: () => true,
  confirmAction: async () => true,
  report: () => {},
  exclude,
});
const bytes = (): number => payloads.reduce((sum, each) => sum + each.length, 0);
window.recorder = {
  start: () => capture.wantSnapshot(),
  bytes,
  // Packed by the engine itself; that time is in the measured time.
  packed: async () => bytes(),
  count: () => payloads.length,
  lastAt: () => lastAt,
  reset: () => void (payloads = []),
};
