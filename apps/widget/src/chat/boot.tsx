/** Entry of the chat's module: the loader calls `boot` once per page. */
import { render } from "preact";
import { announce, type ChatControls } from "../api/api.ts";
import type { BootOptions } from "../loader/loader.ts";
import { loadTexts, widgetLocale } from "../texts/load.ts";
import { App } from "./app.tsx";
import css from "./chat.css?inline";
import { Chat } from "./chat.ts";
import { textOn } from "./contrast.ts";
import { createKeep } from "./keep.ts";
import { mount } from "./mount.ts";
import { createParts } from "./parts.ts";
import { openSession } from "./session.ts";

export async function boot({ widgetId, server, takenUp, site }: BootOptions): Promise<ChatControls> {
  const keep = createKeep(widgetId);
  // It lived in this tab's last page: what it needs comes beside the texts, not after them. (A call is the loader's matter.)
  if (keep.get("visual")) void import("../visual/visual-part.tsx");
  const widget = keep.get("look") ?? (await openSession(server, widgetId, keep, site)).widget;
  const locale = widgetLocale(document.documentElement.lang, navigator.languages, widget.locales);
  const t = await loadTexts(locale, widget.texts?.[locale]);
  const { host, root, addStyle, setColors } = mount();
  host.lang = locale;
  addStyle(css);

  const chat = new Chat({ widgetId, server, keep, site, locale, t, widget, opened: takenUp?.socket });
  let color = "";
  let isDue = false;
  const redraw = (): void => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      if (chat.state.widget && chat.state.widget.color !== color) {
        color = chat.state.widget.color;
        setColors(color, textOn(color));
      }
      render(<App chat={chat} parts={parts.parts} />, root);
    });
  };
  const parts = createParts({ chat, host, addStyle, redraw, takenUp, server });
  const changed = (): void => {
    parts.update();
    redraw();
  };
  chat.subscribe(changed);
  changed();
  announce("ready", { widgetId });
  return chat;
}
