/** The timeline as seen: follows the newest unless the agent has scrolled away. A list in a log: `<ol role="log">` fails axe. */
import type { ConversationId } from "@rinnalla/protocol";
import { splitLinks } from "@rinnalla/ui";
import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/icon.tsx";
import { useNow } from "../../parts/duration.tsx";
import type { Log } from "../../store/log.ts";
import { useConsole, useWords } from "../../store/use-console.ts";
import { duration } from "../../texts/words.ts";
import { CallQualityDetails } from "../call/call-quality-details.tsx";
import { LiveCallCard } from "../call/live-call-card.tsx";
import { RecordingCard } from "../call/recording-card.tsx";
import { AttachmentView } from "../files/attachment-view.tsx";
import { ReplayCard } from "../visual/replay/replay-card.tsx";
import type { ActionsItem, CallItem, LineItem, MessageItem, TimelineItem } from "./timeline-items.ts";
import { timelineOf } from "./timeline.ts";

const typingShownMs = 6_000;

export function Timeline({ log, name }: { readonly log: Log; readonly name: string }) {
  const { t } = useWords();
  const me = useConsole((state) => state.me.id);
  const agents = useConsole((state) => state.desk.agents);
  const queues = useConsole((state) => state.desk.queues);
  const items = useMemo(
    () =>
      timelineOf(log, {
        me,
        queueName: (id) => [...queues.values()].find((queue) => queue.id === id)?.name ?? "–",
        agentName: (id) => agents.get(id)?.name ?? t("role.agent"),
      }),
    [log, me, agents, queues, t],
  );
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [hasNew, setHasNew] = useState(false);
  const toEnd = (): void => {
    const node = box.current;
    if (node) node.scrollTop = node.scrollHeight;
    setHasNew(false);
  };
  useEffect(() => {
    const last = items.at(-1);
    const isOwn = last?.kind === "message" && last.from === "me" && last.delivery === "sending";
    if (isAtEnd.current || isOwn) toEnd();
    else setHasNew(true);
  }, [items]);

  return (
    <div className="timeline-frame">
      <div
        className="timeline"
        ref={box}
        role="log"
        aria-label={t("panel.timeline")}
        tabIndex={0}
        onScroll={(event) => {
          const node = event.currentTarget;
          isAtEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < 40;
          if (isAtEnd.current) setHasNew(false);
        }}
      >
        <ul>
          {items.map((item, index) => (
            <Fragment key={item.key}>
              <DayLine item={item} before={items[index - 1]} />
              <li className={`item item-${item.kind}`}>
                <ItemView item={item} name={name} id={log.id} />
              </li>
            </Fragment>
          ))}
        </ul>
        <LiveCallCard id={log.id} />
        {log.typingAt > 0 && <Typing at={log.typingAt} name={name} />}
        {log.asideTyping && <Typing at={log.asideTyping.at} name={log.asideTyping.name} isAside />}
      </div>
      {hasNew && (
        <Button className="new-messages" onPress={toEnd}>
          <Icon name="chevronDown" size={15} />
          {t("panel.newMessages")}
        </Button>
      )}
    </div>
  );
}

function Typing({
  at,
  name,
  isAside = false,
}: {
  readonly at: number;
  readonly name: string;
  readonly isAside?: boolean;
}) {
  const { t } = useWords();
  if (useNow() - at > typingShownMs) return null;
  return (
    <p className="typing" role="status">
      <span className="typing-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t(isAside ? "message.typingAside" : "message.typing", { name })}
    </p>
  );
}

function DayLine({ item, before }: { readonly item: TimelineItem; readonly before: TimelineItem | undefined }) {
  const { t, day } = useWords();
  const of = (at: number) => new Date(at).toDateString();
  if (before ? of(before.at) === of(item.at) : of(item.at) === new Date().toDateString()) return null;
  const isToday = of(item.at) === new Date().toDateString();
  const isYesterday = of(item.at) === new Date(Date.now() - 86_400_000).toDateString();
  return <li className="day">{isToday ? t("message.today") : isYesterday ? t("message.yesterday") : day(item.at)}</li>;
}

function ItemView({
  item,
  name,
  id,
}: {
  readonly item: TimelineItem;
  readonly name: string;
  readonly id: ConversationId;
}) {
  switch (item.kind) {
    case "message":
      return <MessageView item={item} name={name} conversationId={id} />;
    case "line":
      return <LineView item={item} name={name} />;
    case "call":
      return <CallView item={item} />;
    case "recording":
      return item.of === "cobrowse" ? <ReplayCard item={item} /> : <RecordingCard item={item} />;
    case "actions":
      return <ActionsView item={item} />;
  }
}

function MessageView({
  item,
  name,
  conversationId,
}: {
  readonly item: MessageItem;
  readonly name: string;
  readonly conversationId: ConversationId;
}) {
  const { t, time } = useWords();
  const sender =
    item.from === "me" ? t("message.you") : item.from === "customer" ? name : (item.name ?? t("role.agent"));
  return (
    <div
      className="message"
      data-from={item.from}
      data-is-note={item.isNote || undefined}
      data-is-aside={item.isAside || undefined}
      data-is-continued={item.isContinued || undefined}
    >
      <p className={item.isContinued ? "visually-hidden" : "message-head"}>
        <strong>{sender}</strong>
        {item.isNote && <span className="tag">{t("message.note")}</span>}
        {item.isAside && <span className="tag tag-aside">{t("message.aside")}</span>}
      </p>
      <div className="bubble">
        {item.isPin ? (
          <p className="pin-message">
            <Icon name="key" size={15} />
            <span className="visually-hidden">{t("message.pin")}</span> <PinText text={item.text} />
          </p>
        ) : item.attachment ? (
          <AttachmentView conversationId={conversationId} attachment={item.attachment} name={item.text} />
        ) : (
          <p>
            <Words text={item.text} />
          </p>
        )}
      </div>
      <p className="message-foot">
        <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
        {item.delivery && (
          <span className="delivery" data-delivery={item.delivery} title={t(`message.${item.delivery}`)}>
            {item.delivery !== "sending" && (
              <Icon
                name={item.delivery === "refused" ? "alert" : item.delivery === "sent" ? "check" : "checkTwo"}
                size={14}
              />
            )}
            <span
              className={
                item.delivery === "refused" || item.delivery === "sending" || item.delivery === "read"
                  ? ""
                  : "visually-hidden"
              }
            >
              {t(`message.${item.delivery}`)}
            </span>
          </span>
        )}
      </p>
      {item.refusal && <p className="message-refusal">{t(`error.${item.refusal}`)}</p>}
    </div>
  );
}

/** Plain text, with its links as links. */
function Words({ text }: { readonly text: string }) {
  return splitLinks(text).map((part, index) =>
    part.kind === "link" ? (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ) : (
      <Fragment key={index}>{part.text}</Fragment>
    ),
  );
}

/** A PIN, a provider's link, or the one above the other (VIS-02). */
function PinText({ text }: { readonly text: string }) {
  return (
    <span className="pin-words">
      {text.split("\n").map((line) =>
        /^https?:/.test(line) ? (
          <Words key={line} text={line} />
        ) : (
          <b key={line} className="figures">
            {line}
          </b>
        ),
      )}
    </span>
  );
}

function LineView({ item, name }: { readonly item: LineItem; readonly name: string }) {
  const { t, time, dateTime } = useWords();
  const isSameDay = item.until !== null && new Date(item.until).toDateString() === new Date(item.at).toDateString();
  const isNamed = item.by?.kind === "agent" || item.by?.kind === "provider";
  const by = isNamed ? item.by.name : item.by?.kind === "customer" ? name : "Rinnalla";
  const values = {
    by,
    ...item.values,
    ...(item.visualKind ? { kind: t(`visual.${item.visualKind}`) } : {}),
    ...(item.mode ? { mode: t(`call.${item.mode}`) } : {}),
    ...(item.until ? { time: isSameDay ? time(item.until) : dateTime(item.until) } : {}),
  };
  return (
    <p className="line" data-tone={item.tone}>
      <span>{t(item.text, values)}</span>
      <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
    </p>
  );
}

function CallView({ item }: { readonly item: CallItem }) {
  const { t, time } = useWords();
  const wasConnected = item.lengthMs > 0;
  return (
    <div className="event-card" data-tone={wasConnected ? "plain" : "bad"}>
      <span className="event-icon">
        <Icon name={wasConnected ? (item.mode === "video" ? "video" : "phone") : "phoneEnd"} size={17} />
      </span>
      <div className="grow">
        <strong>{t(`call.${item.mode}`)}</strong>
        <p>
          {t(item.text, { agent: item.agentName })}
          {wasConnected && <> · {t("call.length", { time: duration(item.lengthMs) })}</>}
        </p>
        <CallQualityDetails quality={item.quality} />
      </div>
      <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
    </div>
  );
}

function ActionsView({ item }: { readonly item: ActionsItem }) {
  const { t, time } = useWords();
  return (
    <details className="actions">
      <summary>
        <Icon name="control" size={14} />
        {t("visual.acted", { by: item.agentName, count: item.actions.length })}
        <time dateTime={new Date(item.at).toISOString()}>{time(item.at)}</time>
      </summary>
      <ul>
        {item.actions.map((one, index) => (
          <li key={index}>{t(`visual.action.${one.action}`, { label: one.label })}</li>
        ))}
      </ul>
    </details>
  );
}
