/**
 * The document in the call's own window: the call's part of the widget and nothing else of it. To the server it is one more of the
 * customer's pages, which rejoins the call that the page before it carried; here, the one that opened it (CALL-08).
 */
import { render } from "preact";
import { Chat } from "../../chat/chat.ts";
import css from "../../chat/chat.css?inline";
import { textOn } from "../../chat/contrast.ts";
import { agentName } from "../../chat/chat-state.ts";
import { createKeep } from "../../chat/keep.ts";
import { mount } from "../../chat/mount.ts";
import type { PartModule } from "../../chat/part.ts";
import { loadTexts, widgetLocale } from "../../texts/load.ts";
import { windowMarks } from "./marks.ts";
import windowCss from "./window.css?inline";

/** `partUrl`: the file of the call's part, which opened this window. */
export async function beginWindow(widgetId: string, partUrl: string): Promise<void> {
  const keep = createKeep(widgetId);
  const marks = windowMarks(widgetId);
  // A copy of the opener's, whose conversation and co-browse stay where they are.
  keep.set("visual", null);
  keep.set("outbox", null);
  keep.set("draft", null);
  keep.set("isOpen", false);
  const widget = keep.get("look");
  const locale = widgetLocale(document.documentElement.lang, navigator.languages, widget?.locales);
  const [t, { create }] = await Promise.all([
    loadTexts(locale, widget?.texts?.[locale]),
    import(/* @vite-ignore */ partUrl) as Promise<PartModule>,
  ]);
  const { host, root, addStyle, setColors } = mount();
  host.lang = locale;
  addStyle(css);
  addStyle(windowCss);
  if (widget) setColors(widget.color, textOn(widget.color));

  const server = new URL("..", import.meta.url).href;
  const chat = new Chat({ widgetId, server, keep, site: null, locale, t, widget });
  let hasCarried = false;
  const redraw = (): void => {
    document.title = t("callWith", { name: agentName(chat.state) });
    render(<main class="call-window">{part.card()}</main>, root);
  };
  const part = create({ chat, host, addStyle, redraw, takenUp: null, server });
  const changed = (): void => {
    part.update();
    const call = chat.state.conversation?.call;
    const isCarrying = call != null && call.phase !== "ended" && call.clients.customer === chat.clientId;
    if (isCarrying !== hasCarried) marks.window = isCarrying ? chat.clientId : null;
    // The call is over, or goes on in a page.
    if (hasCarried && !isCarrying) close();
    hasCarried = isCarrying;
    redraw();
  };
  chat.onSignal((notice) => part.takeSignal(notice));
  chat.subscribe(changed);
  changed();

  addEventListener("pagehide", () => {
    const kept = keep.get("call");
    if (!hasCarried || !kept) return;
    marks.window = null;
    marks.give(kept);
  });
}
