/** What is wrong with the agent's own devices, if anything: the call goes on with what there is (CALL-06). */
import type { CallView } from "@rinnalla/calls";
import type { TextKey } from "../../texts/words.ts";

export interface DeviceTrouble {
  readonly text: Extract<TextKey, "call.blocked" | "call.notFound" | "call.busy" | "call.askBrowser">;
  readonly device: Extract<TextKey, "call.theMicrophone" | "call.theCamera">;
}

export function deviceTrouble(
  view: Pick<CallView, "microphone" | "camera">,
  wantsVideo: boolean,
): DeviceTrouble | null {
  if (view.microphone === "starting") return { text: "call.askBrowser", device: "call.theMicrophone" };
  const devices = [
    { device: "call.theMicrophone", state: view.microphone },
    ...(wantsVideo || view.camera !== "none" ? [{ device: "call.theCamera", state: view.camera } as const] : []),
  ] as const;
  for (const { device, state } of devices) {
    if (state === "denied") return { text: "call.blocked", device };
    if (state === "none") return { text: "call.notFound", device };
    if (state === "busy") return { text: "call.busy", device };
  }
  return null;
}
