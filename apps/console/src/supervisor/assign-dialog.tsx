/** Assign… : every signed-in agent with presence, load and what speaks against it; it goes through all the same (ROUTE-04). */
import type { AgentId, ConversationSummary } from "@rinnalla/protocol";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icon.tsx";
import { PresenceDot } from "../parts/presence-dot.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { assignWarnings } from "./figures.ts";
import { Load } from "./load.tsx";

export function AssignDialog({
  conversation,
  onClose,
}: {
  readonly conversation: ConversationSummary;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { ask } = useRooms();
  const [chosen, setChosen] = useState<AgentId | null>(null);
  const agents = useConsole((state) => state.desk.agents);
  // As it stands now, not as it stood when the dialog opened.
  const current = useConsole((state) => state.desk.conversations.get(conversation.id)) ?? conversation;
  const rows = [...agents.values()].filter((agent) => agent.isSignedIn).sort((a, b) => a.name.localeCompare(b.name));
  const picked = chosen ? agents.get(chosen) : undefined;
  const name = conversation.customerName ?? t("list.visitor");
  const assign = async (): Promise<void> => {
    if (!chosen) return;
    const result = await ask(conversation.id, { type: "assignConversation", agentId: chosen });
    if (result.ok) onClose();
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{t("assign.title", { name })}</Heading>
          <p className="quiet">{t("assign.text")}</p>
          <ListBox
            className="picker"
            aria-label={t("assign.agents")}
            selectionMode="single"
            selectedKeys={chosen ? [chosen] : []}
            disabledKeys={current.agentId ? [current.agentId] : []}
            onSelectionChange={(keys) =>
              setChosen(keys === "all" ? null : (([...keys][0] as AgentId | undefined) ?? null))
            }
            renderEmptyState={() => <p className="table-empty">{t("assign.none")}</p>}
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
                    {agent.id === current.agentId && ` · ${t("assign.current")}`}
                  </span>
                </span>
                {agent.isInCall && (
                  <span className="mark mark-call" data-phase="connected">
                    <Icon name="phone" size={14} />
                    {t("assign.inCall")}
                  </span>
                )}
                <Load load={agent.load} limit={agent.limit} />
              </ListBoxItem>
            ))}
          </ListBox>
          <div aria-live="polite">
            {picked &&
              assignWarnings(picked, conversation.units).map((warning) => (
                <p key={warning} className="banner banner-warn">
                  <Icon name="alert" size={16} />
                  {t(warning, { name: picked.name })}
                </p>
              ))}
          </div>
          <div className="dialog-buttons">
            <Button className="button button-quiet" onPress={onClose}>
              {t("assign.cancel")}
            </Button>
            <Button className="button button-accent" isDisabled={!chosen} onPress={() => void assign()}>
              {t("assign.confirm")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
