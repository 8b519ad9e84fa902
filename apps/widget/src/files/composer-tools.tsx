/** Beside the composer's field: the button for files, the one for emoji, and above it the files that are chosen or on their way. */
import type { Upload, Uploads } from "@rinnalla/client";
import { acceptOf } from "@rinnalla/core";
import type { AttachmentRules, ConversationId } from "@rinnalla/protocol";
import { useRef, useState } from "preact/hooks";
import { Sign } from "./drawn.tsx";
import { EmojiPicker } from "./emoji-picker.tsx";
import { sizeText } from "./file-source.ts";
import type { FileTextKey } from "./texts/en.ts";
import type { FileT } from "./texts/load.ts";

interface Props {
  readonly t: FileT;
  readonly uploads: Uploads;
  readonly conversationId: ConversationId | null;
  readonly rules: AttachmentRules;
  readonly isDraggedOver: boolean;
  readonly onChoose: (files: FileList | null) => void;
}

export function ComposerTools({ t, uploads, conversationId, rules, isDraggedOver, onChoose }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const [isPicking, setPicking] = useState(false);
  const emoji = useRef<HTMLButtonElement>(null);
  const list = uploads.of(conversationId);
  const failed = list.find(({ status }) => status === "failed");
  return (
    <>
      {isDraggedOver && <p class="files-drop">{t("drop")}</p>}
      {list.length > 0 && (
        <ul class="files" aria-label={t("files")}>
          {list.map((upload) => (
            <FileRow key={upload.id} t={t} uploads={uploads} upload={upload} rules={rules} />
          ))}
        </ul>
      )}
      <span class="unseen" role="status">
        {failed && `${failed.name}: ${reason(t, failed, rules)}`}
      </span>
      {isPicking && (
        <EmojiPicker
          label={t("emoji")}
          onClose={() => {
            setPicking(false);
            emoji.current?.focus();
          }}
          onPick={(sign) => insert(emoji.current, sign)}
        />
      )}
      {rules.from.includes("customer") && (
        <>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            accept={acceptOf(rules.kinds)}
            onChange={({ currentTarget }) => {
              onChoose(currentTarget.files);
              // The same file may be chosen again.
              currentTarget.value = "";
            }}
          />
          <button
            type="button"
            class="tool"
            aria-label={t("attach")}
            title={t("attach")}
            onClick={() => chooser.current?.click()}
          >
            <Sign name="clip" />
          </button>
        </>
      )}
      <button
        ref={emoji}
        type="button"
        class="tool"
        aria-label={t("emoji")}
        title={t("emoji")}
        aria-expanded={isPicking}
        onClick={() => setPicking(!isPicking)}
      >
        <Sign name="smile" />
      </button>
    </>
  );
}

/** Where the caret is; the field's own handler takes it from there. */
function insert(beside: HTMLElement | null, sign: string): void {
  const field = beside?.closest("form")?.querySelector("textarea");
  if (!field) return;
  field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function FileRow({ t, uploads, upload, rules }: Pick<Props, "t" | "uploads" | "rules"> & { readonly upload: Upload }) {
  const { id, name, file, status, progress, isSent } = upload;
  const percent = Math.round(progress * 100);
  return (
    <li class={status}>
      <Sign name="file" />
      <span class="file-words">
        <bdi class="file-name">{name}</bdi>
        <span class="file-size">
          {status === "failed"
            ? reason(t, upload, rules)
            : status === "sending"
              ? t("sending", { percent })
              : status === "waiting"
                ? t("waiting")
                : `${sizeText(file.size)} · ${t(status === "preparing" ? "preparing" : "chosen")}`}
        </span>
        {status === "sending" && <progress max={100} value={percent} aria-label={name} />}
      </span>
      {isSent && (status === "waiting" || (status === "failed" && upload.code === "tooMany")) && (
        <button type="button" class="link" onClick={() => uploads.retry(id)}>
          {t("retry")}
        </button>
      )}
      <button type="button" class="tool" aria-label={t("remove", { name })} onClick={() => uploads.cancel(id)}>
        <Sign name="close" />
      </button>
    </li>
  );
}

const said: Partial<Record<string, FileTextKey>> = {
  attachmentsOff: "attachmentsOff",
  tooLarge: "tooLarge",
  fileEmpty: "fileEmpty",
  fileKind: "fileKind",
  imageTooLarge: "imageTooLarge",
};

function reason(t: FileT, { code }: Upload, { mostBytes }: AttachmentRules): string {
  return t(said[code ?? ""] ?? "notSent", { size: sizeText(mostBytes) });
}
