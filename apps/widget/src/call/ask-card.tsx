/** What the customer can ask for, and what has become of it: a call now, a call-back, taken back, declined (CALL-10). */
import { useState } from "preact/hooks";
import { agentName, screenOf } from "../chat/chat-state.ts";
import type { Chat } from "../chat/chat.ts";
import { Icon } from "../chat/icon.tsx";
import type { CallT } from "./texts/load.ts";

interface Props {
  readonly chat: Chat;
  readonly t: CallT;
  /** The last request was declined just now. */
  readonly isDeclined: boolean;
  readonly onClose: () => void;
}

export function AskCard({ chat, t, isDeclined, onClose }: Props) {
  const [isLater, setLater] = useState(false);
  const { conversation } = chat.state;
  if (!conversation) return null;
  const { callRequest: request, callBack, terms } = conversation;
  const hasEnded = screenOf(chat.state) === "ended";
  const closing = (
    <button type="button" class="button quiet" onClick={onClose}>
      {t("close")}
    </button>
  );
  if (request)
    return (
      <section class="card asking" aria-label={t("askCall")}>
        <p role="status">
          <Icon name={request.mode === "video" ? "video" : "phone"} /> {t("asked")}
        </p>
        <button type="button" class="button quiet" onClick={() => void chat.command({ type: "cancelCallRequest" })}>
          {t("cancelAsked")}
        </button>
      </section>
    );
  if (callBack)
    return (
      <section class="card asking" aria-label={t("askCall")}>
        <p role="status">
          {callBack.wantedAt === null ? t("backSoon") : t("backAt", { time: clock(callBack.wantedAt) })}
        </p>
        <div class="row">
          <button type="button" class="button quiet" onClick={() => void chat.command({ type: "cancelCallBack" })}>
            {t("cancelBack")}
          </button>
          {closing}
        </div>
      </section>
    );
  if (isLater || hasEnded) return <LaterForm chat={chat} t={t} onClose={onClose} />;
  const ask = (mode: "voice" | "video") => (
    <button type="button" class="button" onClick={() => void chat.command({ type: "askCall", mode })}>
      <Icon name={mode === "video" ? "video" : "phone"} />
      {chat.t(mode === "video" ? "videoCall" : "voiceCall")}
    </button>
  );
  return (
    <section class="card asking" aria-label={t("askCall")}>
      {isDeclined ? (
        <p role="status">{t("askedDeclined", { name: agentName(chat.state) })}</p>
      ) : (
        <>
          <h2>{t("askTitle")}</h2>
          <p>{t("askLine")}</p>
          <div class="row">
            {ask("voice")}
            {terms.calls === "voiceAndVideo" && ask("video")}
          </div>
        </>
      )}
      <div class="row">
        <button type="button" class="button quiet" onClick={() => setLater(true)}>
          {t("callMeBack")}
        </button>
        {closing}
      </div>
    </section>
  );
}

function LaterForm({ chat, t, onClose }: Omit<Props, "isDeclined">) {
  const [hasFailed, setFailed] = useState(false);
  return (
    <form
      class="card asking"
      aria-label={t("askBack")}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const note = textOf(fields, "note");
        const at = Date.parse(textOf(fields, "when"));
        void chat
          .command({ type: "askCallBack", at: Number.isNaN(at) ? null : at, ...(note ? { note } : {}) })
          .then((isAsked) => setFailed(!isAsked));
      }}
    >
      <label>
        {t("backWhen")}
        <input type="datetime-local" name="when" />
      </label>
      <label>
        {t("backNote")}
        <textarea name="note" rows={2} maxLength={500} />
      </label>
      {hasFailed && (
        <p class="notice" role="alert">
          {chat.t("failed")}
        </p>
      )}
      <div class="row">
        <button type="submit" class="button">
          {t("askBack")}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          {t("close")}
        </button>
      </div>
    </form>
  );
}

function clock(at: number): string {
  return new Date(at).toLocaleString(document.documentElement.lang || undefined, {
    dateStyle: "medium",
    timeStyle: "short",
  });
}

/** What was written in a field; a form's entry could also be a file. */
function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}
