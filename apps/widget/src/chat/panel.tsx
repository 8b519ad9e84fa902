/** The open chat: header, the line's state, then the screen that fits (start, conversation, ended). */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { hasAround, screenOf } from "./chat-state.ts";
import type { Chat } from "./chat.ts";
import { Composer } from "./composer.tsx";
import { Icon } from "./icon.tsx";
import { rememberOpen } from "./launcher.tsx";
import { MessageList } from "./message-list.tsx";
import { StartScreen } from "./start-screen.tsx";

export function Panel({ chat, tools, around }: { chat: Chat; tools: ComponentChildren; around: ComponentChildren }) {
  const { state, t } = chat;
  const [isEnding, setEnding] = useState(false);
  const screen = screenOf(state);
  useEffect(rememberOpen, []);
  const minimise = (): void => chat.minimise();
  return (
    <section
      class="panel"
      role="dialog"
      aria-label={state.widget?.organisation ?? t("chat")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        if (isEnding) setEnding(false);
        else minimise();
      }}
    >
      <header>
        <div class="who">
          <strong>{state.widget?.organisation}</strong>
          <span>{state.conversation?.agent?.name}</span>
        </div>
        {tools}
        {screen === "conversation" && state.conversation && (
          <button type="button" class="plain" aria-label={t("endConversation")} onClick={() => setEnding(true)}>
            {t("end")}
          </button>
        )}
        <button type="button" class="plain square" aria-label={t("minimise")} onClick={minimise}>
          <Icon name="down" />
        </button>
      </header>
      <LineState chat={chat} />
      {screen === "start" ? (
        hasAround(state) ? (
          around
        ) : (
          <StartScreen chat={chat} />
        )
      ) : (
        <>
          <MessageList chat={chat} />
          {around}
          {screen === "ended" ? null : isEnding ? (
            <Question text={t("endAsk")}>
              <button
                type="button"
                class="button danger"
                onClick={() => (setEnding(false), void chat.command({ type: "endConversation" }))}
              >
                {t("end")}
              </button>
              <button type="button" class="button quiet" ref={focusOnce} onClick={() => setEnding(false)}>
                {t("goOn")}
              </button>
            </Question>
          ) : (
            <Composer chat={chat} />
          )}
        </>
      )}
    </section>
  );
}

function LineState({ chat }: { chat: Chat }) {
  const { line } = chat.state;
  const text =
    line === "connecting" ? "connecting" : line === "offline" ? "offline" : line === "refused" ? "refused" : null;
  return (
    <div class={`line-state ${text ?? "none"}`} role="status">
      {text && <span>{chat.t(text)}</span>}
      {(text === "offline" || text === "refused") && (
        <button type="button" class="link" onClick={() => chat.retry()}>
          {chat.t("retry")}
        </button>
      )}
    </div>
  );
}

function Question({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <div class="foot question" role="group" aria-label={text}>
      <p>{text}</p>
      <div class="row">{children}</div>
    </div>
  );
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}
