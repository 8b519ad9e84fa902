/** Transfer… : the conversation goes to a queue, where it waits from now (ROUTE-04). */
import type { ConversationSummary } from "@rinnalla/protocol";
import { queueRows } from "@rinnalla/core";
import { PickDialog } from "../parts/pick-dialog.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

interface Props {
  readonly conversation: ConversationSummary;
  readonly onClose: () => void;
}

export function TransferDialog({ conversation, onClose }: Props) {
  const { t } = useWords();
  const { ask } = useRooms();
  const desk = useConsole((state) => state.desk);
  const rows = [...queueRows(desk.queues.values(), desk.conversations.values(), desk.agents.values())].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
  return (
    <PickDialog
      title={t("live.transferTitle", { name: conversation.customerName ?? t("list.visitor") })}
      text={t("live.transferText")}
      label={t("call.toQueueList")}
      confirmText={t("transfer.confirm")}
      rows={rows.map(({ id, name, available, waitingSince }) => ({
        id,
        name,
        isDisabled: id === conversation.queueId && conversation.agentId === null,
        content: (
          <span className="picker-text">
            <span className="picker-name">{name}</span>
            <span className="quiet">{t("live.transferRow", { free: available, waiting: waitingSince.length })}</span>
          </span>
        ),
      }))}
      onPick={async (queueId) => (await ask(conversation.id, { type: "transferConversation", queueId })).ok}
      onClose={onClose}
    />
  );
}
