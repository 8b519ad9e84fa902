/** What to tell a customer whose microphone or camera did not open (CALL-06). The call goes on with what there is. */
import type { CallView } from "@rinnalla/calls";
import type { TextKey } from "../texts/load.ts";

export interface DeviceHelp {
  readonly problem: TextKey;
  /** How to lift a block in this browser; `null` where there is nothing to lift. */
  readonly steps: TextKey | null;
  readonly device: "microphone" | "camera";
}

export function deviceHelp(view: Pick<CallView, "microphone" | "camera">, userAgent: string): DeviceHelp | null {
  for (const device of ["microphone", "camera"] as const) {
    const state = view[device];
    if (state === "denied") return { problem: `${device}Denied`, steps: stepsFor(userAgent), device };
    if (state === "none") return { problem: `${device}None`, steps: null, device };
    if (state === "busy") return { problem: `${device}Busy`, steps: null, device };
  }
  return null;
}

function stepsFor(userAgent: string): TextKey {
  if (userAgent.includes("Firefox/")) return "stepsFirefox";
  return /Chrom(e|ium)\/|CriOS\//.test(userAgent) ? "stepsChromium" : "stepsSafari";
}
