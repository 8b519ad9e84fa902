/**
 * The call in a window of its own, on the site's pages (CALL-08): offered where page loads would interrupt it, opened on the customer's
 * click, shown as being there, and taken back when it closes. The window is an empty document of the site's own origin, which this
 * same file then fills: what the page's policy lets run here runs there.
 */
import type { ComponentChildren } from "preact";
import { agentName } from "../../chat/chat-state.ts";
import type { PartHost } from "../../chat/part.ts";
import type { CallLeg } from "../call-leg.ts";
import { callTexts } from "../texts/load.ts";
import { windowMarks, windowName } from "./marks.ts";
import { beginWindow } from "./window-page.tsx";

export interface OwnWindow {
  /** Beside the call's card. */
  offer(): ComponentChildren;
  /** In place of it, while another page carries the call. */
  elsewhere(): ComponentChildren;
}

const look = "popup,width=400,height=560";
const ours = /^rinnalla-call-(.+)$/.exec(window.name)?.[1];
const tag = document.querySelector<HTMLScriptElement>("script[data-part]");
if (ours && tag && location.href === "about:blank") void beginWindow(ours, tag.dataset["part"]!);

function fill(
  { document, trustedTypes }: Window & { trustedTypes?: TrustedTypes },
  partUrl: string,
  lang: string,
): void {
  const script = document.createElement("script");
  const url = import.meta.url;
  const policy = trustedTypes?.createPolicy("rinnalla", { createScriptURL: (its) => its });
  document.documentElement.lang = lang;
  // An empty document is as wide on a phone as a desk's screen.
  const viewport = document.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  document.head.append(viewport);
  script.type = "module";
  script.dataset["part"] = partUrl;
  script.src = (policy?.createScriptURL(url) as string | undefined) ?? url;
  document.head.append(script);
}

/** Where a page asks for it, an address becomes a script's only through a policy (embed guide). */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

export function createOwnWindow({ chat, host, redraw }: PartHost, leg: CallLeg, partUrl: string): OwnWindow {
  const marks = windowMarks(chat.widgetId);
  const texts = callTexts(host.lang, redraw);
  const name = windowName(chat.widgetId);
  let isBlocked = false;
  marks.onChange(redraw);

  function openWindow(): void {
    const opened = window.open("", name, look);
    try {
      if (opened) fill(opened, partUrl, host.lang);
      isBlocked = !opened;
      marks.opened = leg.call?.id ?? null;
    } catch {
      // The page's policy lets no script of ours in.
      opened?.close();
      isBlocked = true;
    }
    redraw();
  }

  function show(): void {
    const opened = window.open("", name, look);
    if (opened?.document.querySelector("rinnalla-widget")) return opened.focus();
    // Out of this tab's reach, or gone without a word.
    opened?.close();
    leg.takeHere();
  }

  /** A page that was being loaded when the window closed finds the call here. */
  function takeBack(): void {
    const call = leg.call;
    const given = call && marks.opened === call.id ? marks.take(call.id) : null;
    if (given) leg.takeHere(given);
  }

  return {
    offer() {
      const t = texts();
      return (
        t && (
          <div class="card own-window" key="own-window">
            <button type="button" class="button quiet wide" onClick={openWindow}>
              {t("ownWindow")}
            </button>
            <p class="help" role={isBlocked ? "alert" : undefined}>
              {t(isBlocked ? "ownWindowBlocked" : "ownWindowWhy")}
            </p>
          </div>
        )
      );
    },
    elsewhere() {
      queueMicrotask(takeBack);
      const t = texts();
      if (!t) return null;
      const isInWindow = leg.call?.clients.customer === marks.window;
      return (
        <section
          key="call"
          class="card call-elsewhere"
          aria-label={chat.t("callWith", { name: agentName(chat.state) })}
        >
          <p role="status">{t(isInWindow ? "inOwnWindow" : "elsewhere")}</p>
          {isInWindow && (
            <button type="button" class="button" onClick={show}>
              {t("showWindow")}
            </button>
          )}
          <button type="button" class="button quiet" onClick={() => leg.takeHere()}>
            {t("takeHere")}
          </button>
        </section>
      );
    },
  };
}
