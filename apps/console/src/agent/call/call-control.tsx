/**
 * The floating call control (CALL-03): the machine's state in words, both pictures, and the buttons, whose icons follow
 * the real tracks. After the end the reason stays for some seconds.
 */
import type { CallState } from "@rinnalla/core";
import { useRef } from "react";
import { Button } from "react-aria-components/Button";
import { Since } from "../../parts/duration.tsx";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { useCustomerName } from "../conversation/customer-name.ts";
import { CallHead } from "./call-head.tsx";
import { CallParties } from "./call-parties.tsx";
import { CallDetailsButton } from "./call-details.tsx";
import { DeviceMenu } from "./device-menu.tsx";
import { DeviceNotes } from "./device-notes.tsx";
import { endText } from "./end-text.ts";
import { FloatButton } from "./float-button.tsx";
import type { LocalCall } from "./local-call.ts";
import { OwnMediaButtons } from "./own-media-buttons.tsx";
import { RecordingMark, RecordingMenu } from "./recording-menu.tsx";
import { RemoteAudio } from "./remote-audio.tsx";
import { Video } from "./video.tsx";

export function CallControls() {
  const calls = useConsole((state) => state.calls);
  return (
    <>
      {[...calls.values()].map((local) => (
        <CallControl key={local.callId} local={local} />
      ))}
    </>
  );
}

function CallControl({ local }: { readonly local: LocalCall }) {
  const { t } = useWords();
  const { calls } = useRooms();
  const name = useCustomerName(local.conversationId);
  const call = useConsole((value) => {
    const known = value.logs.get(local.conversationId)?.state?.call;
    return known?.id === local.callId ? known : null;
  });
  const box = useRef<HTMLElement>(null);
  const view = local.view;
  const isEnded = call?.phase === "ended";
  const hasPictures = !local.isMinimised && view != null && (view.remoteVideo !== null || view.localVideo !== null);
  // On hold the customer sends nothing, which says nothing of the customer's own devices.
  const isTalking = call?.phase === "connected" && !call.isHeld;
  const canVideo = useConsole((value) => value.logs.get(local.conversationId)?.state?.terms.calls === "voiceAndVideo");

  return (
    <section
      ref={box}
      className="call"
      aria-label={t("call.control", { name })}
      data-phase={call?.phase ?? "ringing"}
      data-is-small={local.isMinimised || undefined}
    >
      <CallHead
        box={box}
        conversationId={local.conversationId}
        icon={isEnded ? "phoneEnd" : call?.mode === "video" ? "video" : "phone"}
        title={name}
        word={<CallWord call={call} />}
      >
        {!isEnded && view && <CallDetailsButton view={view} />}
        <IconButton
          icon={local.isMinimised ? "fit" : "chevronDown"}
          size={16}
          look="round"
          label={t(local.isMinimised ? "call.restore" : "call.minimise")}
          onPress={() => calls.change(local.callId, { isMinimised: !local.isMinimised })}
        />
      </CallHead>
      {call && <RecordingMark call={call} />}
      {!isEnded && view && hasPictures && (
        <div className="call-pictures">
          {view.remoteVideo ? (
            <>
              <Video className="call-remote" stream={view.remoteVideo} label={t("call.remoteVideo", { name })} />
              <FloatButton video={() => box.current?.querySelector<HTMLVideoElement>(".call-remote")} />
            </>
          ) : (
            <div className="call-remote call-nobody">
              <Icon name="person" size={40} />
              <span>{isTalking && !view.videoPaused.remote ? t("call.remoteNoVideo", { name }) : ""}</span>
            </div>
          )}
          {view.localVideo && (
            <Video className="call-own" stream={view.localVideo} label={t("call.ownVideo")} isMirrored />
          )}
          {isTalking && !view.remote.hasAudio && (
            <span className="call-remote-muted">
              <Icon name="micOff" size={14} />
              {t("call.remoteMuted", { name })}
            </span>
          )}
        </div>
      )}
      {isTalking && !hasPictures && !view?.remote.hasAudio && (
        <p className="call-hint" role="status">
          {t("call.remoteMuted", { name })}
        </p>
      )}
      {!isEnded && view && !local.isMinimised && (
        <DeviceNotes view={view} session={local.session} isVideoCall={call?.mode === "video"} name={name} />
      )}
      {!isEnded && (
        <div className="call-buttons">
          <OwnMediaButtons view={view} leg={local.session} hasVideoButton={canVideo} hasMuteButton />
          <DeviceMenu local={local} />
          {call && <RecordingMenu id={local.conversationId} call={call} />}
          <Button className="button call-end" onPress={() => calls.end(local)}>
            <Icon name="phoneEnd" size={18} />
            {t("call.endCall")}
          </Button>
        </div>
      )}
      {!isEnded && call && <CallParties local={local} call={call} />}
      {!isEnded && view?.remoteAudio && <RemoteAudio stream={view.remoteAudio} speakerId={local.speakerId} />}
    </section>
  );
}

function CallWord({ call }: { readonly call: CallState | null }) {
  const { t } = useWords();
  const agentName = useConsole((state) => state.me.name);
  if (!call || call.phase === "ringing") return <>{t("call.ringing")}</>;
  switch (call.phase) {
    case "connecting":
      return <>{t("call.connecting")}</>;
    case "reconnecting":
      return <>{t("call.reconnecting")}</>;
    case "connected":
      return call.connectedAt === null ? <>{t("call.inCall")}</> : <Since at={call.connectedAt} />;
    case "ended":
      return <>{call.end ? t(endText(call.end.reason, call.end.side), { agent: agentName }) : t("call.ended")}</>;
  }
}
