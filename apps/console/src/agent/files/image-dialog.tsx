/** One image as large as there is room. Fetched when one is first opened. */
import { useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Icon } from "../../parts/icon.tsx";
import { IconButton } from "../../parts/icon-button.tsx";
import { useWords } from "../../store/use-console.ts";

interface Props {
  readonly address: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly onClose: () => void;
}

export function ImageDialog({ address, name, width, height, onClose }: Props) {
  const { t } = useWords();
  const [hasFailed, setFailed] = useState(false);
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal image-modal">
        <Dialog className="dialog image-dialog">
          <div className="image-head">
            <Heading slot="title">
              <bdi>{name}</bdi>
            </Heading>
            <a className="icon-button" href={address} download={name} aria-label={t("file.download", { name })}>
              <Icon name="download" size={18} />
            </a>
            <IconButton icon="close" label={t("file.close")} onPress={onClose} />
          </div>
          {hasFailed ? (
            <p role="alert">{t("file.unreachable")}</p>
          ) : (
            <img src={address} alt={name} width={width} height={height} onError={() => setFailed(true)} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
