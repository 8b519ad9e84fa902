/**
 * Around the conversation (CHAT-04): the form before it, what there is while closed, the place in the queue, survey and transcript after it.
 * Fetched when one of them is due.
 */
import type { Locale } from "@rinnalla/protocol";
import { screenOf } from "../chat/chat-state.ts";
import { Icon } from "../chat/icon.tsx";
import type { Part, PartHost } from "../chat/part.ts";
import css from "./around.css?inline";
import { ClosedScreen } from "./closed-screen.tsx";
import { EndedScreen } from "./ended-screen.tsx";
import { FormScreen } from "./form-screen.tsx";
import { LetterCard } from "./letter-card.tsx";
import { Place } from "./place.tsx";
import { aroundTexts } from "./texts/load.ts";

export function create({ chat, host, addStyle, redraw }: PartHost): Part {
  addStyle(css);
  const texts = aroundTexts(host.lang, redraw);
  const locale = host.lang as Locale;
  let isWriting = false;
  const setWriting = (is: boolean): void => {
    isWriting = is;
    redraw();
  };
  const mayWrite = (): boolean =>
    chat.state.isOpen && chat.state.me?.hasMail === true && chat.state.conversation?.agent != null;

  return {
    update() {
      if (!mayWrite()) isWriting = false;
    },
    takeSignal() {},
    around() {
      const t = texts();
      const { state } = chat;
      const screen = screenOf(state);
      if (!t) return screen === "start" ? <div class="start" /> : null;
      if (screen === "ended")
        return <EndedScreen chat={chat} t={t} locale={locale} onMail={mayWrite() ? () => setWriting(true) : null} />;
      if (screen === "conversation") return <Place state={state} t={t} />;
      const closed = state.me?.availability;
      if (closed && !closed.isOpen)
        return <ClosedScreen chat={chat} t={t} locale={locale} opensAt={closed.changesAt} />;
      const form = state.widget?.form ?? [];
      return form.length > 0 ? <FormScreen chat={chat} t={t} locale={locale} form={form} /> : null;
    },
    tool() {
      const t = mayWrite() && screenOf(chat.state) === "conversation" ? texts() : null;
      if (!t) return null;
      return (
        <button
          key="letter"
          type="button"
          class="plain square"
          aria-label={t("mail")}
          title={t("mail")}
          aria-expanded={isWriting}
          onClick={() => setWriting(!isWriting)}
        >
          <Icon name="mail" />
        </button>
      );
    },
    card() {
      const t = isWriting && mayWrite() ? texts() : null;
      return t && <LetterCard key="letter" chat={chat} t={t} onClose={() => setWriting(false)} />;
    },
  };
}
