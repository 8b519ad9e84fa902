/** Every agent: presence and since when, load against limit, in a call, in a visual session, how many conversations (SUP-01). */
import type { AgentRow } from "@rinnalla/core";
import type { QueueId } from "@rinnalla/protocol";
import { useMemo, useState } from "react";
import { Avatar } from "../parts/avatar.tsx";
import { Since } from "../parts/duration.tsx";
import { Icon } from "../parts/icon.tsx";
import { PresenceDot } from "../parts/presence-dot.tsx";
import { usePresenceWord } from "../parts/presence-word.ts";
import { useNarrow } from "../parts/use-narrow.ts";
import { useConsole, useWords } from "../store/use-console.ts";
import { LiveTable, type LiveColumn, type LiveOrder } from "./live-table.tsx";
import { Load } from "./load.tsx";

type ColumnId = "name" | "presence" | "since" | "load" | "conversations" | "doing" | "queues";

const keys: Readonly<Record<ColumnId, (row: AgentRow) => string | number>> = {
  name: ({ agent }) => agent.name.toLocaleLowerCase(),
  presence: ({ agent }) => (agent.isSignedIn ? `0${agent.presence}${agent.customPresence ?? ""}` : "1"),
  since: ({ agent }) => agent.since ?? 0,
  load: ({ agent }) => -agent.load / Math.max(1, agent.limit),
  conversations: (row) => -row.conversations,
  doing: (row) => (row.agent.isInCall ? 0 : 2) + (row.visual ? 0 : 1),
  queues: ({ agent }) => -agent.queueIds.length,
};

/** Who is signed in first, by name; after that by the column that was chosen. */
export function AgentTable({ rows, emptyText }: { readonly rows: readonly AgentRow[]; readonly emptyText: string }) {
  const { t } = useWords();
  const presenceWord = usePresenceWord();
  const isNarrow = useNarrow();
  const [order, setOrder] = useState<LiveOrder<ColumnId>>({ column: "name", isDescending: false });
  const sorted = useMemo(() => {
    const key = keys[order.column];
    const turn = order.isDescending ? -1 : 1;
    return rows.toSorted((a, b) => {
      const away = Number(b.agent.isSignedIn) - Number(a.agent.isSignedIn);
      const [one, other] = [key(a), key(b)];
      return away || turn * (one < other ? -1 : one > other ? 1 : 0) || a.agent.name.localeCompare(b.agent.name);
    });
  }, [rows, order]);
  const columns = useMemo((): readonly LiveColumn<AgentRow, ColumnId>[] => {
    const name: LiveColumn<AgentRow, ColumnId> = {
      id: "name",
      title: t("live.col.name"),
      isRowHeader: true,
      isSortable: true,
      minWidth: isNarrow ? 120 : 180,
      share: 2,
      cell: ({ agent }) => (
        <span className="cell-person" data-is-away={!agent.isSignedIn || undefined}>
          {!isNarrow && <Avatar id={agent.id} name={agent.name} size="s" />}
          <span className="cell-lines">
            <span className="cell-name">{agent.name}</span>
            {agent.role !== "agent" && <span className="quiet">{t(`role.${agent.role}`)}</span>}
          </span>
        </span>
      ),
    };
    const presence: LiveColumn<AgentRow, ColumnId> = {
      id: "presence",
      title: t("live.col.presence"),
      isSortable: true,
      minWidth: 130,
      share: 1,
      cell: ({ agent }) => (
        <span className="cell-presence">
          <PresenceDot presence={agent.presence} isSignedIn={agent.isSignedIn} />
          {agent.isSignedIn ? presenceWord(agent) : t("live.signedOut")}
        </span>
      ),
    };
    const load: LiveColumn<AgentRow, ColumnId> = {
      id: "load",
      title: t("live.col.load"),
      isSortable: true,
      minWidth: isNarrow ? 80 : 150,
      cell: ({ agent }) =>
        isNarrow ? (
          <span className="figures">
            {agent.load} / {agent.limit}
          </span>
        ) : (
          <Load load={agent.load} limit={agent.limit} />
        ),
    };
    if (isNarrow) return [name, presence, load];
    return [
      name,
      presence,
      {
        id: "since",
        title: t("live.col.since"),
        isSortable: true,
        minWidth: 92,
        cell: ({ agent }) => (agent.since == null ? "–" : <Since at={agent.since} />),
      },
      load,
      {
        id: "conversations",
        title: t("live.col.conversations"),
        isSortable: true,
        minWidth: 116,
        cell: ({ conversations }) => <span className="figures">{conversations}</span>,
      },
      {
        id: "doing",
        title: t("live.col.doing"),
        isSortable: true,
        minWidth: 130,
        cell: ({ agent, visual }) => (
          <span className="cell-marks">
            {agent.isInCall && (
              <span className="mark mark-call" data-phase="connected" role="img" aria-label={t("assign.inCall")}>
                <Icon name="phone" size={14} />
              </span>
            )}
            {visual && (
              <span className="mark mark-visual" role="img" aria-label={t(`visual.${visual}`)}>
                <Icon name={visual === "cobrowse" ? "cobrowse" : "computer"} size={14} />
              </span>
            )}
            {!agent.isInCall && !visual && "–"}
          </span>
        ),
      },
      {
        id: "queues",
        title: t("live.col.queues"),
        isSortable: true,
        minWidth: 140,
        share: 2,
        cell: ({ agent }) => <QueueNames ids={agent.queueIds} />,
      },
    ];
  }, [t, presenceWord, isNarrow]);
  return (
    <LiveTable
      label={t("live.agents")}
      columns={columns}
      rows={sorted}
      rowId={({ agent }) => agent.id}
      rowName={({ agent }) => agent.name}
      order={order}
      onOrder={setOrder}
      emptyText={emptyText}
      rowHeight={isNarrow ? 56 : 44}
    />
  );
}

function QueueNames({ ids }: { readonly ids: readonly QueueId[] }) {
  const queues = useConsole((state) => state.desk.queues);
  return <span className="quiet cell-name">{ids.map((id) => queues.get(id)?.name ?? "–").join(", ") || "–"}</span>;
}
