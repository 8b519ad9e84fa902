/** The conversation by e-mail, to an address that the customer types. */
import { newId, type MailId } from "@rinnalla/protocol";
import { useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { AroundT } from "./texts/load.ts";

export function LetterCard({ chat, t, onClose }: { chat: Chat; t: AroundT; onClose: () => void }) {
  const [address, setAddress] = useState(chat.state.me?.known?.email ?? "");
  const [wasTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [mailId, setMailId] = useState<MailId | null>(null);
  const isGood = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(address.trim());
  const last = chat.state.events.findLast(({ event }) => "mailId" in event && event.mailId === mailId)?.event;
  const send = async (): Promise<void> => {
    setTried(true);
    if (!isGood) return;
    const id = newId<MailId>();
    setMailId(id);
    const { conversationId } = chat.state;
    if (!conversationId) return;
    const result = await chat
      .connect()
      .command(conversationId, { type: "mailTranscript", mailId: id, address: address.trim() });
    setRefusal(result.ok ? null : result.code);
  };
  const close = (
    <button type="button" class="button quiet" onClick={onClose}>
      {t("mailClose")}
    </button>
  );
  if (last && last.type !== "transcriptMailFailed")
    return (
      <section class="card letter" aria-label={t("mail")}>
        <p role="status">
          {last.type === "transcriptMailed" ? t("mailSent") : t("mailAsked", { address: address.trim() })}
        </p>
        {close}
      </section>
    );
  const problem = refusal
    ? refusal === "mailSpent"
      ? t("mailSpent")
      : refusal === "tooMany"
        ? t("tooMany")
        : chat.t("failed")
    : last
      ? t("mailFailed")
      : wasTried && !isGood
        ? t("notAnEmail")
        : null;
  return (
    <form
      class="card letter"
      aria-label={t("mail")}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        {t("mailAddress")}
        <input
          type="email"
          autocomplete="email"
          maxLength={254}
          value={address}
          aria-invalid={problem !== null}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      {problem !== null && (
        <p class="notice" role="alert">
          {problem}
        </p>
      )}
      <div class="row">
        <button type="submit" class="button">
          {t("mailSend")}
        </button>
        {close}
      </div>
    </form>
  );
}
