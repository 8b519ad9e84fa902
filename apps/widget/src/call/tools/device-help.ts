/** What to tell a customer whose microphone or camera did not open, or is not the one it was (CALL-03, CALL-06). Pure. */
import type { CallView } from "@rinnalla/calls";
import type { ToolTextKey } from "./texts/en.ts";

type Device = "microphone" | "camera";

export interface DeviceHelp {
  readonly problem: ToolTextKey;
  /** By the browser: there are steps to lift the block. */
  readonly isBlocked: boolean;
  readonly device: Device;
}

const problems = { denied: "Denied", none: "None", busy: "Busy" } as const;

/** The call goes on with what there is. */
export function deviceHelp(view: Pick<CallView, Device>): DeviceHelp | null {
  for (const device of ["microphone", "camera"] as const) {
    const state = view[device];
    if (state !== "denied" && state !== "none" && state !== "busy") continue;
    return { problem: `${device}${problems[state]}`, isBlocked: state === "denied", device };
  }
  return null;
}

/** The device that came in place of one that was unplugged, until the customer has seen it. */
export function standIn(view: CallView, seen: ReadonlySet<string>): { device: Device; label: string } | null {
  for (const device of ["microphone", "camera"] as const) {
    const { id, label, isStandIn } = view[`${device}Detail`];
    if (isStandIn && !seen.has(id)) return { device, label };
  }
  return null;
}
