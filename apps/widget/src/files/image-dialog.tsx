/** One image over the page, as large as there is room. Escape closes; focus stays in it and goes back to where it came from. */
import type { Attachment } from "@rinnalla/protocol";
import { useState } from "preact/hooks";
import { Drawn, Sign } from "./drawn.tsx";
import type { FileSource } from "./file-source.ts";
import type { FileT } from "./texts/load.ts";

export interface ShownImage {
  readonly attachment: Attachment;
  readonly name: string;
  readonly opener: HTMLElement;
}

interface Props {
  readonly t: FileT;
  readonly source: FileSource;
  readonly shown: ShownImage;
  readonly onClose: () => void;
}

export function ImageDialog({ t, source, shown: { attachment, name }, onClose }: Props) {
  const [hasFailed, setFailed] = useState(false);
  const { id, width = 1, height = 1 } = attachment;
  // No larger than it can be seen: a great picture is not held whole.
  const scale = Math.min(1, (innerWidth * devicePixelRatio) / width, (innerHeight * devicePixelRatio) / height);
  const load = async (): Promise<ImageBitmap> =>
    await createImageBitmap(await source.fetch(id), {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: "high",
    });
  return (
    <div
      class="image-dialog"
      role="dialog"
      aria-modal="true"
      aria-label={name}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
        if (event.key !== "Tab") return;
        // Two buttons: each is the other's next and last.
        event.preventDefault();
        const buttons = [...event.currentTarget.querySelectorAll("button")];
        buttons.find((button) => !button.matches(":focus"))?.focus();
      }}
      onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
    >
      {hasFailed ? (
        <p role="alert">{t("notFetched")}</p>
      ) : (
        <Drawn width={width} height={height} load={load} onFailed={() => setFailed(true)} />
      )}
      <div class="row">
        <button type="button" class="button" onClick={() => void source.save(id, name).catch(() => setFailed(true))}>
          <Sign name="download" />
          {t("download", { name })}
        </button>
        <button type="button" class="button square" aria-label={t("close")} ref={focusOnce} onClick={onClose}>
          <Sign name="close" />
        </button>
      </div>
    </div>
  );
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}
