/** Sends the transcript to an address that the customer gives (CHAT-04). */
import { newId, type ConversationId, type MailId } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { TextField } from "react-aria-components/TextField";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

const shape = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

export function MailDialog({ id, onClose }: { readonly id: ConversationId; readonly onClose: () => void }) {
  const { t } = useWords();
  const { ask } = useRooms();
  const known = useConsole((state) => {
    const opened = state.logs.get(id)?.events[0]?.event;
    return (opened?.type === "conversationOpened" && opened.customer?.email) || "";
  });
  const [address, setAddress] = useState(known);
  const [wasTried, setTried] = useState(false);
  // One letter, however often the button is pressed.
  const [mailId] = useState(() => newId<MailId>());
  const isGood = shape.test(address.trim());
  const send = async (): Promise<void> => {
    setTried(true);
    if (!isGood) return;
    const result = await ask(id, { type: "mailTranscript", mailId, address: address.trim() });
    if (result.ok) onClose();
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void send();
            }}
          >
            <Heading slot="title">{t("mail.title")}</Heading>
            <p className="quiet">{t("mail.text")}</p>
            <TextField
              className="mail-field"
              type="email"
              value={address}
              onChange={setAddress}
              isInvalid={wasTried && !isGood}
              validationBehavior="aria"
            >
              <Label>{t("mail.address")}</Label>
              <Input />
              {wasTried && !isGood && (
                <p className="mail-problem" role="alert">
                  {t("mail.notAnAddress")}
                </p>
              )}
            </TextField>
            <div className="dialog-buttons">
              <Button className="button button-quiet" onPress={onClose}>
                {t("mail.cancel")}
              </Button>
              <Button className="button button-accent" type="submit">
                {t("mail.send")}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
