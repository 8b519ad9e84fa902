/** Enter sends, Shift+Enter breaks the line; a note stays among staff (CHAT-05). What is typed stays with its conversation. */
import { acceptOf } from "@rinnalla/core";
import { limits, type Audience, type ConversationId } from "@rinnalla/protocol";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useRooms, useWords } from "../../store/use-console.ts";
import { EmojiButton } from "../files/emoji-button.tsx";
import { UploadList, useUploads } from "../files/upload-list.tsx";
import { keepDraft, readDraft } from "./drafts.ts";
import { QuickReplyList, useQuickReplies } from "./quick-reply-list.tsx";

const labels = { all: "composer.label", consult: "composer.aside", staff: "composer.note" } as const;
const placeholders = {
  all: "composer.placeholder",
  consult: "composer.asidePlaceholder",
  staff: "composer.notePlaceholder",
} as const;

interface Props {
  readonly id: ConversationId;
  readonly name: string;
  /** To whom one may write, the usual one first; after the end notes alone. */
  readonly audiences: readonly Audience[];
}

export function Composer({ id, name, audiences }: Props) {
  const { t } = useWords();
  const { chat, files } = useRooms();
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { from, kinds } = files.rules(id);
  const maySendFiles = from.includes("agent");
  const [text, setText] = useState(() => readDraft(id));
  const [chosen, setChosen] = useState<Audience | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  // Who left takes the choice along: nothing meant for colleagues goes to the customer by itself.
  const audience = chosen !== null && audiences.includes(chosen) ? chosen : (audiences[0] ?? "staff");
  const tooMany = text.length - limits.messageChars;
  const hasChosen = useUploads(id).some(({ isSent, status }) => !isSent && status !== "failed");
  const isEmpty = text.trim() === "" && !hasChosen;
  const replies = useQuickReplies({ id, name, text, area, onInsert: setText });

  useEffect(() => {
    keepDraft(id, text);
    const node = area.current;
    if (!node) return;
    node.style.blockSize = "auto";
    node.style.blockSize = `${Math.min(node.scrollHeight, 200)}px`;
  }, [id, text]);

  const send = (): void => {
    if (isEmpty || tooMany > 0) return;
    if (text.trim() !== "") chat.post(id, text.trim(), audience);
    files.uploads.send(id, audience);
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

  const choose = (chosen: FileList | null): boolean => {
    if (!chosen || chosen.length === 0 || !maySendFiles) return false;
    files.uploads.choose(id, chosen);
    return true;
  };
  const insert = (sign: string): void => {
    const node = area.current;
    if (!node) return;
    node.setRangeText(sign, node.selectionStart, node.selectionEnd, "end");
    setText(node.value);
  };

  return (
    <div
      className="composer"
      data-is-note={audience === "staff" || undefined}
      data-is-aside={audience === "consult" || undefined}
      data-is-over={isOver || undefined}
      onPaste={(event) => choose(event.clipboardData.files) && event.preventDefault()}
      onDragOver={(event) => {
        if (!maySendFiles || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (choose(event.dataTransfer.files)) event.preventDefault();
      }}
    >
      <UploadList id={id} />
      <QuickReplyList replies={replies} />
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={t(labels[audience])}
        aria-describedby={hintId}
        {...replies.areaProps}
        placeholder={t(placeholders[audience], { name })}
        onChange={(event) => {
          setText(event.target.value);
          chat.typing(id, event.target.value !== "", audience);
        }}
        onBlur={() => chat.typing(id, false)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-row">
        {audiences
          .filter((one) => one !== "all")
          .map((one) => (
            <ToggleButton
              key={one}
              className="toggle"
              isSelected={audience === one}
              isDisabled={one === audiences[0]}
              onChange={(isChosen) => setChosen(isChosen ? one : null)}
            >
              <Icon name={one === "staff" ? "note" : "people"} size={16} />
              {t(labels[one])}
            </ToggleButton>
          ))}
        {maySendFiles && (
          <>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              accept={acceptOf(kinds)}
              onChange={(event) => {
                choose(event.currentTarget.files);
                // The same file may be chosen again.
                event.currentTarget.value = "";
              }}
            />
            <IconButton icon="clip" label={t("composer.attach")} onPress={() => chooser.current?.click()} />
          </>
        )}
        <EmojiButton onPick={insert} />
        <span id={hintId} className="composer-hint" data-is-over={tooMany > 0 || undefined}>
          {tooMany > 0 ? t("composer.tooLong", { count: tooMany }) : t("composer.keys")}
        </span>
        <Button
          className="button button-accent button-send"
          isDisabled={isEmpty || tooMany > 0}
          onPress={send}
          aria-label={t("composer.send")}
        >
          <Icon name="send" size={16} />
        </Button>
      </div>
    </div>
  );
}
