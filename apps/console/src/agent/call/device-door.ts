/** Whatever makes the browser ask for a device passes here: told first where it would ask, or where the device is blocked (CALL-06). */
import type { CallMode } from "@rinnalla/protocol";
import type { Observable } from "../../store/observable.ts";
import type { ConsoleState } from "../../store/state.ts";
import { beforeCall } from "./before-call.ts";
import type { DueCall } from "./local-call.ts";

/** Runs `deed` at once where there is nothing to tell, else when the agent has read it and goes on. */
export type DeviceDoor = (mode: CallMode, about: DueCall["about"], deed: () => void) => Promise<void>;

export function createDeviceDoor(state: Observable<ConsoleState>): DeviceDoor {
  return async function pass(mode, about, deed) {
    const { queryPermission } = await import("@rinnalla/calls");
    const [microphone, camera] = await Promise.all([queryPermission("microphone"), queryPermission("camera")]);
    // The camera alone is asked for beside a microphone that is what it is.
    const own = about === "camera" ? "granted" : (microphone?.state ?? null);
    const told = beforeCall(mode, own, camera?.state ?? null);
    const again = (): void => void pass(mode, about, deed);
    state.update((value) => ({ ...value, dueCall: told && { about, told, goOn: deed, again } }));
    if (!told) deed();
  };
}
