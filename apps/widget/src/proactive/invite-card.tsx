/**
 * The invitation itself. The place where its text will stand is there before the text, so that screen readers tell it, politely, when it
 * comes; nothing of it can be reached while there is none.
 */
import type { Translate } from "@rinnalla/ui";
import type { InviteTextKey } from "./texts/en.ts";

interface Props {
  readonly t: Translate<InviteTextKey>;
  /** Null: nobody is invited now. */
  readonly text: string | null;
  readonly onAccept: () => void;
  readonly onDismiss: () => void;
}

export function InviteCard({ t, text, onAccept, onDismiss }: Props) {
  return (
    <div
      class={text === null ? "unseen" : "card invite"}
      role="group"
      aria-label={t("invitation")}
      onKeyDown={(event) => event.key === "Escape" && onDismiss()}
    >
      <div role="status">{text !== null && <p>{text}</p>}</div>
      {text !== null && (
        <div class="row">
          <button type="button" class="button" onClick={onAccept}>
            {t("accept")}
          </button>
          <button type="button" class="button quiet" onClick={onDismiss}>
            {t("decline")}
          </button>
        </div>
      )}
    </div>
  );
}
