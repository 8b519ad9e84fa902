/** The shared screen: the picture, and the laser and the pen over it in fractions of the picture (VIS-03, VIS-08). */
import type { VisualState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { useEffect, useId, useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from "react";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { RemoteAudio } from "../call/remote-audio.tsx";
import { FloatButton } from "../call/float-button.tsx";
import { pictureFraction } from "./picture-fraction.ts";
import { ScreenInk } from "./screen-ink.tsx";
import { VisualToolbar } from "./visual-toolbar.tsx";

export function ScreenView({ id, visual }: { readonly id: ConversationId; readonly visual: VisualState }) {
  const { t } = useWords();
  const { visuals } = useRooms();
  const keysId = useId();
  const stage = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const local = useConsole((state) => state.visuals.get(visual.id));
  const [dot, setDot] = useState<{ x: number; y: number } | null>(null);
  const pen = visuals.screenPen(id, visual.id);
  const cursor = useSyncExternalStore(pen.subscribe, () => pen.cursor);
  const stream = local?.screen?.remoteVideo ?? null;
  const mode = local?.mode ?? "look";
  const isPointing = mode === "point";
  const isOn = isPointing || mode === "draw";
  useEffect(() => {
    const node = video.current;
    if (node && node.srcObject !== stream) node.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (!isOn) setDot(null);
  }, [isOn]);

  const placeOf = ({ clientX, clientY }: PointerEvent<HTMLVideoElement>): ReturnType<typeof pictureFraction> => {
    const node = video.current;
    const box = node?.getBoundingClientRect();
    if (!node || !box) return null;
    return pictureFraction(
      { x: clientX - box.left, y: clientY - box.top },
      { width: box.width, height: box.height },
      { width: node.videoWidth, height: node.videoHeight },
    );
  };
  const move = (event: PointerEvent<HTMLVideoElement>): void => {
    if (!isOn) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = placeOf(event);
    setDot(at ? { x: event.clientX - box.left, y: event.clientY - box.top } : null);
    if (mode === "draw" && at) pen.go(at);
    visuals.point(id, visual.id, at);
  };
  const leave = (): void => {
    setDot(null);
    if (isOn) visuals.point(id, visual.id, null);
  };
  const down = (event: PointerEvent<HTMLVideoElement>): void => {
    const at = mode === "draw" && event.isPrimary && event.button === 0 ? placeOf(event) : null;
    if (!at) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.begin(at);
  };
  const key = (event: KeyboardEvent): void => {
    if (isOn && pen.key(event, mode === "draw")) event.preventDefault();
  };
  return (
    <div className="visual" ref={stage}>
      <VisualToolbar id={id} visual={visual} local={local} whole={stage} />
      <div
        className="visual-stage visual-stage-dark"
        data-scale={local?.scale === "actual" ? "actual" : "fit"}
        data-is-pointing={isOn || undefined}
      >
        <p id={keysId} className="visually-hidden">
          {t(mode === "draw" ? "visual.penKeys" : "visual.laserKeys")}
        </p>
        {/* Reached by the keyboard only while a tool takes keys. */}
        <div
          className="screen-box"
          role="application"
          tabIndex={isOn ? 0 : -1}
          aria-label={t("visual.screen")}
          aria-describedby={isOn ? keysId : undefined}
          onKeyDown={key}
        >
          <video
            ref={video}
            className="screen"
            autoPlay
            playsInline
            muted
            aria-label={t("visual.screen")}
            onPointerMove={move}
            onPointerDown={down}
            onPointerUp={() => pen.end()}
            onPointerCancel={() => pen.end()}
            onPointerLeave={leave}
          />
          {local?.screen?.remoteAudio && <RemoteAudio stream={local.screen.remoteAudio} speakerId="" />}
          {stream && <FloatButton video={() => video.current} />}
          <ScreenInk pen={pen} video={video} cursor={isOn && !dot ? cursor : null} />
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
