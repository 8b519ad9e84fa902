/**
 * What helps in a call beside its few buttons: what the browser will ask and how to lift a block (CALL-06), devices, the connection, the
 * picture in a window of its own (CALL-03). Fetched while it rings; a call without it goes on.
 */
import { queryPermission, type CallView } from "@rinnalla/calls";
import { stepsFor } from "@rinnalla/ui/device-steps/browser-family";
import type { ComponentChildren } from "preact";
import { agentName } from "../../chat/chat-state.ts";
import { Icon } from "../../chat/icon.tsx";
import type { PartHost } from "../../chat/part.ts";
import type { CallLeg } from "../call-leg.ts";
import css from "./call-tools.css?inline";
import { Bars, Connection } from "./connection.tsx";
import { deviceHelp, standIn } from "./device-help.ts";
import { DeviceMenu } from "./device-menu.tsx";
import { toolTexts } from "./texts/load.ts";

export interface CallTools {
  /** In place of the ring's own line; null while it is not known what the browser will do. */
  ringLine(): ComponentChildren;
  bars(view: CallView): ComponentChildren;
  /** Over the other side's picture. */
  pictureButton(): ComponentChildren;
  /** Among the call's buttons. */
  menuButton(): ComponentChildren;
  /** What is wrong, and what comes next. */
  help(view: CallView): ComponentChildren;
  /** Under the buttons, which stay in sight. */
  menu(view: CallView): ComponentChildren;
  connection(view: CallView): ComponentChildren;
  /** With a word before the browser asks, where it is going to. */
  turnOnCamera(): void;
  /** Straight after each draw: where the other side is heard. */
  useSpeaker(card: Element | null): void;
}

const menuPath = "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5";
const windowPath = "M4 5.5h16v13H4zM12.5 12h5v4h-5z";

export function createCallTools({ chat, host, addStyle, redraw }: PartHost, leg: CallLeg): CallTools {
  addStyle(css);
  const texts = toolTexts(host.lang, redraw);
  texts();
  const permissions: Partial<Record<"microphone" | "camera", PermissionStatus>> = {};
  for (const name of ["microphone", "camera"] as const)
    void queryPermission(name).then((status) => {
      if (!status) return;
      permissions[name] = status;
      status.addEventListener("change", redraw);
      redraw();
    });
  let isMenuOpen = false;
  let isCameraNext = false;
  let speakerId = "default";
  /** Stand-ins that were put away. */
  const seen = new Set<string>();

  /** The browser shows its question now: a device that is being opened is not allowed yet. */
  const isAsking = (view: CallView): boolean =>
    (["microphone", "camera"] as const).some(
      (device) => view[device] === "starting" && permissions[device]?.state !== "granted",
    );
  const steps = () => texts()?.(stepsFor(navigator.userAgent, navigator.maxTouchPoints));
  const set = (change: () => void): void => {
    change();
    redraw();
  };

  return {
    ringLine() {
      const t = texts();
      const microphone = permissions.microphone?.state;
      if (!t || !microphone) return null;
      if (microphone === "denied")
        return (
          <>
            {t("ringBlocked")} {steps()}
          </>
        );
      return t(microphone === "granted" ? "ringSafe" : "ringAsk");
    },
    bars(view) {
      const t = texts();
      return t && <Bars quality={view.quality} t={t} />;
    },
    pictureButton() {
      const t = texts();
      if (!t || !document.pictureInPictureEnabled) return null;
      return (
        <button
          type="button"
          class="plain pip"
          aria-label={t("pip")}
          title={t("pip")}
          onClick={({ currentTarget }) => {
            const video = currentTarget.parentElement?.querySelector("video");
            const leaving = document.pictureInPictureElement ?? host.shadowRoot?.pictureInPictureElement;
            // Refused where the picture has not come yet.
            void (leaving ? document.exitPictureInPicture() : video?.requestPictureInPicture())?.catch(() => undefined);
          }}
        >
          <Drawn path={windowPath} />
        </button>
      );
    },
    menuButton() {
      const t = texts();
      return (
        t && (
          <button
            type="button"
            class="button quiet square"
            aria-label={t("devices")}
            title={t("devices")}
            aria-expanded={isMenuOpen}
            onClick={() => set(() => (isMenuOpen = !isMenuOpen))}
          >
            <Drawn path={menuPath} />
          </button>
        )
      );
    },
    help(view) {
      const t = texts();
      const { session } = leg;
      if (!t || !session) return null;
      const name = agentName(chat.state);
      const trouble = deviceHelp(view);
      const came = standIn(view, seen);
      return (
        <>
          {isAsking(view) && (
            <p class="help" role="status">
              {t(view.camera === "starting" ? "askBoth" : "askMicrophone", { name })}
            </p>
          )}
          {trouble && (
            <div class="help problem" role="alert">
              <p>{t(trouble.problem, { name })}</p>
              {trouble.isBlocked && <p>{steps()}</p>}
              <button
                type="button"
                class="link"
                onClick={() => (trouble.device === "microphone" ? leg.setMuted(false) : leg.setCamera(true))}
              >
                {chat.t("retry")}
              </button>
            </div>
          )}
          {came && (
            <div class="help problem" role="status">
              <p>
                {t("standIn", {
                  device: t(came.device === "camera" ? "theCamera" : "theMicrophone"),
                  label: came.label,
                })}
              </p>
              <button type="button" class="link" onClick={() => set(() => seen.add(view[`${came.device}Detail`].id))}>
                OK
              </button>
            </div>
          )}
          {view.microphoneDetail.isSilencedBySystem && (
            <p class="help problem" role="status">
              {t("silenced", { name })}
            </p>
          )}
          {isCameraNext && view.camera === "off" && (
            <div class="help" role="group" aria-label={chat.t("videoOn")}>
              <p role="status">{t("cameraAsk", { name })}</p>
              <div class="row">
                <button
                  type="button"
                  class="button"
                  onClick={() =>
                    set(() => {
                      isCameraNext = false;
                      leg.setCamera(true);
                    })
                  }
                >
                  {t("goOn")}
                </button>
                <button type="button" class="button quiet" onClick={() => set(() => (isCameraNext = false))}>
                  {t("notNow")}
                </button>
              </div>
            </div>
          )}
          {(view.videoPaused.own || view.videoPaused.remote) && (
            <p class="help" role="status">
              {t(view.videoPaused.remote ? "theirPictureWaits" : "yourPictureWaits", { name })}
            </p>
          )}
          {!leg.call?.isHeld && leg.call?.phase === "connected" && !view.remote.hasAudio && (
            <p class="help" role="status">
              <Icon name="micOff" /> {t("theyAreMuted", { name })}
            </p>
          )}
        </>
      );
    },
    menu(view) {
      const t = texts();
      const { session } = leg;
      if (!t || !session || !isMenuOpen) return null;
      return (
        <DeviceMenu
          t={t}
          session={session}
          view={view}
          mayVideo={chat.state.widget?.calls === "voiceAndVideo"}
          speakerId={speakerId}
          onSpeaker={(id) => set(() => (speakerId = id))}
        />
      );
    },
    connection(view) {
      const t = texts();
      return t && <Connection chat={chat} t={t} view={view} />;
    },
    turnOnCamera() {
      if (permissions.camera?.state === "prompt") set(() => (isCameraNext = true));
      else leg.setCamera(true);
    },
    useSpeaker(card) {
      for (const audio of card?.querySelectorAll("audio") ?? []) {
        // Not in every browser's audio elements.
        const chosen = audio as HTMLAudioElement & Partial<Pick<HTMLMediaElement, "setSinkId">>;
        if ((chosen.sinkId || "default") !== speakerId) void chosen.setSinkId?.(speakerId).catch(() => undefined);
      }
    },
  };
}

function Drawn({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
