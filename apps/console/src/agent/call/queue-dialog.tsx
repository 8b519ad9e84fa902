/** Transfer to a queue, with its call or without: the queues, and how many of each have room now (CALL-11, ROUTE-07). */
import { isAvailable } from "@rinnalla/core";
import type { QueueId } from "@rinnalla/protocol";
import type { ReactNode } from "react";
import { PickDialog } from "../../parts/pick-dialog.tsx";
import { useConsole, useWords } from "../../store/use-console.ts";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly extra?: ReactNode;
  readonly onPick: (queueId: QueueId) => Promise<boolean> | void;
  readonly onClose: () => void;
}

export function QueueDialog({ onPick, onClose, ...dialog }: Props) {
  const { t } = useWords();
  const { queues, agents } = useConsole((state) => state.desk);
  const rows = [...queues.values()].sort((a, b) => a.name.localeCompare(b.name));
  const freeIn = (queueId: QueueId): number =>
    [...agents.values()].filter((agent) => isAvailable(agent) && agent.queueIds.includes(queueId)).length;
  return (
    <PickDialog
      {...dialog}
      label={t("call.toQueueList")}
      confirmText={t("call.transfer")}
      rows={rows.map(({ id, name }) => ({
        id,
        name,
        content: (
          <span className="picker-text">
            <span className="picker-name">{name}</span>
            <span className="quiet">{t("call.toQueueFree", { count: freeIn(id) })}</span>
          </span>
        ),
      }))}
      onPick={onPick}
      onClose={onClose}
    />
  );
}
