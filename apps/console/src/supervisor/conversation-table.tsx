/** The conversations that go on: filtered, sorted, searched, and what a supervisor can do with each (SUP-01). */
import {
  listConversations,
  standsSince,
  usualOrder,
  waitOf,
  type ConversationColumn,
  type ConversationFilter,
  type ConversationOrder,
  type ConversationStateFilter,
} from "@rinnalla/core";
import type { ConversationSummary, QueueId } from "@rinnalla/protocol";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { Doing, StatusWord } from "../agent/inbox/conversation-list.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Since } from "../parts/duration.tsx";
import { SkillsAsked } from "../parts/skills-asked.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { openSession } from "../store/view.ts";
import { useFramed } from "../store/use-framed.ts";
import { ConversationActions } from "./conversation-actions.tsx";
import { ConversationMenu, type MenuPlace, type OnDialog } from "./conversation-menu.tsx";
import { LiveTable, type LiveColumn } from "./live-table.tsx";

const states: readonly ConversationStateFilter[] = ["waiting", "talking", "away", "wrapUp", "call", "visual"];
const everything: ConversationFilter = { text: "", queueId: null, state: null };

type ColumnId = ConversationColumn | "actions";

export function ConversationTable({ onDialog }: { readonly onDialog: OnDialog }) {
  const { t } = useWords();
  const { state } = useRooms();
  const isNarrow = useNarrow();
  const conversations = useFramed((value) => value.desk.conversations);
  const queues = useFramed((value) => value.desk.queues);
  const [filter, setFilter] = useState(everything);
  const [order, setOrder] = useState<ConversationOrder>(usualOrder);
  // Keys come first: a list of a thousand follows them when it can.
  const wanted = useDeferredValue(filter);
  const rows = useMemo(
    () => listConversations(conversations.values(), wanted, order, (id) => queues.get(id)?.name ?? ""),
    [conversations, wanted, order, queues],
  );
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const open = useCallback(
    (row: ConversationSummary): void => state.update((value) => ({ ...value, view: openSession(value.view, row.id) })),
    [state],
  );
  const openMenu = useCallback((row: ConversationSummary, anchor: HTMLElement) => setMenu({ id: row.id, anchor }), []);
  const columns = useMemo((): readonly LiveColumn<ConversationSummary, ColumnId>[] => {
    const nameOf = (row: ConversationSummary): string => row.customerName ?? t("list.visitor");
    const customer: LiveColumn<ConversationSummary, ColumnId> = {
      id: "customer",
      title: t("live.col.customer"),
      isRowHeader: true,
      isSortable: true,
      minWidth: isNarrow ? 120 : 150,
      share: 2,
      cell: (row) => (
        <span className="cell-person">
          {!isNarrow && <Avatar id={row.id} name={nameOf(row)} size="s" />}
          <span className="cell-lines">
            <span className="cell-name">{nameOf(row)}</span>
            {isNarrow && <StatusWord row={row} />}
            {isNarrow && <SkillsAsked row={row} />}
          </span>
        </span>
      ),
    };
    const since: LiveColumn<ConversationSummary, ColumnId> = {
      id: "since",
      title: t("live.col.since"),
      isSortable: true,
      minWidth: isNarrow ? 72 : 92,
      cell: (row) => <Since at={standsSince(row)} />,
    };
    const actions: LiveColumn<ConversationSummary, ColumnId> = {
      id: "actions",
      title: t("live.col.actions"),
      isTitleHidden: true,
      hasButtons: true,
      minWidth: isNarrow ? 116 : 210,
      cell: (row) => (
        <ConversationActions
          row={row}
          name={nameOf(row)}
          isNarrow={isNarrow}
          onOpen={open}
          onAssign={({ id }) => onDialog("assign", id)}
          onMenu={openMenu}
        />
      ),
    };
    if (isNarrow) return [customer, since, actions];
    return [
      {
        id: "status",
        title: t("live.col.status"),
        isSortable: true,
        minWidth: 184,
        share: 1,
        cell: (row) => <StatusWord row={row} />,
      },
      customer,
      {
        id: "queue",
        title: t("live.col.queue"),
        isSortable: true,
        minWidth: 100,
        share: 1,
        cell: (row) => (
          <span className="cell-lines">
            <QueueName id={waitOf(row)?.queueId ?? row.queueId} />
            <SkillsAsked row={row} />
          </span>
        ),
      },
      {
        id: "agent",
        title: t("live.col.agent"),
        isSortable: true,
        minWidth: 100,
        share: 1,
        cell: (row) => row.agentName ?? (row.offer ? <span className="quiet">{t("list.offered")}</span> : "–"),
      },
      since,
      {
        id: "doing",
        title: t("live.col.doing"),
        isSortable: true,
        minWidth: 110,
        cell: (row) => (
          <span className="cell-marks">
            {row.call || row.visual ? <Doing row={row} /> : "–"}
            {row.call?.since !== undefined && <Since at={row.call.since} />}
          </span>
        ),
      },
      actions,
    ];
  }, [t, isNarrow, onDialog, open, openMenu]);
  const isFiltered = filter.text !== "" || filter.queueId !== null || filter.state !== null;
  return (
    <>
      <div className="live-tools">
        <input
          type="search"
          className="live-search"
          placeholder={t("live.search")}
          aria-label={t("live.search")}
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
        <select
          className="live-select"
          aria-label={t("live.col.queue")}
          value={filter.queueId ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, queueId: (value || null) as QueueId | null })
          }
        >
          <option value="">{t("live.allQueues")}</option>
          {[...queues.values()].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          className="live-select"
          aria-label={t("live.col.status")}
          value={filter.state ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, state: (value || null) as ConversationStateFilter | null })
          }
        >
          <option value="">{t("live.allStates")}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`live.state.${one}`)}
            </option>
          ))}
        </select>
        <span className="quiet figures" role="status">
          {isFiltered && t("live.found", { count: rows.length })}
        </span>
      </div>
      <LiveTable
        label={t("live.ongoing")}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowName={(row) => row.customerName ?? t("list.visitor")}
        order={order}
        onOrder={({ column, isDescending }) => column !== "actions" && setOrder({ column, isDescending })}
        onOpen={open}
        onMenu={openMenu}
        emptyText={t(isFiltered ? "live.noneFound" : "live.empty")}
        rowHeight={isNarrow ? 56 : 44}
      />
      {menu && <ConversationMenu place={menu} onDialog={onDialog} onClose={() => setMenu(null)} />}
    </>
  );
}

function QueueName({ id }: { readonly id: QueueId }) {
  return useConsole((state) => state.desk.queues.get(id)?.name) ?? "–";
}
