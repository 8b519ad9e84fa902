/** Transfer to a queue: the queues, and how many of each have room now (CALL-11). */
import type { QueueId } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useConsole, useWords } from "../../store/use-console.ts";

interface Props {
  readonly onPick: (queueId: QueueId) => void;
  readonly onClose: () => void;
}

export function QueueDialog({ onPick, onClose }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<QueueId | null>(null);
  const { queues, agents } = useConsole((state) => state.desk);
  const rows = [...queues.values()].sort((a, b) => a.name.localeCompare(b.name));
  const freeIn = (queueId: QueueId): number =>
    [...agents.values()].filter(
      (agent) =>
        agent.isSignedIn &&
        agent.presence === "available" &&
        !agent.isInCall &&
        agent.load < agent.limit &&
        agent.queueIds.includes(queueId),
    ).length;
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{t("call.toQueue")}</Heading>
          <p className="quiet">{t("call.toQueueText")}</p>
          <ListBox
            className="picker"
            aria-label={t("call.toQueueList")}
            selectionMode="single"
            selectedKeys={chosen ? [chosen] : []}
            onSelectionChange={(keys) =>
              setChosen(keys === "all" ? null : (([...keys][0] as QueueId | undefined) ?? null))
            }
          >
            {rows.map(({ id, name }) => (
              <ListBoxItem key={id} id={id} className="picker-row" textValue={name}>
                <span className="picker-text">
                  <span className="picker-name">{name}</span>
                  <span className="quiet">{t("call.toQueueFree", { count: freeIn(id) })}</span>
                </span>
              </ListBoxItem>
            ))}
          </ListBox>
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={onClose}>
              {t("assign.cancel")}
            </Button>
            <Button
              className="button button-accent"
              isDisabled={!chosen}
              onPress={() => {
                if (chosen) onPick(chosen);
                onClose();
              }}
            >
              {t("call.transfer")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
