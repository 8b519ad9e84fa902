/** The customer asks for a call, now or later (CALL-10): fetched when the widget's administrator lets customers ask. */
import type { Part, PartHost } from "../chat/part.ts";
import { screenOf } from "../chat/chat-state.ts";
import { Icon } from "../chat/icon.tsx";
import { AskCard } from "./ask-card.tsx";
import css from "./ask.css?inline";
import { callTexts } from "./texts/load.ts";

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = callTexts(host.lang, redraw);
  let isOpen = false;
  /** The answer that was put away. */
  let seenSeq = 0;

  /** The latest word on a request, if it was a refusal that has not been put away. */
  const declinedSeq = (): number => {
    const last = chat.state.events.findLast(
      ({ event }) =>
        event.type === "callRequested" || event.type === "callRequestEnded" || event.type === "callBackAsked",
    );
    return last?.event.type === "callRequestEnded" && last.event.because === "declined" ? last.seq : 0;
  };

  const isLive = (): boolean => {
    const call = chat.state.conversation?.call;
    return call != null && call.phase !== "ended";
  };
  const mayAsk = (): boolean => {
    const { conversation, isOpen: isPanelOpen } = chat.state;
    return isPanelOpen && conversation !== null && screenOf(chat.state) !== "start" && !isLive();
  };
  const setOpen = (open: boolean): void => {
    isOpen = open;
    seenSeq = Math.max(seenSeq, declinedSeq());
    redraw();
  };

  return {
    update() {
      // The call is here: what was asked has been answered.
      if (isLive()) isOpen = false;
    },
    takeSignal() {},
    tool() {
      const t = mayAsk() ? texts() : null;
      if (!t) return null;
      return (
        <button
          key="ask"
          type="button"
          class="plain square"
          aria-label={t("askCall")}
          title={t("askCall")}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="phone" />
        </button>
      );
    },
    card() {
      const t = mayAsk() ? texts() : null;
      const isDeclined = declinedSeq() > seenSeq;
      const isAsked = chat.state.conversation?.callRequest != null;
      if (!t || !(isOpen || isAsked || isDeclined)) return null;
      return <AskCard key="ask" chat={chat} t={t} isDeclined={isDeclined} onClose={() => setOpen(false)} />;
    },
  };
}
