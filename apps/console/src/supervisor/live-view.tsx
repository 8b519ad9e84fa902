/** What goes on now, and the supervisor's hand in it (SUP-01, ROUTE-04). Loaded when it is first opened. */
import "./live-table.css";
import { agentRows, queueRows, type AgentRow, type QueueRow } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { useConsole, useWords } from "../store/use-console.ts";
import { AgentsPanel } from "./agents-panel.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { ToAgentDialog } from "../agent/participants/transfer-dialogs.tsx";
import { useFramed } from "../store/use-framed.ts";
import type { ConversationDialog, OnDialog } from "./conversation-menu.tsx";
import { ConversationTable } from "./conversation-table.tsx";
import { Figures } from "./figures-view.tsx";
import { ForceCloseDialog } from "./force-close-dialog.tsx";
import { QueueTable } from "./queue-table.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";

interface Asked {
  readonly dialog: ConversationDialog;
  readonly id: ConversationId;
}

export function LiveView() {
  const { t } = useWords();
  const isLoaded = useConsole((state) => state.desk.isLoaded);
  const isOnline = useConsole((state) => state.line.status === "online");
  const [asked, setAsked] = useState<Asked | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const ask = useCallback<OnDialog>((dialog, id, anchor) => {
    opener.current = anchor ?? null;
    setAsked({ dialog, id });
  }, []);
  const close = (): void => setAsked(null);
  useEffect(() => {
    if (asked || !opener.current) return;
    // The menu that it was chosen from is gone, so that the dialog itself has nowhere to give the focus back to.
    const back = opener.current.isConnected
      ? opener.current
      : document.querySelector<HTMLElement>(".live-row[tabindex='0']");
    back?.focus();
    opener.current = null;
  }, [asked]);
  return (
    <main className="live" aria-labelledby="live-title">
      <header className="live-head">
        <h2 id="live-title" className="page-title">
          {t("live.title")}
        </h2>
        {isLoaded && !isOnline && <span className="quiet live-stale">{t("live.stale")}</span>}
      </header>
      {isLoaded ? (
        <Loaded onDialog={ask} />
      ) : (
        <p className="quiet live-body" role="status">
          {t("list.loading")}
        </p>
      )}
      {asked && <AskedDialog {...asked} onClose={close} />}
    </main>
  );
}

function AskedDialog({ dialog, id, onClose }: Asked & { readonly onClose: () => void }) {
  const { t } = useWords();
  const current = useConsole((state) => state.desk.conversations.get(id));
  // Once it is gone the dialog says so, or its command is refused; what it was about stays the same.
  const [row] = useState(current);
  if (!row) return null;
  if (dialog === "assign") return <AssignDialog conversation={row} onClose={onClose} />;
  if (dialog === "toQueue") return <TransferDialog conversation={row} onClose={onClose} />;
  if (dialog === "close") return <ForceCloseDialog conversation={row} onClose={onClose} />;
  return <ToAgentDialog id={id} name={row.customerName ?? t("list.visitor")} onClose={onClose} />;
}

function Loaded({ onDialog }: { readonly onDialog: OnDialog }) {
  const { t } = useWords();
  const { queues, agents, conversations } = useFramed((state) => state.desk);
  const queueList = useSame(
    useMemo(() => queueRows(queues.values(), conversations.values(), agents.values()), [queues, conversations, agents]),
    ({ id }) => id,
  );
  const agentList = useSame(
    useMemo(() => agentRows(agents.values(), conversations.values()), [agents, conversations]),
    ({ agent }) => agent.id,
  );
  const ongoing = useMemo(
    () => [...conversations.values()].reduce((count, { status }) => count + Number(status !== "closed"), 0),
    [conversations],
  );
  return (
    <div className="live-body live-now">
      <Figures queues={queueList} agents={agentList} />
      <Tabs className="live-tabs" defaultSelectedKey="conversations">
        <TabList className="app-tabs live-tab-list" aria-label={t("live.title")}>
          <LiveTab id="conversations" text={t("live.ongoing")} count={ongoing} />
          <LiveTab id="queues" text={t("live.col.queues")} count={queueList.length} />
          <LiveTab id="agents" text={t("live.agents")} count={agentList.length} />
        </TabList>
        <TabPanel id="conversations" className="live-tab-panel">
          <ConversationTable onDialog={onDialog} />
        </TabPanel>
        <TabPanel id="queues" className="live-tab-panel">
          <QueueTable rows={queueList} />
        </TabPanel>
        <TabPanel id="agents" className="live-tab-panel">
          <AgentsPanel rows={agentList} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function LiveTab({ id, text, count }: { readonly id: string; readonly text: string; readonly count: number }) {
  return (
    <Tab id={id} className="app-tab">
      {text} <span className="count">{count}</span>
    </Tab>
  );
}

/** Rows that say the same stay the same objects, so that tables draw only what changed. */
function useSame<Row extends AgentRow | QueueRow>(rows: readonly Row[], idOf: (row: Row) => string): readonly Row[] {
  const kept = useRef(new Map<string, { readonly row: Row; readonly text: string }>());
  return useMemo(() => {
    const next = new Map<string, { readonly row: Row; readonly text: string }>();
    for (const row of rows) {
      const id = idOf(row);
      const text = JSON.stringify(row);
      const known = kept.current.get(id);
      next.set(id, known?.text === text ? known : { row, text });
    }
    kept.current = next;
    return [...next.values()].map(({ row }) => row);
    // `idOf` is the same question each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows]);
}
