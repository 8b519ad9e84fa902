/** What the agent should know of the devices and the pictures: blocked, missing, muted by the system, a stand-in, waiting (CALL-03, CALL-06). */
import type { CallView } from "@rinnalla/calls";
import { stepsFor } from "@rinnalla/ui/device-steps/browser-family";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useWords } from "../../store/use-console.ts";
import { deviceTrouble } from "./device-trouble.ts";
import type { LocalCall } from "./local-call.ts";
import { usePermission } from "./use-permission.ts";

interface Props {
  readonly view: CallView;
  readonly session: LocalCall["session"];
  readonly isVideoCall: boolean;
  readonly name: string;
}

export function DeviceNotes({ view, session, isVideoCall, name }: Props) {
  const { t } = useWords();
  const [seen, setSeen] = useState<readonly string[]>([]);
  const isAllowed = usePermission("microphone") === "granted";
  const trouble = deviceTrouble(view, isVideoCall);
  const isAsking = trouble?.text === "call.askBrowser";
  const came = ([view.microphoneDetail, view.cameraDetail] as const).find(
    (one) => one.isStandIn && !seen.includes(one.id),
  );
  const retry = (): void => {
    if (trouble?.device === "call.theMicrophone") session?.setMuted(false);
    else void session?.setCamera(true);
  };
  return (
    <>
      {trouble && !(isAsking && isAllowed) && (
        <div className="call-trouble" role="status">
          <p>{t(trouble.text, { device: t(trouble.device) })}</p>
          {trouble.text === "call.blocked" && <p>{t(stepsFor(navigator.userAgent, navigator.maxTouchPoints))}</p>}
          {!isAsking && (
            <Button className="call-word" onPress={retry}>
              {t("call.tryAgain")}
            </Button>
          )}
        </div>
      )}
      {came && (
        <div className="call-trouble" role="status">
          <p>
            {t("call.standIn", {
              device: t(came === view.cameraDetail ? "call.theCamera" : "call.theMicrophone"),
              label: came.label,
            })}
          </p>
          <Button className="call-word" onPress={() => setSeen([...seen, came.id])}>
            {t("call.seen")}
          </Button>
        </div>
      )}
      {(view.videoPaused.own || view.videoPaused.remote) && (
        <p className="call-trouble" role="status">
          {t(view.videoPaused.remote ? "call.theirPictureWaits" : "call.ownPictureWaits", { name })}
        </p>
      )}
      {view.microphoneDetail.isSilencedBySystem && (
        <p className="call-trouble" role="status">
          {t("call.silenced")}
        </p>
      )}
    </>
  );
}
