/** A dialog in which one of a list is chosen, then confirmed: an agent or a queue. */
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useWords } from "../store/use-console.ts";

export interface PickRow<Id extends string> {
  readonly id: Id;
  /** What typing finds; also read aloud. */
  readonly name: string;
  readonly isDisabled?: boolean;
  readonly content: ReactNode;
}

interface Props<Id extends string> {
  readonly title: string;
  readonly text: string;
  /** Of the list, for assistive technology. */
  readonly label: string;
  readonly rows: readonly PickRow<Id>[];
  readonly emptyText?: string;
  readonly confirmText: string;
  /** What speaks against the choice, under the list. */
  readonly note?: (chosen: Id) => ReactNode;
  /** Under the list, whatever is chosen. */
  readonly extra?: ReactNode;
  /** The dialog closes unless this says false. */
  readonly onPick: (chosen: Id) => Promise<boolean> | void;
  readonly onClose: () => void;
}

export function PickDialog<Id extends string>(props: Props<Id>) {
  const { title, text, label, rows, emptyText, confirmText, note, extra, onPick, onClose } = props;
  const { t } = useWords();
  const [chosen, setChosen] = useState<Id | null>(null);
  const confirm = async (): Promise<void> => {
    if (chosen && (await onPick(chosen)) !== false) onClose();
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{title}</Heading>
          <p className="quiet">{text}</p>
          <ListBox
            className="picker"
            aria-label={label}
            selectionMode="single"
            selectedKeys={chosen ? [chosen] : []}
            disabledKeys={rows.filter((row) => row.isDisabled).map((row) => row.id)}
            onSelectionChange={(keys) => setChosen(keys === "all" ? null : (([...keys][0] as Id | undefined) ?? null))}
            renderEmptyState={() => <p className="table-empty">{emptyText}</p>}
          >
            {rows.map(({ id, name, content }) => (
              <ListBoxItem key={id} id={id} className="picker-row" textValue={name}>
                {content}
              </ListBoxItem>
            ))}
          </ListBox>
          {note && <div aria-live="polite">{chosen && note(chosen)}</div>}
          {extra}
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={onClose}>
              {t("assign.cancel")}
            </Button>
            <Button className="button button-accent" isDisabled={!chosen} onPress={() => void confirm()}>
              {confirmText}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
