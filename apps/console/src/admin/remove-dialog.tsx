/** Asks before a setting goes, and says why one cannot. */
import type { ConfigKind, ErrorCode, RemovalProblem } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Icon } from "../parts/icon.tsx";
import { useAdministrationRoom, useAdminText } from "./use-administration.ts";

export function RemoveDialog({
  kind,
  id,
  name,
  onClose,
  onRemoved,
}: {
  readonly kind: ConfigKind;
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const t = useAdminText();
  const room = useAdministrationRoom();
  const [trouble, setTrouble] = useState<RemovalProblem | ErrorCode | "offline" | null>(null);
  const remove = async (): Promise<void> => {
    const found = await room.remove(kind, id);
    setTrouble(found);
    if (found === null) onRemoved();
  };
  const words =
    trouble !== null && typeof trouble === "object"
      ? t(`remove.${trouble.problem}`, { names: trouble.names.join(", ") })
      : trouble !== null && t("remove.failed");
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{t("remove.title", { name })}</Heading>
          <p className="quiet">{t(kind === "agent" ? "remove.agent" : "remove.text")}</p>
          <div aria-live="polite">
            {words && (
              <p className="banner banner-warn">
                <Icon name="alert" size={16} />
                {words}
              </p>
            )}
          </div>
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={onClose}>
              {t("remove.cancel")}
            </Button>
            <Button className="button button-end" onPress={() => void remove()}>
              {t("remove.confirm")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
