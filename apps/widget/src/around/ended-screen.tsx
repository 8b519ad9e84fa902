/** After the end: how it went (CSAT 1-5 with a comment), the transcript, another conversation (CHAT-04). */
import { useState } from "preact/hooks";
import type { Locale } from "@rinnalla/protocol";
import type { Chat } from "../chat/chat.ts";
import { Icon } from "../chat/icon.tsx";
import type { AroundT } from "./texts/load.ts";

type Score = 1 | 2 | 3 | 4 | 5;
const scores: readonly Score[] = [1, 2, 3, 4, 5];

interface Props {
  readonly chat: Chat;
  readonly t: AroundT;
  readonly locale: Locale;
  /** `null`: nothing can be sent. */
  readonly onMail: (() => void) | null;
}

export function EndedScreen({ chat, t, locale, onMail }: Props) {
  const { state } = chat;
  const isAsked = state.conversation?.terms.survey !== "off";
  const [hasFailed, setFailed] = useState(false);
  const download = async (): Promise<void> => {
    const file = await chat.transcript();
    setFailed(file === null);
    if (file) save(file, `${chat.t("chat")} ${state.widget?.organisation ?? ""}.txt`);
  };
  return (
    <div class="foot ended">
      {!isAsked ? null : state.conversation?.hasSurvey ? (
        <p class="thanks" role="status">
          {t("surveyThanks")}
        </p>
      ) : (
        <Survey chat={chat} t={t} locale={locale} />
      )}
      <div class="row">
        <button type="button" class="button quiet" onClick={() => void download()}>
          <Icon name="download" />
          {t("transcript")}
        </button>
        {onMail && (
          <button type="button" class="button quiet" onClick={onMail}>
            <Icon name="mail" />
            {t("mail")}
          </button>
        )}
        <button
          type="button"
          class={state.conversation?.hasSurvey || !isAsked ? "button" : "button quiet"}
          onClick={() => chat.startNew()}
        >
          {t("startNew")}
        </button>
      </div>
      {hasFailed && (
        <p class="notice" role="alert">
          {t("transcriptFailed")}
        </p>
      )}
    </div>
  );
}

function Survey({ chat, t, locale }: Omit<Props, "onMail">) {
  const question = chat.state.widget?.survey?.question?.[locale];
  const [score, setScore] = useState<Score | null>(null);
  const [comment, setComment] = useState("");
  const send = async (): Promise<void> => {
    if (score) await chat.command({ type: "answerSurvey", score, comment: comment.trim() || null });
  };
  return (
    <form
      class="survey"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset>
        <legend>{question || t("surveyTitle")}</legend>
        <div class="scores">
          {scores.map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="score"
                value={value}
                aria-label={t(`score${value}`)}
                checked={score === value}
                onChange={() => setScore(value)}
              />
              <span aria-hidden="true">{value}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {score && (
        <>
          <label>
            {t("surveyComment")}
            <textarea
              rows={2}
              maxLength={2000}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <button class="button" type="submit">
            {chat.t("send")}
          </button>
        </>
      )}
    </form>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
