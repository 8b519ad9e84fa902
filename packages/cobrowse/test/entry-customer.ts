/** The script of the customer's page in tests: capture, with a channel to the test. */
import { createFrameRules } from "../src/frame-rules.ts";
import { createLabelRules } from "../src/labels/index.ts";
import { startCapture, type CaptureOptions, type Capture } from "../src/capture/index.ts";

declare global {
  interface Window {
    toViewer(payload: string, isSnapshot: boolean): void;
    onReport(action: string, label: string): void;
    capture: Capture;
    unsentBytes?: number;
    consent: { control: boolean; confirm: (() => Promise<boolean>) | null; asked: string[] };
    captureRules?: CaptureOptions["rules"];
    captureLabels?: { readonly mask: readonly string[]; readonly unmask: readonly string[] };
    captureRulesAt?: Parameters<typeof createFrameRules>[0];
  }
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

const widget = document.createElement("rinnalla-widget");
document.documentElement.append(widget);
window.consent = { control: true, confirm: null, asked: [] };
window.capture = startCapture({
  window,
  channel: {
    send: (payload, { isSnapshot }) => window.toViewer(base64(payload), isSnapshot),
    bufferedBytes: () => window.unsentBytes ?? 0,
  },
  agentName: "Aino",
  mayControl: () => window.consent.control,
  confirmAction: async ({ kind, label }) => {
    window.consent.asked.push(`${kind}: ${label}`);
    return (await window.consent.confirm?.()) ?? false;
  },
  report: (action, label) => window.onReport(action, label),
  ...(window.captureRules ? { rules: window.captureRules } : {}),
  labels: window.captureLabels && createLabelRules(window.captureLabels.mask, window.captureLabels.unmask),
  ...(window.captureRulesAt ? { frameRules: createFrameRules(window.captureRulesAt) } : {}),
  exclude: widget,
});
