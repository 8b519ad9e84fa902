/** The buttons in a conversation's row: open, assign, and More for the rest (SUP-01). Plain ones, since many rows come and go while one scrolls. */
import type { ConversationSummary } from "@rinnalla/protocol";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../store/use-console.ts";

interface Props {
  readonly row: ConversationSummary;
  readonly name: string;
  readonly isNarrow: boolean;
  readonly onOpen: (row: ConversationSummary) => void;
  readonly onAssign: (row: ConversationSummary) => void;
  readonly onMenu: (row: ConversationSummary, anchor: HTMLElement) => void;
}

export function ConversationActions({ row, name, isNarrow, onOpen, onAssign, onMenu }: Props) {
  const { t } = useWords();
  const isOver = row.status === "wrapUp" || row.status === "closed";
  return (
    <span className="cell-actions">
      <button
        type="button"
        tabIndex={-1}
        className="button button-small button-quiet"
        aria-label={t("live.openNamed", { name })}
        onClick={() => onOpen(row)}
      >
        {t("live.open")}
      </button>
      {!isNarrow && !isOver && (
        <button
          type="button"
          tabIndex={-1}
          className="button button-small"
          aria-label={t("live.assignNamed", { name })}
          onClick={() => onAssign(row)}
        >
          {t("live.assign")}
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className="icon-button icon-button-plain"
        data-more=""
        aria-label={t("live.moreNamed", { name })}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => onMenu(row, currentTarget)}
      >
        <Icon name="more" size={18} />
      </button>
    </span>
  );
}
