/** What stands under the pictures of a call: timer, mute, camera, end. What the icons show comes from the real tracks. */
import type { CallView } from "@rinnalla/calls";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import { agentName } from "../chat/chat-state.ts";
import { Icon } from "../chat/icon.tsx";
import { clockText } from "../chat/timeline.ts";
import type { CallLeg } from "./call-leg.ts";
import { Picture } from "./pictures.tsx";
import type { CallTools } from "./tools/call-tools.tsx";

interface Props {
  readonly chat: Chat;
  readonly leg: CallLeg;
  readonly view: CallView;
  readonly tools: CallTools | null;
  readonly isSilenced: boolean;
  readonly onSilenced: (isSilenced: boolean) => void;
}

export function CallCard({ chat, leg, view, tools, isSilenced, onSilenced }: Props) {
  const { t } = chat;
  const name = agentName(chat.state);
  const head = useRef<HTMLDivElement>(null);
  const guests = leg.call?.guests ?? [];
  const mayVideo = chat.state.widget?.calls === "voiceAndVideo";
  const isSilent = leg.isMuted || (view.microphone !== "on" && view.microphone !== "starting");
  const isCameraOn = view.camera === "on" || view.camera === "muted";
  const card = () => head.current?.parentElement ?? null;
  useEffect(() => tools?.useSpeaker(card()));
  const hear = (): void => {
    // Whoever else speaks was held back as well.
    for (const voice of card()?.querySelectorAll("audio") ?? [])
      void voice.play().then(
        () => onSilenced(false),
        () => undefined,
      );
  };

  return (
    <>
      {leg.parties?.others(Picture)}
      <div ref={head} class="call-head">
        <strong>{[name, ...guests.map((guest) => leg.parties?.nameOf(guest) ?? guest.name)].join(", ")}</strong>
        {tools?.bars(view)}
        <CallClock chat={chat} leg={leg} view={view} />
      </div>
      {leg.call?.isHeld && leg.parties?.heldLine(leg.call)}
      {tools?.help(view)}
      {isSilenced && (
        <button type="button" class="button wide" onClick={hear}>
          {t("tapToHear")}
        </button>
      )}
      <div class="controls">
        <Control
          icon={isSilent ? "micOff" : "mic"}
          label={t(isSilent ? "unmute" : "mute")}
          isOff={isSilent}
          onClick={() => leg.setMuted(!isSilent)}
        />
        {mayVideo && (
          <Control
            icon={isCameraOn ? "video" : "videoOff"}
            label={t(isCameraOn ? "videoOff" : "videoOn")}
            isOff={!isCameraOn}
            onClick={() => (isCameraOn || !tools ? leg.setCamera(!isCameraOn) : tools.turnOnCamera())}
          />
        )}
        {tools?.menuButton()}
        <button type="button" class="button danger" onClick={() => leg.hangUp()}>
          <Icon name="phoneEnd" />
          {t("endCall")}
        </button>
      </div>
      {tools?.menu(view)}
      {tools?.connection(view)}
    </>
  );
}

function Control({
  icon,
  label,
  isOff,
  onClick,
}: {
  icon: "mic" | "micOff" | "video" | "videoOff";
  label: string;
  isOff: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={`button quiet square${isOff ? " off" : ""}`}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function CallClock({ chat, leg, view }: { chat: Chat; leg: CallLeg; view: CallView }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const { t, state } = chat;
  const call = leg.call;
  if (
    call?.phase === "reconnecting" ||
    (call?.phase === "connected" && view.link === "reconnecting") ||
    state.line === "offline"
  ) {
    return (
      <span class="clock" role="status">
        {t("reconnecting")}
      </span>
    );
  }
  if (call?.connectedAt == null) {
    return (
      <span class="clock" role="status">
        {t("callConnecting")}
      </span>
    );
  }
  return (
    <span class="clock" role="timer">
      {clockText(Date.now() + state.clockAheadMs - call.connectedAt)}
    </span>
  );
}
