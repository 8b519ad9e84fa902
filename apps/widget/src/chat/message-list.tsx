/** The log as the customer reads it. A `ul` inside `role="log"`, since a list that is itself a log fails screen readers. */
import { splitLinks } from "@rinnalla/ui";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { agentName } from "./chat-state.ts";
import type { Chat } from "./chat.ts";
import { Icon, type IconName } from "./icon.tsx";
import { timeline, type Message, type Progress } from "./timeline.ts";

export function MessageList({ chat }: { chat: Chat }) {
  const { state, t } = chat;
  const items = useMemo(
    () => timeline(state.events, state.own, state.marks, t),
    [state.events, state.own, state.marks, t],
  );
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const top = useRef(0);
  const count = items.length;
  const lastIsOwn = items.at(-1)?.kind === "message" && (items.at(-1) as Message).side === "customer";
  useLayoutEffect(() => {
    if (log.current && (isAtEnd.current || lastIsOwn)) log.current.scrollTop = log.current.scrollHeight;
  }, [count, lastIsOwn, state.isAgentTyping]);
  useEffect(() => {
    const element = log.current;
    if (!element) return;
    // A card above takes room: the end stays in sight.
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  // Only the last of the customer's messages says in words how far it came; the others show it by their mark.
  const lastOwn = items.findLast((item) => item.kind === "message" && item.side === "customer");
  return (
    <div
      class="log"
      role="log"
      aria-label={t("messages")}
      tabIndex={0}
      ref={log}
      onScroll={({ currentTarget: element }) => {
        const { scrollTop } = element;
        // Only who scrolls up leaves the end: the event of our own scroll may come after a card took more room.
        if (element.scrollHeight - scrollTop - element.clientHeight < 60) isAtEnd.current = true;
        else if (scrollTop < top.current) isAtEnd.current = false;
        top.current = scrollTop;
      }}
    >
      <ul>
        {items.map((item) =>
          item.kind === "line" ? (
            <li key={item.key} class="line">
              {item.text}
            </li>
          ) : (
            <MessageItem key={item.key} chat={chat} message={item} isLast={item === lastOwn} />
          ),
        )}
      </ul>
      {state.isAgentTyping && (
        <p class="typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t("typing", { name: agentName(state) })}
        </p>
      )}
    </div>
  );
}

const marks: Readonly<Record<Progress, IconName>> = {
  sending: "clock",
  failed: "alert",
  sent: "check",
  delivered: "checkTwo",
  read: "checkTwo",
};

function MessageItem({ chat, message, isLast }: { chat: Chat; message: Message; isLast: boolean }) {
  const { t } = chat;
  const { progress } = message;
  return (
    <li class={`message ${message.side}${message.isFirst ? " first" : ""}`}>
      <span class={message.isFirst && message.side === "agent" ? "name" : "unseen"}>{message.name}</span>
      <div class="bubble">
        {chat.extras?.bubble(message) ??
          splitLinks(message.text).map((part, at) =>
            part.kind === "link" ? (
              <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
      </div>
      <span class={`meta ${progress ?? ""}`}>
        {message.at !== null && <time dateTime={new Date(message.at).toISOString()}>{clock(message.at)}</time>}
        {progress && <Icon name={marks[progress]} />}
        {progress && (
          <span class={isLast || progress === "failed" ? "" : "unseen"}>
            {t(progress === "failed" ? "notSent" : progress)}
          </span>
        )}
        {progress === "failed" && (
          <button type="button" class="link" onClick={() => chat.say(message.text, message.messageId)}>
            {t("retry")}
          </button>
        )}
      </span>
    </li>
  );
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString(document.documentElement.lang || undefined, {
    hour: "2-digit",
    minute: "2-digit",
  });
}
