/**
 * News of the conversation while nobody looks (CHAT-10): the title flashes with how many are unread, a short sound that the customer has allowed by
 * using the chat on this page, and a notification on the desktop where the visitor has allowed the site some already; we never ask. One tab
 * tells one message, and none does that the customer has read in another. The customer's switch holds for all tabs and visits.
 */
import { chime, claimOnce } from "@rinnalla/ui";
import { screenOf } from "../chat/chat-state.ts";
import type { Part, PartHost } from "../chat/part.ts";
import { textsLater } from "../texts/load.ts";
import { FlashingTitle } from "./flashing-title.ts";
import css from "./notify.css?inline";
import type { NotifyTextKey } from "./texts/en.ts";

/** So long another tab, in which it is in view, has to say that it was read. */
const settleMs = 300;

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = textsLater<NotifyTextKey>(
    () =>
      host.lang === "fi"
        ? import("./texts/fi.ts")
        : host.lang === "sv"
          ? import("./texts/sv.ts")
          : import("./texts/en.ts"),
    redraw,
  );
  const title = new FlashingTitle();
  let isQuiet = chat.keep.get("isQuiet") === true;
  let heard = chat.unread;
  let lastSeq = chat.state.conversation?.version ?? 0;
  let onDesktop: Notification | null = null;

  const words = (): string => {
    const { unread } = chat;
    return unread === 1 ? chat.t("unreadOne") : chat.t("unreadMany", { count: unread });
  };
  const tell = async (name: string): Promise<void> => {
    await new Promise((settle) => setTimeout(settle, settleMs));
    if (chat.unread === 0 || chat.keep.get("isQuiet") === true) return;
    // A page that nobody has touched may not sound: perhaps another tab may.
    if (navigator.userActivation?.hasBeenActive !== false && (await claimOnce(`${name} sound`))) chime();
    if (!isOutOfSight() || !mayShow() || !(await claimOnce(`${name} desktop`))) return;
    try {
      // What was written stays in the chat: a locked screen shows this to anybody.
      const shown = new Notification(chat.state.widget?.organisation ?? "", {
        body: words(),
        tag: chat.widgetId,
        silent: true,
      });
      shown.onclick = () => {
        window.focus();
        shown.close();
        chat.open();
      };
      onDesktop = shown;
    } catch {
      // Chromium on Android has the permission but not the constructor.
    }
  };
  const update = (): void => {
    const { unread } = chat;
    const seq = chat.state.conversation?.version ?? 0;
    if (unread > heard && seq > lastSeq) void tell(`rinnalla ${chat.state.conversationId} ${seq}`);
    heard = unread;
    lastSeq = Math.max(lastSeq, seq);
    title.show(unread > 0 && document.visibilityState === "hidden" ? `(${unread}) ${words()}` : null);
    if (unread > 0) return;
    onDesktop?.close();
    onDesktop = null;
  };
  document.addEventListener("visibilitychange", update);
  addEventListener("storage", ({ key }) => {
    if (!key?.startsWith("rinnalla.isQuiet")) return;
    isQuiet = chat.keep.get("isQuiet") === true;
    redraw();
  });
  return {
    update,
    takeSignal() {},
    card: () => null,
    tool() {
      const t = screenOf(chat.state) === "conversation" ? texts() : null;
      if (!t) return null;
      return (
        <button
          key="sound"
          type="button"
          class="plain square"
          aria-pressed={!isQuiet}
          aria-label={t("sound")}
          title={t(isQuiet ? "soundOff" : "soundOn")}
          onClick={() => {
            isQuiet = !isQuiet;
            chat.keep.set("isQuiet", isQuiet || null);
            if (!isQuiet) chime();
            redraw();
          }}
        >
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d={`${bell}${isQuiet ? struck : ""}`} />
          </svg>
        </button>
      );
    },
  };
}

const bell = "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4";
const struck = "M3.5 3.5l17 17";

function isOutOfSight(): boolean {
  return document.visibilityState === "hidden" || !document.hasFocus();
}

function mayShow(): boolean {
  return "Notification" in window && Notification.permission === "granted";
}
