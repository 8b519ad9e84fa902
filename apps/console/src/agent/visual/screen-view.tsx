/** The shared screen: the picture, and the laser pointer over it in fractions of the picture (VIS-03, VIS-08). */
import type { VisualState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { useEffect, useRef, useState, type PointerEvent } from "react";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { RemoteAudio } from "../call/remote-audio.tsx";
import { FloatButton } from "../call/float-button.tsx";
import { pictureFraction } from "./picture-fraction.ts";
import { VisualToolbar } from "./visual-toolbar.tsx";

export function ScreenView({ id, visual }: { readonly id: ConversationId; readonly visual: VisualState }) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const video = useRef<HTMLVideoElement>(null);
  const local = useConsole((state) => state.visuals.get(visual.id));
  const [dot, setDot] = useState<{ x: number; y: number } | null>(null);
  const stream = local?.screen?.remoteVideo ?? null;
  const isPointing = local?.mode === "point";
  useEffect(() => {
    const node = video.current;
    if (node && node.srcObject !== stream) node.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (!isPointing) setDot(null);
  }, [isPointing]);

  const move = (event: PointerEvent<HTMLVideoElement>): void => {
    if (!isPointing) return;
    const node = event.currentTarget;
    const box = node.getBoundingClientRect();
    const at = pictureFraction(
      { x: event.clientX - box.left, y: event.clientY - box.top },
      { width: box.width, height: box.height },
      { width: node.videoWidth, height: node.videoHeight },
    );
    setDot(at ? { x: event.clientX - box.left, y: event.clientY - box.top } : null);
    visuals.point(id, visual.id, at);
  };
  const leave = (): void => {
    setDot(null);
    if (isPointing) visuals.point(id, visual.id, null);
  };
  return (
    <div className="visual">
      <VisualToolbar id={id} visual={visual} local={local} />
      <div
        className="visual-stage visual-stage-dark"
        data-scale={local?.scale ?? "fit"}
        data-is-pointing={isPointing || undefined}
      >
        <div className="screen-box">
          <video
            ref={video}
            className="screen"
            autoPlay
            playsInline
            muted
            aria-label={t("visual.screen")}
            onPointerMove={move}
            onPointerLeave={leave}
          />
          {local?.screen?.remoteAudio && <RemoteAudio stream={local.screen.remoteAudio} speakerId="" />}
          {stream && <FloatButton video={() => video.current} />}
          {dot && (
            <span
              className="laser-dot"
              style={{ insetInlineStart: dot.x, insetBlockStart: dot.y }}
              aria-hidden="true"
            />
          )}
        </div>
        {visual.phase === "paused" ? (
          <p className="visual-cover" role="status">
            {t("visual.paused")}
          </p>
        ) : (
          !stream && (
            <p className="visual-cover" role="status">
              {t(
                visual.lost.customer || local?.screen?.link === "reconnecting"
                  ? "visual.reconnecting"
                  : "visual.waitingPicture",
              )}
            </p>
          )
        )}
      </div>
    </div>
  );
}
