/** The microphone and the camera of this side's leg: opened together or apart, swapped while the call runs (CALL-03). */
import { constraintsOf, createDeviceSlot, type DeviceSlot } from "./device-slot.ts";
import type { CallEnvironment } from "./types.ts";

export interface Devices {
  readonly microphone: DeviceSlot;
  readonly camera: DeviceSlot;
  open(
    wanted: { readonly audio: boolean; readonly video: boolean },
    early?: Promise<MediaStream | null>,
  ): Promise<void>;
  use(choice: { readonly microphone?: string; readonly camera?: string }): Promise<void>;
  close(): void;
}

export function createDevices({ mediaDevices, permissions }: CallEnvironment, onChange: () => void): Devices {
  // Undefined outside a secure context, whatever the types say.
  const media: MediaDevices | undefined = mediaDevices;
  const microphone = createDeviceSlot("audio", media, onChange);
  const camera = createDeviceSlot("video", media, onChange);
  /** Asked beforehand, so that the click on an accept need not wait for it. */
  const asked = { microphone: askPermission("microphone"), camera: askPermission("camera") };
  let isClosed = false;

  async function askPermission(name: "microphone" | "camera"): Promise<PermissionStatus | null> {
    try {
      const status = await permissions?.query({ name });
      // Chromium keeps it true only where somebody listens.
      status?.addEventListener?.("change", () => {});
      return status ?? null;
    } catch {
      return null;
    }
  }

  async function followDevices(): Promise<void> {
    const infos = (await media?.enumerateDevices().catch(() => [])) ?? [];
    const idsOf = (kind: MediaDeviceKind) =>
      new Set(infos.filter((info) => info.kind === kind).map((info) => info.deviceId));
    if (microphone.isWanted) microphone.devicesChanged(idsOf("audioinput"));
    if (camera.isWanted) camera.devicesChanged(idsOf("videoinput"));
  }
  const devicesDiffer = () => void followDevices();
  media?.addEventListener("devicechange", devicesDiffer);

  const wouldPrompt = async (name: keyof typeof asked) => (await asked[name])?.state === "prompt";

  return {
    microphone,
    camera,
    async open({ audio, video }, early) {
      if (!audio && !video) return;
      // Apart, so that the voice need not wait for the camera and one failing leaves the other. But somebody who would
      // be asked twice is asked once.
      if (
        audio &&
        video &&
        !early &&
        media !== undefined &&
        (await wouldPrompt("microphone")) &&
        (await wouldPrompt("camera"))
      ) {
        if (isClosed) return;
        const both = media.getUserMedia({ audio: constraintsOf("audio", null), video: constraintsOf("video", null) });
        await Promise.all([microphone.open(both), camera.open(both)]);
        // "No" is an answer; anything else may be one device's trouble and not the other's.
        if (microphone.track !== null || microphone.state === "denied") return;
      }
      await Promise.all([audio && microphone.open(early), video && camera.open()]);
    },
    async use(choice) {
      if (choice.microphone !== undefined) microphone.prefer(choice.microphone);
      if (choice.camera !== undefined) camera.prefer(choice.camera);
      await Promise.all([
        choice.microphone !== undefined && microphone.isWanted && microphone.open(),
        choice.camera !== undefined && camera.isWanted && camera.open(),
      ]);
    },
    close() {
      media?.removeEventListener("devicechange", devicesDiffer);
      isClosed = true;
      microphone.close();
      camera.close();
    },
  };
}
