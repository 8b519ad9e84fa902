/** The whole of the widget: dock (cards, panel or launcher) and the bars of the parts. */
import type { ComponentChildren } from "preact";
import type { Chat } from "./chat.ts";
import { Launcher } from "./launcher.tsx";
import { Panel } from "./panel.tsx";
import type { Part } from "./part.ts";

export function App({ chat, parts }: { chat: Chat; parts: readonly Part[] }) {
  const { state, t } = chat;
  const bars: ComponentChildren[] = parts.map((part) => part.bar?.());
  const unread = chat.unread;
  return (
    <>
      {bars}
      <section class={`dock${state.isOpen ? " open" : ""}`} aria-label={t("chat")}>
        {parts.map((part) => part.card())}
        {state.isOpen ? (
          <Panel chat={chat} tools={parts.map((part) => part.tool?.())} around={parts.map((part) => part.around?.())} />
        ) : (
          <Launcher chat={chat} unread={unread} />
        )}
        <div class="unseen" role="status">
          {!state.isOpen && unread > 0 && (unread === 1 ? t("unreadOne") : t("unreadMany", { count: unread }))}
        </div>
      </section>
    </>
  );
}
