/** What the menu of devices offers (CALL-03). */
import type { DeviceList } from "./types.ts";

export async function listDevices(): Promise<DeviceList> {
  // Undefined outside a secure context, whatever the types say.
  const media: MediaDevices | undefined = navigator.mediaDevices;
  const infos = (await media?.enumerateDevices().catch(() => [])) ?? [];
  const choices = (kind: MediaDeviceKind) =>
    infos
      .filter((info) => info.kind === kind && info.deviceId !== "")
      .map((info) => ({ id: info.deviceId, label: info.label }));
  return { microphones: choices("audioinput"), cameras: choices("videoinput"), speakers: choices("audiooutput") };
}
