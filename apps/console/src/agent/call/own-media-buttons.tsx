/** Camera and microphone of this page's own leg; what the icons show comes from the real tracks (CALL-03). */
import type { CallView } from "@rinnalla/calls";
import { IconButton } from "../../parts/icon-button.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";

interface Props {
  readonly view: Pick<CallView, "microphone" | "camera"> | null;
  /** Null while there is no session yet. */
  readonly leg: { setMuted(isMuted: boolean): void; setCamera(isOn: boolean): Promise<void> } | null;
  readonly hasVideoButton: boolean;
  readonly hasMuteButton: boolean;
}

export function OwnMediaButtons({ view, leg, hasVideoButton, hasMuteButton }: Props) {
  const { t } = useWords();
  const { door } = useRooms();
  const isMuted = view?.microphone !== "on";
  const hasCamera = view?.camera === "on" || view?.camera === "starting";
  return (
    <>
      {hasVideoButton && (
        <IconButton
          icon={hasCamera ? "video" : "videoOff"}
          look={hasCamera ? "round" : "off"}
          label={t(hasCamera ? "call.turnOffVideo" : "call.turnOnVideo")}
          isDisabled={!leg}
          onPress={() => {
            if (hasCamera) void leg?.setCamera(false);
            else void door("video", "camera", () => void leg?.setCamera(true));
          }}
        />
      )}
      {hasMuteButton && (
        <IconButton
          icon={isMuted ? "micOff" : "mic"}
          look={isMuted ? "off" : "round"}
          label={t(isMuted ? "call.unmute" : "call.mute")}
          isDisabled={!leg || view?.microphone === "starting"}
          onPress={() => leg?.setMuted(!isMuted)}
        />
      )}
    </>
  );
}
