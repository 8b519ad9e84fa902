import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "./chat.ts";

/** Before a conversation: name if wanted, and the first message. */
export function StartScreen({ chat }: { chat: Chat }) {
  const { t, state } = chat;
  const [name, setName] = useState("");
  const [message, setMessage] = useState(chat.keep.get("draft") ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (chat.isAttended) field.current?.focus();
  }, [chat]);
  const start = (): void => {
    if (message.trim() === "") return field.current?.focus();
    chat.keep.set("draft", null);
    chat.start({ name, message });
  };
  return (
    <form
      class="start"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <h2>{t("greeting")}</h2>
      <p>{t("greetingLine")}</p>
      {state.refusal && (
        <p class="notice" role="alert">
          {t("failed")}
        </p>
      )}
      <label>
        {t("nameLabel")}
        <input
          autocomplete="name"
          maxLength={80}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label>
        {t("messageLabel")}
        <textarea
          ref={field}
          rows={4}
          maxLength={4000}
          value={message}
          onInput={(event) => {
            setMessage(event.currentTarget.value);
            chat.keep.set("draft", event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            start();
          }}
        />
      </label>
      <button class="button" type="submit">
        {t("start")}
      </button>
    </form>
  );
}
