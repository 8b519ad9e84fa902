/** Enter sends, Shift+Enter breaks the line; a note stays among staff (CHAT-05). What is typed stays with its conversation. */
import { limits, type ConversationId } from "@rinnalla/protocol";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Icon } from "../../parts/icon.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";
import { keepDraft, readDraft } from "./drafts.ts";
import { QuickReplyList, useQuickReplies } from "./quick-reply-list.tsx";

interface Props {
  readonly id: ConversationId;
  readonly name: string;
  /** After the end only notes can be written. */
  readonly isEnded: boolean;
}

export function Composer({ id, name, isEnded }: Props) {
  const { t } = useWords();
  const { chat } = useRooms();
  const [text, setText] = useState(() => readDraft(id));
  const [isNoteChosen, setNote] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const isNote = isEnded || isNoteChosen;
  const tooMany = text.length - limits.messageChars;
  const replies = useQuickReplies({ id, name, text, area, onInsert: setText });

  useEffect(() => {
    keepDraft(id, text);
    const node = area.current;
    if (!node) return;
    node.style.blockSize = "auto";
    node.style.blockSize = `${Math.min(node.scrollHeight, 200)}px`;
  }, [id, text]);

  const send = (): void => {
    const message = text.trim();
    if (message === "" || tooMany > 0) return;
    chat.post(id, message, isNote ? "staff" : "all");
    setText("");
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (replies.takeKey(event)) return;
    // While an input method composes, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <div className="composer" data-is-note={isNote || undefined}>
      <QuickReplyList replies={replies} />
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={isNote ? t("composer.note") : t("composer.label")}
        aria-describedby={hintId}
        {...replies.areaProps}
        placeholder={isNote ? t("composer.notePlaceholder") : t("composer.placeholder", { name })}
        onChange={(event) => {
          setText(event.target.value);
          if (!isNote) chat.typing(id, event.target.value !== "");
        }}
        onBlur={() => chat.typing(id, false)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-row">
        <ToggleButton className="toggle" isSelected={isNote} isDisabled={isEnded} onChange={setNote}>
          <Icon name="note" size={16} />
          {t("composer.note")}
        </ToggleButton>
        <span id={hintId} className="composer-hint" data-is-over={tooMany > 0 || undefined}>
          {tooMany > 0 ? t("composer.tooLong", { count: tooMany }) : t("composer.keys")}
        </span>
        <Button
          className="button button-accent button-send"
          isDisabled={text.trim() === "" || tooMany > 0}
          onPress={send}
          aria-label={t("composer.send")}
        >
          <Icon name="send" size={16} />
        </Button>
      </div>
    </div>
  );
}
