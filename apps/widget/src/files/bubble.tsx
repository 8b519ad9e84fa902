/** A file in the log: an image as its small picture, everything else by name and size. Its room is known before it comes, so nothing shifts. */
import type { Attachment } from "@rinnalla/protocol";
import { useState } from "preact/hooks";
import { Drawn, Sign } from "./drawn.tsx";
import { sizeText, type FileSource } from "./file-source.ts";
import type { FileT } from "./texts/load.ts";

interface Props {
  readonly t: FileT;
  readonly source: FileSource;
  readonly attachment: Attachment;
  readonly name: string;
  readonly isDeleted: boolean;
  readonly onOpen: (opener: HTMLElement) => void;
}

/** Beside a small image's own bytes a preview is not worth asking for. */
const smallBytes = 100_000;

export function Bubble({ t, source, attachment, name, isDeleted, onOpen }: Props) {
  const [hasFailed, setFailed] = useState(false);
  const { id, bytes, width, height, hasPreview } = attachment;
  if (isDeleted) return <em class="file-gone">{t("gone", { name })}</em>;
  const isPicture = width && height && (hasPreview || bytes < smallBytes) && !hasFailed;
  if (isPicture)
    return (
      <button
        type="button"
        class="picture"
        aria-label={t("openImage", { name })}
        title={name}
        // In the ratio of the whole, not higher than it is useful.
        style={{ width: `${Math.max(48, Math.round(Math.min(240, width, (260 * width) / height)))}px` }}
        onClick={({ currentTarget }) => onOpen(currentTarget)}
      >
        <Drawn
          width={width}
          height={height}
          load={async () => await createImageBitmap(await source.fetch(id, hasPreview ? "/preview" : ""))}
          onFailed={() => setFailed(true)}
        />
      </button>
    );
  return (
    <button
      type="button"
      class="file"
      aria-label={`${t("download", { name })} ${sizeText(bytes)}`}
      onClick={() => {
        setFailed(false);
        source.save(id, name).catch(() => setFailed(true));
      }}
    >
      <Sign name="file" />
      <span class="file-words">
        <bdi class="file-name">{name}</bdi>{" "}
        <span class="file-size" role={hasFailed ? "alert" : undefined}>
          {hasFailed ? t("notFetched") : sizeText(bytes)}
        </span>
      </span>
      <Sign name="download" />
    </button>
  );
}
