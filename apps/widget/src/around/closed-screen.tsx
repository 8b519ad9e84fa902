/** While closed: when it opens next, by the customer's own clock, and a message if the administrator lets one be left. */
import { newId, type Asked, type ConversationId, type Locale } from "@rinnalla/protocol";
import { useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { AroundT } from "./texts/load.ts";

interface Props {
  readonly chat: Chat;
  readonly t: AroundT;
  readonly locale: Locale;
  /** `null`: nobody knows. */
  readonly opensAt: number | null;
}

const shape = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

export function ClosedScreen({ chat, t, locale, opensAt }: Props) {
  const asked = chat.state.widget?.offlineMessage;
  const known = chat.state.me?.known ?? {};
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [message, setMessage] = useState(() => chat.keep.get("draft") ?? "");
  const [wasTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  /** Where the answer goes; empty: nowhere that we know of. `null`: not left yet. */
  const [leftFor, setLeftFor] = useState<string | null>(null);
  const opens = opensAt !== null && <p>{t("opens", { time: timeIn(locale, opensAt) })}</p>;
  if (leftFor !== null)
    return (
      <div class="start" role="status">
        <h2>{t("leftTitle")}</h2>
        {leftFor && <p>{t("leftLine", { email: leftFor })}</p>}
        {opens}
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            setLeftFor(null);
            setTried(false);
          }}
        >
          {t("leaveAgain")}
        </button>
      </div>
    );
  if (!asked)
    return (
      <div class="start">
        <h2>{t("closedTitle")}</h2>
        {opens}
      </div>
    );

  const isAsked = (what: Asked, said: string | undefined): boolean => what !== "no" && !said;
  const asksName = isAsked(asked.name, known.name);
  const asksEmail = isAsked(asked.email, known.email);
  const wrong = {
    name: asksName && asked.name === "required" && name.trim() === "",
    email: asksEmail && (email.trim() === "" ? asked.email === "required" : !shape.test(email.trim())),
    message: message.trim() === "",
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (wrong.name || wrong.email || wrong.message || isSending) return;
    setSending(true);
    const result = await chat.connect().command(newId<ConversationId>(), {
      type: "leaveMessage",
      ...chat.opening(),
      customerName: name.trim() || null,
      email: email.trim() || null,
      text: message.trim(),
    });
    setSending(false);
    setRefusal(result.ok ? null : result.code);
    if (!result.ok) return;
    chat.keep.set("draft", null);
    setMessage("");
    setLeftFor(known.email ?? email.trim());
  };
  const note = (is: boolean, text: "missing" | "notAnEmail") =>
    wasTried &&
    is && (
      <p class="notice" role="alert">
        {t(text)}
      </p>
    );
  const label = (text: string, what: Asked): string => (what === "required" ? text : t("optional", { label: text }));
  return (
    <form
      class="start"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{t("closedTitle")}</h2>
      {opens}
      <p>{t("leaveLine")}</p>
      {refusal !== null && (
        <p class="notice" role="alert">
          {refusal === "tooMany" ? t("tooMany") : chat.t("failed")}
        </p>
      )}
      {asksName && (
        <div class="field">
          <label>
            {label(t("leaveName"), asked.name)}
            <input
              autocomplete="name"
              maxLength={80}
              value={name}
              aria-invalid={wasTried && wrong.name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
          {note(wrong.name, "missing")}
        </div>
      )}
      {asksEmail && (
        <div class="field">
          <label>
            {label(t("leaveEmail"), asked.email)}
            <input
              type="email"
              autocomplete="email"
              maxLength={254}
              value={email}
              aria-invalid={wasTried && wrong.email}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          </label>
          {note(wrong.email, email.trim() === "" ? "missing" : "notAnEmail")}
        </div>
      )}
      <div class="field">
        <label>
          {chat.t("messageLabel")}
          <textarea
            rows={4}
            maxLength={4000}
            value={message}
            aria-invalid={wasTried && wrong.message}
            onInput={(event) => {
              setMessage(event.currentTarget.value);
              chat.keep.set("draft", event.currentTarget.value);
            }}
          />
        </label>
        {note(wrong.message, "missing")}
      </div>
      <button class="button" type="submit" disabled={isSending}>
        {t("leave")}
      </button>
    </form>
  );
}

/** Today by the time alone, within the week by the weekday, else by the date. */
function timeIn(locale: Locale, at: number): string {
  const now = new Date();
  const then = new Date(at);
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const isToday = now.toDateString() === then.toDateString();
  const isSoon = at - now.getTime() < 6 * 86_400_000;
  return then.toLocaleString(
    locale === "en" ? undefined : locale,
    isToday ? clock : isSoon ? { weekday: "long", ...clock } : { day: "numeric", month: "long", ...clock },
  );
}
