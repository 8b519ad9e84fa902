/** The floating control of a guest in a colleague's call: the role, the microphone, leave (CALL-11). */
import type { CallState } from "@rinnalla/core";
import type { CallGuestRole } from "@rinnalla/protocol";
import { useRef } from "react";
import { Button } from "react-aria-components/Button";
import { Since } from "../../parts/duration.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { useCustomerName } from "../conversation/customer-name.ts";
import { CallHead } from "./call-head.tsx";
import { deviceTrouble } from "./device-trouble.ts";
import type { LocalGuest } from "./local-guest.ts";
import { OwnMediaButtons } from "./own-media-buttons.tsx";
import { RemoteAudio } from "./remote-audio.tsx";
import { Video } from "./video.tsx";

const supervisorRoles = ["listen", "whisper", "join"] as const;
const colleagueRoles = ["consult", "join"] as const;

export function GuestControls() {
  const calls = useConsole((state) => state.guestCalls);
  return (
    <>
      {[...calls.values()].map((local) => (
        <GuestControl key={local.callId} local={local} />
      ))}
    </>
  );
}

function GuestControl({ local }: { readonly local: LocalGuest }) {
  const { t } = useWords();
  const { parties } = useRooms();
  const { conversationId: id, callId, leg, view } = local;
  const name = useCustomerName(id);
  const me = useConsole((value) => value.me);
  const log = useConsole((value) => value.logs.get(id)?.state ?? null);
  const call = log?.call?.id === callId ? log.call : null;
  const box = useRef<HTMLElement>(null);
  const guest = call?.guests.find((one) => one.agentId === me.id);
  // Taken over: heard here until the call's own link has come.
  if (!call || !guest) return call && <Voices local={local} />;
  const roles: readonly CallGuestRole[] =
    me.role === "agent" || guest.role === "consult" ? colleagueRoles : supervisorRoles;
  const trouble = view && guest.role !== "listen" ? deviceTrouble(view, false) : null;
  const canVideo = log?.terms.calls === "voiceAndVideo" && (guest.role === "join" || guest.role === "consult");
  return (
    <section
      ref={box}
      className="call"
      aria-label={t("call.guestControl", { name })}
      data-phase={guest.lostUntil === null ? "connected" : "reconnecting"}
    >
      <CallHead
        box={box}
        conversationId={id}
        icon="headset"
        title={t("call.of", { agent: log?.agent?.name ?? "", name })}
        word={<GuestWord call={call} isLost={guest.lostUntil !== null} />}
      />
      {view && <Pictures local={local} call={call} />}
      <div className="call-roles" role="group" aria-label={t("call.roles")}>
        {roles.map((role) => (
          <Button
            key={role}
            className="call-word"
            aria-pressed={guest.role === role}
            onPress={() => guest.role !== role && parties.changeRole(id, callId, role)}
          >
            {t(`call.as.${role}`)}
          </Button>
        ))}
      </div>
      <p className="call-hint">{t(`call.hint.${guest.role}`)}</p>
      {trouble && (
        <p className="call-trouble" role="status">
          {t(trouble.text, { device: t(trouble.device) })}
        </p>
      )}
      <div className="call-buttons">
        <OwnMediaButtons view={view} leg={leg} hasVideoButton={canVideo} hasMuteButton={guest.role !== "listen"} />
        <Button className="button call-end" onPress={() => parties.leave(id, callId)}>
          <Icon name="phoneEnd" size={18} />
          {t("call.leave")}
        </Button>
      </div>
      <Voices local={local} />
    </section>
  );
}

function Voices({ local: { view } }: { readonly local: LocalGuest }) {
  return view?.parties.map(
    ({ clientId, audio }) => audio && <RemoteAudio key={clientId} stream={audio} speakerId="" />,
  );
}

function Pictures({ local, call }: { readonly local: LocalGuest; readonly call: CallState }) {
  const { t } = useWords();
  const view = local.view;
  const customer = useCustomerName(local.conversationId);
  const agent = useConsole((value) => value.logs.get(local.conversationId)?.state?.agent?.name ?? "");
  if (!view || (!view.localVideo && view.parties.every((one) => !one.video))) return null;
  const nameOf = (clientId: string): string =>
    clientId === call.clients.customer
      ? customer
      : (call.guests.find((one) => one.clientId === clientId)?.name ?? agent);
  return (
    <div className="call-others">
      {view.parties.map(
        ({ clientId, video }) =>
          video && (
            <Video
              key={clientId}
              className="call-other"
              stream={video}
              label={t("call.remoteVideo", { name: nameOf(clientId) })}
            />
          ),
      )}
      {view.localVideo && (
        <Video className="call-other" stream={view.localVideo} label={t("call.ownVideo")} isMirrored />
      )}
    </div>
  );
}

function GuestWord({ call, isLost }: { readonly call: CallState; readonly isLost: boolean }) {
  const { t } = useWords();
  if (isLost || call.phase === "reconnecting") return <>{t("call.reconnecting")}</>;
  if (call.isHeld) return <>{t("call.held")}</>;
  return call.connectedAt === null ? <>{t("call.inCall")}</> : <Since at={call.connectedAt} />;
}
