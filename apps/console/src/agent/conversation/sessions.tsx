/** Session tabs across the top: one for each conversation that is mine or open. Below: its app tabs and its panel. */
import type { ConversationId } from "@rinnalla/protocol";
import { useMemo } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { Avatar } from "../../parts/avatar.tsx";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { unreadCount } from "../../store/log.ts";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { closeSession, isBeside, openSession } from "../../store/view.ts";
import { Doing } from "../inbox/conversation-list.tsx";
import { AppTabs } from "./app-tabs.tsx";
import { useCustomerName } from "./customer-name.ts";
import { Panel } from "./panel.tsx";

export function Sessions() {
  const { t } = useWords();
  const { state } = useRooms();
  const sessions = useConsole((value) => value.view.sessions);
  const active = useConsole((value) => value.view.active);
  if (active === null) return <NothingOpen />;
  return (
    <Tabs
      className="sessions"
      selectedKey={active}
      onSelectionChange={(key) => {
        const id = key as ConversationId;
        if (id !== state.get().view.active) state.update((value) => ({ ...value, view: openSession(value.view, id) }));
      }}
    >
      <div className="sessions-bar">
        <TabList className="session-tabs" aria-label={t("sessions.label")}>
          {sessions.map((id) => (
            <SessionTab key={id} id={id} />
          ))}
        </TabList>
        <CloseActive id={active} />
      </div>
      {sessions.map((id) => (
        <TabPanel key={id} id={id} className="session">
          <div className="session-main">
            <AppTabs id={id} />
          </div>
          <Panel id={id} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function SessionTab({ id }: { readonly id: ConversationId }) {
  const name = useCustomerName(id);
  const row = useConsole((state) => state.desk.conversations.get(id));
  const log = useConsole((state) => state.logs.get(id));
  const isActive = useConsole((state) => state.view.active === id);
  const unread = useMemo(() => (log ? unreadCount(log) : 0), [log]);
  return (
    <Tab id={id} className="session-tab" data-status={row?.status ?? log?.state?.status}>
      <Avatar id={id} name={name} size="s" />
      <span className="session-name">{name}</span>
      {row && <Doing row={row} />}
      {unread > 0 && !isActive && <span className="badge">{unread}</span>}
    </Tab>
  );
}

/** A tab can be closed once the conversation is not mine, or no longer. */
function CloseActive({ id }: { readonly id: ConversationId }) {
  const { t } = useWords();
  const { state, connection } = useRooms();
  const name = useCustomerName(id);
  const isBesideMe = useConsole((value) => {
    const row = value.desk.conversations.get(id);
    return row !== undefined && isBeside(row, value.me.id);
  });
  const isHeld = useConsole((value) => {
    const row = value.desk.conversations.get(id);
    return row !== undefined && row.agentId === value.me.id && row.status !== "closed";
  });
  if (isHeld) return null;
  return (
    <IconButton
      icon="close"
      size={15}
      label={t("sessions.closeTab", { name })}
      onPress={() => {
        if (isBesideMe) void connection.command(id, { type: "leaveConversation" });
        state.update((value) => ({ ...value, view: closeSession(value.view, id) }));
      }}
    />
  );
}

function NothingOpen() {
  const { t } = useWords();
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name="inbox" size={28} />
      </span>
      <h2>{t("empty.title")}</h2>
      <p>{t("empty.text")}</p>
    </div>
  );
}
