/** Before the agent's browser asks for a device: what it will ask, why, and what to choose; or how to lift a block (CALL-06). */
import { stepsFor } from "@rinnalla/ui/device-steps/browser-family";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

const titles = {
  voice: "panel.voiceCall",
  video: "panel.videoCall",
  guest: "before.guest",
  camera: "call.turnOnVideo",
} as const;
const anyway = { voice: "before.anyway", video: "before.anyway", guest: "before.anywayGuest" } as const;

export function BeforeCallDialog() {
  const { t } = useWords();
  const { state } = useRooms();
  const due = useConsole((value) => value.dueCall);
  if (!due) return null;
  const { about, told, goOn, again } = due;
  const close = () => state.update((value) => ({ ...value, dueCall: null }));
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{t(titles[about])}</Heading>
          {told.kind === "ask" ? (
            <p>{t(about === "guest" ? "before.ask.guest" : `before.ask.${told.mode}`)}</p>
          ) : (
            <>
              <p>{t(about === "guest" ? "before.blocked.guest" : `before.blocked.${told.device}`)}</p>
              <p className="quiet">{t(stepsFor(navigator.userAgent, navigator.maxTouchPoints))}</p>
            </>
          )}
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={close}>
              {t("assign.cancel")}
            </Button>
            {told.kind === "blocked" && (
              <Button className="button button-quiet" onPress={again}>
                {t("call.tryAgain")}
              </Button>
            )}
            <Button
              className="button button-accent"
              onPress={() => {
                close();
                goOn();
              }}
            >
              {t(told.kind === "ask" || about === "camera" ? "before.goOn" : anyway[about])}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
