/**
 * The invitation that comes without being asked for (CHAT-07): fetched where the widget has rules for one and no conversation is on. When
 * one is due by core's rule the line is opened, to hear whether anybody is there. It takes no focus, moves nothing and closes by itself.
 */
import { dueInvite, inviteShownMs } from "@rinnalla/core";
import type { Locale, ProactiveRule } from "@rinnalla/protocol";
import { announce } from "../api/api.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { textsLater } from "../texts/load.ts";
import { InviteMemory } from "./invite-memory.ts";
import css from "./proactive.css?inline";
import type { InviteTextKey } from "./texts/en.ts";

const lookEveryMs = 500;

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = textsLater<InviteTextKey>(
    () =>
      host.lang === "fi"
        ? import("./texts/fi.ts")
        : host.lang === "sv"
          ? import("./texts/sv.ts")
          : import("./texts/en.ts"),
    redraw,
  );
  const memory = new InviteMemory(chat.widgetId);
  let seenMs = 0;
  let scrolledPercent = 0;
  let shown: ProactiveRule | null = null;
  let closing: ReturnType<typeof setTimeout> | undefined;
  /** Null: the server has not said yet. */
  let isOpen: boolean | null = null;
  let isListening = false;

  const due = (open: boolean): ProactiveRule | null => {
    return dueInvite(chat.state.widget?.proactive ?? [], {
      page: location.host + location.pathname,
      seenMs,
      scrolledPercent,
      isChatOpen: chat.state.isOpen,
      hasConversation: chat.state.conversationId !== null,
      isOpen: open,
      wasInvited: memory.wasInvited,
      shownAt: memory.shownAt,
      now: Date.now(),
    });
  };
  const end = (how: "accepted" | "dismissed" | "expired" | "left"): void => {
    if (!shown) return;
    announce("proactive", { rule: shown.id, what: how });
    shown = null;
    clearTimeout(closing);
    redraw();
  };
  const look = (): void => {
    if (document.visibilityState !== "visible") return;
    seenMs += lookEveryMs;
    const room = document.documentElement.scrollHeight - innerHeight;
    // A page without anything to scroll is seen whole.
    scrolledPercent = Math.max(scrolledPercent, room <= 0 ? 100 : Math.round((scrollY / room) * 100));
    if (shown || !due(true)) return;
    if (!isListening) {
      isListening = true;
      chat.connect().subscribe((notice) => {
        if (notice.t === "welcome" && notice.me.realm === "visitor") isOpen = notice.me.availability?.isOpen ?? true;
        if (notice.t === "availability") isOpen = notice.availability.isOpen;
      });
    }
    const rule = due(isOpen === true);
    if (!rule || !texts()) return;
    shown = rule;
    memory.remember(rule.id, Date.now());
    closing = setTimeout(() => end("expired"), inviteShownMs);
    announce("proactive", { rule: rule.id, what: "shown" });
    redraw();
  };
  setInterval(look, lookEveryMs);

  return {
    update() {
      if (chat.state.isOpen || chat.state.conversationId) end("left");
    },
    takeSignal() {},
    card() {
      const t = texts();
      if (!shown || !t) return null;
      const text = shown.texts[host.lang as Locale] ?? Object.values(shown.texts)[0] ?? "";
      return (
        <section
          key="invite"
          class="card invite"
          aria-label={t("invitation")}
          onKeyDown={(event) => event.key === "Escape" && end("dismissed")}
        >
          <p role="status">{text}</p>
          <div class="row">
            <button
              type="button"
              class="button"
              onClick={() => {
                end("accepted");
                chat.open();
              }}
            >
              {t("accept")}
            </button>
            <button type="button" class="button quiet" onClick={() => end("dismissed")}>
              {t("decline")}
            </button>
          </div>
        </section>
      );
    },
  };
}
