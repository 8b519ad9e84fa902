/** A file in the timeline: an image as its small picture, everything else by name and size (CHAT-05). Its room is known before it comes. */
import type { Attachment, ConversationId } from "@rinnalla/protocol";
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/icon.tsx";
import { usePreferences, useWords } from "../../store/use-console.ts";
import { fileAddress, sizeText } from "./file-address.ts";

const ImageDialog = lazy(() => import("./image-dialog.tsx").then(({ ImageDialog: view }) => ({ default: view })));

interface Props {
  readonly conversationId: ConversationId;
  readonly attachment: Attachment & { readonly isDeleted: boolean };
  readonly name: string;
}

/** Beside a small image's own bytes a preview is not worth asking for. */
const smallBytes = 100_000;

export function AttachmentView({ conversationId, attachment, name }: Props) {
  const { t } = useWords();
  const [{ locale }] = usePreferences();
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { id, bytes, width, height, hasPreview, isDeleted } = attachment;
  const address = fileAddress(conversationId, id);
  if (isDeleted) return <em className="quiet">{t("file.deleted", { name })}</em>;
  if (width && height && (hasPreview || bytes < smallBytes) && !hasFailed)
    return (
      <>
        <Button className="picture" aria-label={t("file.open", { name })} onPress={() => setOpen(true)}>
          <img
            src={hasPreview ? `${address}/preview` : address}
            alt=""
            loading="lazy"
            decoding="async"
            width={width}
            height={height}
            style={{ inlineSize: Math.max(48, Math.round(Math.min(260, width, (280 * width) / height))) }}
            onError={() => setFailed(true)}
          />
        </Button>
        {isOpen && (
          <Suspense fallback={null}>
            <ImageDialog address={address} name={name} width={width} height={height} onClose={() => setOpen(false)} />
          </Suspense>
        )}
      </>
    );
  return (
    <a
      className="file"
      href={address}
      download={name}
      aria-label={`${t("file.download", { name })} ${sizeText(bytes, locale)}`}
    >
      <Icon name="file" size={20} />
      <span className="file-words">
        <bdi className="file-name">{name}</bdi> <span className="file-size">{sizeText(bytes, locale)}</span>
      </span>
      <Icon name="download" size={17} />
    </a>
  );
}
