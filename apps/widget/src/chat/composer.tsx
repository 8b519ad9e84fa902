import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "./chat.ts";
import { Icon } from "./icon.tsx";

const typingStopsMs = 4_000;
/** On a touch screen the keyboard would come up by itself. */
const hasKeyboard = (): boolean => matchMedia("(hover: hover)").matches;

/** Enter sends, Shift+Enter is a new line. It answers and ends nothing else (CALL-04). The draft survives page loads. */
export function Composer({ chat }: { chat: Chat }) {
  const { t } = chat;
  const [text, setText] = useState(chat.keep.get("draft") ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (chat.isAttended && hasKeyboard()) field.current?.focus();
    return () => clearTimeout(typing.current);
  }, [chat]);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 140)}px`;
  }, [text]);

  const write = (value: string): void => {
    setText(value);
    chat.keep.set("draft", value || null);
    chat.setTyping(value !== "");
    clearTimeout(typing.current);
    typing.current = setTimeout(() => chat.setTyping(false), typingStopsMs);
  };
  const isEmpty = text.trim() === "" && !chat.extras?.hasFiles();
  const send = (): void => {
    if (isEmpty) return;
    chat.say(text);
    chat.extras?.send();
    clearTimeout(typing.current);
    setText("");
    chat.keep.set("draft", null);
    field.current?.focus();
  };

  return (
    <form
      class="foot composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {chat.extras?.composer()}
      <textarea
        ref={field}
        rows={1}
        maxLength={4000}
        aria-label={t("messageLabel")}
        placeholder={t("messagePlaceholder")}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button class="button square" type="submit" aria-label={t("send")} disabled={isEmpty}>
        <Icon name="send" />
      </button>
    </form>
  );
}
