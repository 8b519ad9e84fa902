/** Before the agent's browser asks for a device: what it will ask, why, and what to choose; or how to lift a block (CALL-06). */
import { stepsFor } from "@rinnalla/ui/device-steps/browser-family";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

export function BeforeCallDialog() {
  const { t } = useWords();
  const { calls, state } = useRooms();
  const due = useConsole((value) => value.dueCall);
  if (!due) return null;
  const { conversationId, mode, told } = due;
  const close = () => state.update((value) => ({ ...value, dueCall: null }));
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{t(mode === "video" ? "panel.videoCall" : "panel.voiceCall")}</Heading>
          {told.kind === "ask" ? (
            <p>{t(`before.ask.${told.mode}`)}</p>
          ) : (
            <>
              <p>{t(`before.blocked.${told.device}`)}</p>
              <p className="quiet">{t(stepsFor(navigator.userAgent, navigator.maxTouchPoints))}</p>
            </>
          )}
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={close}>
              {t("assign.cancel")}
            </Button>
            {told.kind === "blocked" && (
              <Button className="button button-quiet" onPress={() => void calls.start(conversationId, mode)}>
                {t("call.tryAgain")}
              </Button>
            )}
            <Button
              className="button button-accent"
              onPress={() => {
                close();
                void calls.startNow(conversationId, mode);
              }}
            >
              {t(told.kind === "ask" ? "before.goOn" : "before.anyway")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
