/** Force close, after a word on what it means (SUP-01). */
import type { ConversationSummary } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

interface Props {
  readonly conversation: ConversationSummary;
  readonly onClose: () => void;
}

export function ForceCloseDialog({ conversation, onClose }: Props) {
  const { t } = useWords();
  const { ask } = useRooms();
  const [isAsking, setAsking] = useState(false);
  // As it stands now: it may have ended meanwhile.
  const current = useConsole((state) => state.desk.conversations.get(conversation.id)) ?? null;
  const name = conversation.customerName ?? t("list.visitor");
  const confirm = async (): Promise<void> => {
    setAsking(true);
    const command = current?.status === "wrapUp" ? "closeConversation" : "endConversation";
    const { ok } = await ask(conversation.id, { type: command });
    if (ok) onClose();
    else setAsking(false);
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{t("live.closeTitle", { name })}</Heading>
          {current ? (
            <>
              <p>{t(current.status === "wrapUp" ? "live.closeWrapUp" : "live.closeText")}</p>
              {(current.call ?? current.visual) && <p>{t("live.closeLive")}</p>}
            </>
          ) : (
            <p role="status">{t("live.closeGone")}</p>
          )}
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={onClose}>
              {t("assign.cancel")}
            </Button>
            {current && (
              <Button className="button button-end" isDisabled={isAsking} onPress={() => void confirm()}>
                {t("live.closeConfirm")}
              </Button>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
