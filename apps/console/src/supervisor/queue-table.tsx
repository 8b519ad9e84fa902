/** Every queue: who waits and how long, today's service level, and who could answer (SUP-01). */
import type { QueueRow } from "@rinnalla/core";
import { useMemo } from "react";
import { Since } from "../parts/duration.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import { useWords } from "../store/use-console.ts";
import { ServiceLevel } from "./figures-view.tsx";
import { LiveTable, type LiveColumn } from "./live-table.tsx";

type ColumnId = "name" | "waiting" | "longest" | "level" | "answered" | "ongoing" | "available";

export function QueueTable({ rows }: { readonly rows: readonly QueueRow[] }) {
  const { t, number } = useWords();
  const isNarrow = useNarrow();
  const columns = useMemo((): readonly LiveColumn<QueueRow, ColumnId>[] => {
    const name: LiveColumn<QueueRow, ColumnId> = {
      id: "name",
      title: t("live.col.queue"),
      isRowHeader: true,
      minWidth: isNarrow ? 120 : 180,
      share: 3,
      cell: (row) => <span className="cell-name">{row.name}</span>,
    };
    const waiting: LiveColumn<QueueRow, ColumnId> = {
      id: "waiting",
      title: t("live.waitingNow"),
      minWidth: 74,
      share: 1,
      cell: ({ waitingSince }) => (
        <span className="figures" data-tone={waitingSince.length > 0 ? "warn" : undefined}>
          {waitingSince.length}
        </span>
      ),
    };
    const longest: LiveColumn<QueueRow, ColumnId> = {
      id: "longest",
      title: t("live.longest"),
      minWidth: 92,
      share: 1,
      cell: ({ waitingSince: [first] }) => (first === undefined ? "–" : <Since at={first} />),
    };
    if (isNarrow) return [name, waiting, longest];
    return [
      name,
      waiting,
      longest,
      {
        id: "level",
        title: t("live.serviceLevel"),
        minWidth: 150,
        share: 2,
        cell: (row) => (
          <span className="figures">
            <ServiceLevel queues={[row]} />{" "}
            {row.day && (
              <span className="quiet">{t("live.within", { seconds: number(row.day.thresholdMs / 1000) })}</span>
            )}
          </span>
        ),
      },
      {
        id: "answered",
        title: t("live.answeredLeft"),
        minWidth: 130,
        share: 1,
        cell: ({ day }) => <span className="figures">{day ? `${day.answered} / ${day.left}` : "–"}</span>,
      },
      {
        id: "ongoing",
        title: t("live.inProgress"),
        minWidth: 90,
        share: 1,
        cell: ({ ongoing }) => <span className="figures">{ongoing}</span>,
      },
      {
        id: "available",
        title: t("live.available"),
        minWidth: 150,
        share: 1,
        cell: ({ available, signedIn }) => (
          <span className="figures">{t("live.availableOf", { count: available, all: signedIn })}</span>
        ),
      },
    ];
  }, [t, number, isNarrow]);
  return (
    <LiveTable
      label={t("live.col.queues")}
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      emptyText={t("live.noQueues")}
    />
  );
}
