/** Every conversation that is not closed, the longest waiting first. */
import type { ConversationSummary } from "@rinnalla/protocol";
import { useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Doing, StatusWord } from "../agent/inbox/conversation-list.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Since } from "../parts/duration.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { openSession } from "../store/view.ts";
import { SitInMenu } from "./sit-in-menu.tsx";

export function ConversationTable({ onAssign }: { readonly onAssign: (row: ConversationSummary) => void }) {
  const { t } = useWords();
  const { state } = useRooms();
  const conversations = useConsole((value) => value.desk.conversations);
  const queues = useConsole((value) => value.desk.queues);
  const rows = useMemo(
    () =>
      [...conversations.values()]
        .filter((one) => one.status !== "closed")
        .sort((a, b) => (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity) || a.openedAt - b.openedAt),
    [conversations],
  );
  if (rows.length === 0) return <p className="table-empty">{t("live.empty")}</p>;
  return (
    <div className="table-frame" tabIndex={0} role="group" aria-label={t("live.ongoing")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("live.col.status")}</th>
            <th scope="col">{t("live.col.customer")}</th>
            <th scope="col">{t("live.col.queue")}</th>
            <th scope="col">{t("live.col.agent")}</th>
            <th scope="col">{t("live.col.waiting")}</th>
            <th scope="col">{t("live.col.doing")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("live.col.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const name = row.customerName ?? t("list.visitor");
            return (
              <tr key={row.id}>
                <td>
                  <StatusWord row={row} />
                </td>
                <th scope="row">
                  <span className="cell-person">
                    <Avatar id={row.id} name={name} size="s" />
                    {name}
                  </span>
                </th>
                <td>{queues.get(row.queueId)?.name ?? "–"}</td>
                <td>{row.agentName ?? (row.offer ? <span className="quiet">{t("list.offered")}</span> : "–")}</td>
                <td>{row.waitingSince === null ? "–" : <Since at={row.waitingSince} />}</td>
                <td>
                  <span className="cell-marks">{row.call || row.visual ? <Doing row={row} /> : "–"}</span>
                </td>
                <td className="cell-actions">
                  <SitInMenu row={row} name={name} />
                  <Button
                    className="button button-small button-quiet"
                    aria-label={t("live.openNamed", { name })}
                    onPress={() => state.update((value) => ({ ...value, view: openSession(value.view, row.id) }))}
                  >
                    {t("live.open")}
                  </Button>
                  {row.status !== "wrapUp" && (
                    <Button
                      className="button button-small"
                      aria-label={t("live.assignNamed", { name })}
                      onPress={() => onAssign(row)}
                    >
                      {t("live.assign")}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
