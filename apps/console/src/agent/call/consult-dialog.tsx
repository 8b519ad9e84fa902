/** Consult a colleague: the signed-in agents with their presence (CALL-11). */
import type { CallState } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Avatar } from "../../parts/avatar.tsx";
import { PresenceDot } from "../../parts/presence-dot.tsx";
import { useConsole, useWords } from "../../store/use-console.ts";

interface Props {
  readonly call: CallState;
  readonly onPick: (colleague: AgentId) => void;
  readonly onClose: () => void;
}

export function ConsultDialog({ call, onPick, onClose }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<AgentId | null>(null);
  const agents = useConsole((state) => state.desk.agents);
  const isThere = (id: AgentId) => call.agentId === id || call.guests.some((guest) => guest.agentId === id);
  const rows = [...agents.values()]
    .filter((agent) => agent.isSignedIn && !isThere(agent.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{t("call.consult")}</Heading>
          <p className="quiet">{t("call.consultText")}</p>
          <ListBox
            className="picker"
            aria-label={t("assign.agents")}
            selectionMode="single"
            selectedKeys={chosen ? [chosen] : []}
            disabledKeys={rows.filter((agent) => agent.isInCall).map((agent) => agent.id)}
            onSelectionChange={(keys) =>
              setChosen(keys === "all" ? null : (([...keys][0] as AgentId | undefined) ?? null))
            }
            renderEmptyState={() => <p className="table-empty">{t("call.consultNobody")}</p>}
          >
            {rows.map((agent) => (
              <ListBoxItem key={agent.id} id={agent.id} className="picker-row" textValue={agent.name}>
                <span className="me-picture">
                  <Avatar id={agent.id} name={agent.name} />
                  <PresenceDot presence={agent.presence} />
                </span>
                <span className="picker-text">
                  <span className="picker-name">{agent.name}</span>
                  <span className="quiet">
                    {t(`presence.${agent.presence}`)}
                    {agent.isInCall && ` · ${t("assign.inCall")}`}
                  </span>
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
              {t("call.consultCall")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
