/** What this browser and machine can do, found out without any prompt (CALL-06, pre-flight). */
import type { Abilities } from "./types.ts";

export async function readAbilities(): Promise<Abilities> {
  // Outside a secure context there is no `mediaDevices` at all.
  const media: MediaDevices | undefined = navigator.mediaDevices;
  let kinds: MediaDeviceKind[] = [];
  try {
    // Names are empty without permission; the kinds are there all the same.
    kinds = (await media?.enumerateDevices())?.map((device) => device.kind) ?? [];
  } catch {
    // Forbidden by a permissions policy of the host page: nothing can be opened here.
  }
  return {
    hasMicrophone: kinds.includes("audioinput"),
    hasCamera: kinds.includes("videoinput"),
    canCall: media !== undefined && typeof RTCPeerConnection === "function",
    canShareScreen: typeof media?.getDisplayMedia === "function",
  };
}
