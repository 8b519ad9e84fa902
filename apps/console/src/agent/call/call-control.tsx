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
import { openSession } from "../../store/view.ts";
import { useCustomerName } from "../conversation/customer-name.ts";
import { CallParties } from "./call-parties.tsx";
import { CallDetailsButton } from "./call-details.tsx";
import { deviceTrouble } from "./device-trouble.ts";
import { DeviceMenu } from "./device-menu.tsx";
import { endText } from "./end-text.ts";
import type { LocalCall } from "./local-call.ts";
import { RecordingMark, RecordingMenu } from "./recording-menu.tsx";
import { RemoteAudio } from "./remote-audio.tsx";
import { useDrag } from "./use-drag.ts";
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
  const { calls, state } = useRooms();
  const name = useCustomerName(local.conversationId);
  const call = useConsole((value) => {
    const known = value.logs.get(local.conversationId)?.state?.call;
    return known?.id === local.callId ? known : null;
  });
  const box = useRef<HTMLElement>(null);
  const drag = useDrag(box);
  const view = local.view;
  const isEnded = call?.phase === "ended";
  const isMuted = view?.microphone !== "on";
  const hasCamera = view?.camera === "on" || view?.camera === "starting";
  const trouble = view ? deviceTrouble(view, call?.mode === "video") : null;
  const goTo = () => state.update((value) => ({ ...value, view: openSession(value.view, local.conversationId) }));
  const canVideo = useConsole((value) => value.logs.get(local.conversationId)?.state?.terms.calls === "voiceAndVideo");

  return (
    <section
      ref={box}
      className="call"
      aria-label={t("call.control", { name })}
      data-phase={call?.phase ?? "ringing"}
      data-is-small={local.isMinimised || undefined}
    >
      <header className="call-head" {...drag}>
        <span className="call-pulse" aria-hidden="true">
          <Icon name={isEnded ? "phoneEnd" : call?.mode === "video" ? "video" : "phone"} size={15} />
        </span>
        <div className="call-who">
          <button type="button" className="call-name" onClick={goTo} title={t("call.goTo")}>
            {name}
          </button>
          <span className="call-state" role="status">
            <CallWord call={call} />
          </span>
        </div>
        {!isEnded && view && <CallDetailsButton view={view} />}
        <IconButton
          icon={local.isMinimised ? "fit" : "chevronDown"}
          size={16}
          look="round"
          label={t(local.isMinimised ? "call.restore" : "call.minimise")}
          onPress={() => calls.change(local.callId, { isMinimised: !local.isMinimised })}
        />
      </header>
      {call && <RecordingMark call={call} />}
      {!isEnded && view && !local.isMinimised && (view.remoteVideo !== null || view.localVideo !== null) && (
        <div className="call-pictures">
          {view.remoteVideo ? (
            <Video className="call-remote" stream={view.remoteVideo} label={t("call.remoteVideo", { name })} />
          ) : (
            <div className="call-remote call-nobody">
              <Icon name="person" size={40} />
              <span>{call?.phase === "connected" ? t("call.remoteNoVideo", { name }) : ""}</span>
            </div>
          )}
          {view.localVideo && (
            <Video className="call-own" stream={view.localVideo} label={t("call.ownVideo")} isMirrored />
          )}
          {call?.phase === "connected" && !view.remote.hasAudio && (
            <span className="call-remote-muted">
              <Icon name="micOff" size={14} />
              {t("call.remoteMuted", { name })}
            </span>
          )}
        </div>
      )}
      {!isEnded && trouble && !local.isMinimised && (
        <p className="call-trouble" role="status">
          {t(trouble.text, { device: t(trouble.device) })}
        </p>
      )}
      {!isEnded && (
        <div className="call-buttons">
          {canVideo && (
            <IconButton
              icon={hasCamera ? "video" : "videoOff"}
              look={hasCamera ? "round" : "off"}
              label={t(hasCamera ? "call.turnOffVideo" : "call.turnOnVideo")}
              isDisabled={!local.session}
              onPress={() => void local.session?.setCamera(!hasCamera)}
            />
          )}
          <IconButton
            icon={isMuted ? "micOff" : "mic"}
            look={isMuted ? "off" : "round"}
            label={t(isMuted ? "call.unmute" : "call.mute")}
            isDisabled={!local.session || view?.microphone === "starting"}
            onPress={() => local.session?.setMuted(!isMuted)}
          />
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
