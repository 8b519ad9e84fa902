/** Above the composer: the files that are chosen or on their way. */
import type { Upload } from "@rinnalla/client";
import type { ConversationId } from "@rinnalla/protocol";
import { useSyncExternalStore } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/icon.tsx";
import { IconButton } from "../../parts/icon-button.tsx";
import { usePreferences, useRooms, useWords } from "../../store/use-console.ts";
import { sizeText } from "./file-address.ts";

/** Those of one conversation, drawn anew as they change. */
export function useUploads(id: ConversationId): readonly Upload[] {
  const { files } = useRooms();
  useSyncExternalStore(files.version.subscribe, files.version.get);
  return files.uploads.of(id);
}

export function UploadList({ id }: { readonly id: ConversationId }) {
  const { t } = useWords();
  const uploads = useUploads(id);
  const reason = useReason();
  const failed = uploads.find(({ status }) => status === "failed");
  return (
    <>
      {uploads.length > 0 && (
        <ul className="uploads" aria-label={t("file.list")}>
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {failed && `${failed.name}: ${reason(failed)}`}
      </span>
    </>
  );
}

function useReason(): (upload: Upload) => string {
  const { t } = useWords();
  const { files } = useRooms();
  const [{ locale }] = usePreferences();
  return ({ code, conversationId }) =>
    code === "tooLarge"
      ? t("file.tooLarge", { size: sizeText(files.rules(conversationId).mostBytes, locale) })
      : t(`error.${code ?? "internal"}`);
}

function UploadRow({ upload }: { readonly upload: Upload }) {
  const { t } = useWords();
  const { files } = useRooms();
  const [{ locale }] = usePreferences();
  const reason = useReason();
  const { id, name, file, status, progress, isSent } = upload;
  const percent = Math.round(progress * 100);
  return (
    <li data-status={status}>
      <Icon name="file" size={18} />
      <span className="file-words">
        <bdi className="file-name">{name}</bdi>
        <span className="file-size">
          {status === "failed"
            ? reason(upload)
            : status === "sending"
              ? t("file.sending", { percent })
              : status === "waiting"
                ? t("file.waiting")
                : `${sizeText(file.size, locale)} · ${t(`file.${status}`)}`}
        </span>
        {status === "sending" && <progress max={100} value={percent} aria-label={name} />}
      </span>
      {isSent && status === "waiting" && (
        <Button className="button button-quiet" onPress={() => files.uploads.retry(id)}>
          {t("app.retry")}
        </Button>
      )}
      <IconButton icon="close" size={15} label={t("file.remove", { name })} onPress={() => files.uploads.cancel(id)} />
    </li>
  );
}
