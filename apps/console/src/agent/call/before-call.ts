/** What an agent is told before a call, because of what the browser will do with the devices it needs (CALL-06). Pure. */
import type { CallMode } from "@rinnalla/protocol";

/** `null`: the browser does not tell. Then it may ask, as it does where it tells `prompt`. */
export type Permission = PermissionState | null;

export type BeforeCall =
  | { readonly kind: "ask"; readonly mode: CallMode | "camera" }
  | { readonly kind: "blocked"; readonly device: "microphone" | "camera" };

/** `null`: nothing to tell, the call can begin. A camera that is blocked is told of only where the microphone is not the trouble. */
export function beforeCall(mode: CallMode, microphone: Permission, camera: Permission): BeforeCall | null {
  if (microphone === "denied") return { kind: "blocked", device: "microphone" };
  if (mode === "video" && camera === "denied") return { kind: "blocked", device: "camera" };
  const asksCamera = mode === "video" && camera !== "granted";
  if (microphone === "granted" && !asksCamera) return null;
  return { kind: "ask", mode: !asksCamera ? "voice" : microphone === "granted" ? "camera" : "video" };
}
