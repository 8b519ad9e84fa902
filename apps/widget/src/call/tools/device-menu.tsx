/** Microphone, camera and speaker, changed in the running call; a blurred background where the browser offers it (CALL-03). */
import { listDevices, type CallSession, type CallView, type DeviceChoice, type DeviceList } from "@rinnalla/calls";
import { useEffect, useState } from "preact/hooks";
import type { ToolT } from "./texts/load.ts";

interface Props {
  readonly t: ToolT;
  readonly session: CallSession;
  readonly view: CallView;
  readonly mayVideo: boolean;
  readonly speakerId: string;
  onSpeaker(id: string): void;
}

/** Elsewhere the system's own speaker plays. */
const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

export function DeviceMenu({ t, session, view, mayVideo, speakerId, onSpeaker }: Props) {
  const [list, setList] = useState<DeviceList | null>(null);
  useEffect(() => {
    let isHere = true;
    const read = (): void => void listDevices().then((found) => isHere && setList(found));
    read();
    navigator.mediaDevices?.addEventListener("devicechange", read);
    return () => {
      isHere = false;
      navigator.mediaDevices?.removeEventListener("devicechange", read);
    };
    // The names come with the permission.
  }, [view.microphone, view.camera]);
  const choice = (
    kind: "microphone" | "camera" | "speaker",
    devices: readonly DeviceChoice[] = [],
    chosen: string,
    choose: (id: string) => void,
  ) =>
    devices.length > 0 && (
      <label>
        {t(kind)}
        <select aria-label={t(kind)} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          {devices.map(({ id, label }, index) => (
            <option key={id} value={id} selected={id === chosen}>
              {label || `${t(kind)} ${index + 1}`}
            </option>
          ))}
        </select>
      </label>
    );
  const isBlurred = view.isBackgroundBlurred;
  return (
    <div class="devices" role="group" aria-label={t("devices")}>
      {choice(
        "microphone",
        list?.microphones,
        view.microphoneDetail.id,
        (microphone) => void session.useDevices({ microphone }),
      )}
      {mayVideo &&
        choice("camera", list?.cameras, view.cameraDetail.id, (camera) => void session.useDevices({ camera }))}
      {canChooseSpeaker && choice("speaker", list?.speakers, speakerId, onSpeaker)}
      {isBlurred !== null && (
        <label class="check">
          <input
            type="checkbox"
            checked={isBlurred}
            onChange={(event) => void session.setBackgroundBlur(event.currentTarget.checked)}
          />
          {t("blur")}
        </label>
      )}
    </div>
  );
}
