/** The list at the left: mine with their state, and those that wait in my queues (ROUTE-01, ROUTE-06). */
import { missingFor } from "@rinnalla/core";
import type { ConversationSummary } from "@rinnalla/protocol";
import { useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Avatar } from "../../parts/avatar.tsx";
import { Left, Since, useNow } from "../../parts/duration.tsx";
import { Icon } from "../../parts/icon.tsx";
import { LongList } from "../../parts/long-list.tsx";
import { SkillsAsked } from "../../parts/skills-asked.tsx";
import { unreadCount } from "../../store/log.ts";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { openSession } from "../../store/view.ts";
import { CallBacks } from "./call-backs.tsx";
import { lastMessageOf } from "./last-message.ts";
import { sectionsOf } from "./sections.ts";

export function ConversationList() {
  const { t } = useWords();
  const desk = useConsole((state) => state.desk);
  const me = useConsole((state) => state.me.id);
  const sections = useMemo(() => sectionsOf(desk, me), [desk, me]);
  return (
    <section className="list" aria-labelledby="list-title">
      <header className="list-head">
        <h2 id="list-title" className="page-title">
          {t("list.title")}
        </h2>
      </header>
      {desk.isLoaded ? (
        <div className="list-body">
          <ListSection title={t("list.mine")} empty={t("list.mineEmpty")} rows={sections.mine} isQueue={false} />
          {sections.beside.length > 0 && (
            <ListSection title={t("list.beside")} empty="" rows={sections.beside} isQueue={false} />
          )}
          <ListSection title={t("list.queue")} empty={t("list.queueEmpty")} rows={sections.queue} isQueue />
          <CallBacks />
        </div>
      ) : (
        <ListLoading text={t("list.loading")} />
      )}
    </section>
  );
}

function ListLoading({ text }: { readonly text: string }) {
  return (
    <div className="list-body" role="status">
      <span className="visually-hidden">{text}</span>
      {[0, 1, 2].map((row) => (
        <div key={row} className="skeleton-row" aria-hidden="true">
          <span className="skeleton skeleton-round" />
          <span className="skeleton-lines">
            <span className="skeleton" />
            <span className="skeleton" />
          </span>
        </div>
      ))}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly ConversationSummary[];
  readonly isQueue: boolean;
}

function ListSection({ title, empty, rows, isQueue }: SectionProps) {
  return (
    <section className="list-section" aria-label={title}>
      <h3>
        {title} <span className="count">{rows.length}</span>
      </h3>
      {rows.length === 0 ? (
        <p className="list-empty">{empty}</p>
      ) : (
        <LongList rows={rows} rowId={idOf} draw={isQueue ? drawQueued : drawMine} scrollerSelector=".list-body" />
      )}
    </section>
  );
}

const idOf = ({ id }: ConversationSummary): string => id;
const drawMine = (row: ConversationSummary) => <MineRow row={row} />;
const drawQueued = (row: ConversationSummary) => <QueueRow row={row} />;

function MineRow({ row }: { readonly row: ConversationSummary }) {
  const { t } = useWords();
  const { state } = useRooms();
  const isOpen = useConsole((value) => value.view.active === row.id);
  const log = useConsole((value) => value.logs.get(row.id));
  const name = row.customerName ?? t("list.visitor");
  const unread = log ? unreadCount(log) : 0;
  const last = log ? lastMessageOf(log) : null;
  return (
    <Button
      className="row"
      aria-current={isOpen}
      onPress={() => state.update((value) => ({ ...value, view: openSession(value.view, row.id) }))}
    >
      <Avatar id={row.id} name={name} />
      <span className="row-text">
        <span className="row-line">
          <strong>{name}</strong>
          <Doing row={row} />
          {unread > 0 && (
            <span className="badge" aria-label={t("list.unread", { count: unread })}>
              {unread}
            </span>
          )}
        </span>
        <span className="row-line row-second">
          <StatusWord row={row} />
          {last && row.status !== "wrapUp" && (
            <span className="row-preview">{last.kind === "pin" ? t("message.pin") : last.text}</span>
          )}
        </span>
      </span>
    </Button>
  );
}

function QueueRow({ row }: { readonly row: ConversationSummary }) {
  return row.skills ? <SkilledRow row={row} /> : <PickRow row={row} isMissing={false} />;
}

/** What asks for a skill can be picked by who has it, and by anybody once it has waited for too long (ROUTE-01). */
function SkilledRow({ row }: { readonly row: ConversationSummary }) {
  const own = useConsole((state) => state.desk.agents.get(state.me.id)?.skillIds) ?? [];
  return <PickRow row={row} isMissing={missingFor(row, own, useNow()).length > 0} />;
}

function PickRow({ row, isMissing }: { readonly row: ConversationSummary; readonly isMissing: boolean }) {
  const { t } = useWords();
  const { ask, connection } = useRooms();
  const queue = useConsole((state) => state.desk.queues.get(row.call?.transfer?.queueId ?? row.queueId)?.name ?? "");
  const name = row.customerName ?? t("list.visitor");
  return (
    <div className="row row-queue">
      <Avatar id={row.id} name={name} />
      <span className="row-text">
        <span className="row-line">
          <strong>{name}</strong>
        </span>
        <span className="row-line row-second">
          <Icon name="clock" size={13} />
          {row.waitingSince !== null && <Since at={row.waitingSince} />}
          <span className="row-preview">{row.offer ? t("list.offered") : queue}</span>
          <SkillsAsked row={row} />
          <Doing row={row} />
        </span>
      </span>
      <Button
        className="button button-small"
        aria-label={t("list.pickNamed", { name })}
        isDisabled={row.offer !== null || isMissing}
        onPress={() => void ask(row.id, { type: "pickConversation", clientId: connection.clientId })}
      >
        {t("list.pick")}
      </Button>
    </div>
  );
}

export function Doing({ row }: { readonly row: ConversationSummary }) {
  const { t } = useWords();
  return (
    <>
      {row.call && (
        <span
          className="mark mark-call"
          data-phase={row.call.phase}
          role="img"
          aria-label={t(row.call.phase === "ringing" ? "list.ringing" : "list.inCall")}
        >
          <Icon name={row.call.mode === "video" ? "video" : "phone"} size={14} />
        </span>
      )}
      {row.visual && (
        <span className="mark mark-visual" role="img" aria-label={t(`visual.${row.visual.kind}`)}>
          <Icon name={row.visual.kind === "cobrowse" ? "cobrowse" : "computer"} size={14} />
        </span>
      )}
    </>
  );
}

export function StatusWord({ row }: { readonly row: ConversationSummary }) {
  const { t } = useWords();
  return (
    <span className="status" data-status={row.status}>
      {row.status === "wrapUp" && row.wrapUpUntil !== null ? (
        <>
          {t("list.wrapUp", { left: "" }).trim()} <Left until={row.wrapUpUntil} />
        </>
      ) : (
        t(row.status === "wrapUp" ? "wrapUp.title" : `list.${row.status}`)
      )}
    </span>
  );
}
