/**
 * Offers with their countdown (ROUTE-01). An alertdialog that takes no focus: the agent may be in the middle of a
 * sentence, and Enter in the composer must never answer an offer.
 */
import type { ConversationSummary } from "@rinnalla/protocol";
import { useId, useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Avatar } from "../../parts/avatar.tsx";
import { useNow } from "../../parts/duration.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { openSession } from "../../store/view.ts";
import { sectionsOf } from "./sections.ts";

export function Offers() {
  const desk = useConsole((state) => state.desk);
  const me = useConsole((state) => state.me.id);
  const { offers } = useMemo(() => sectionsOf(desk, me), [desk, me]);
  return (
    <div className="offers" aria-live="assertive">
      {offers.map((row) => row.offer && <OfferNotice key={row.offer.offerId} row={row} offer={row.offer} />)}
    </div>
  );
}

interface OfferProps {
  readonly row: ConversationSummary;
  readonly offer: NonNullable<ConversationSummary["offer"]>;
}

function OfferNotice({ row, offer }: OfferProps) {
  const { t } = useWords();
  const { ask, state, connection } = useRooms();
  const now = useNow();
  const titleId = useId();
  const textId = useId();
  const queue = useConsole((value) => value.desk.queues.get(row.call?.transfer?.queueId ?? row.queueId)?.name ?? "");
  const name = row.customerName ?? t("list.visitor");
  const isTransfer = row.transfer != null;
  // The whole length is not told; the first sight of it stands for full.
  const [whole] = useState(() => Math.max(1, offer.expiresAt - now));
  const left = Math.max(0, offer.expiresAt - now);
  const accept = async (): Promise<void> => {
    // A call that comes with it is taken by this window.
    const result = await ask(row.id, { type: "acceptOffer", offerId: offer.offerId, clientId: connection.clientId });
    if (result.ok) state.update((value) => ({ ...value, view: openSession(value.view, row.id) }));
  };
  return (
    <section className="offer" role="alertdialog" aria-labelledby={titleId} aria-describedby={textId}>
      <div className="offer-text">
        <Avatar id={row.id} name={name} />
        <div>
          <h2 id={titleId}>
            {isTransfer ? t("transfer.offer.title", { agent: row.agentName ?? "" }) : t("offer.title")}
          </h2>
          <p id={textId}>
            {isTransfer ? t("transfer.offer.text", { name }) : t("offer.text", { name, queue })}
            {isTransfer && row.transfer?.note && (
              <span className="offer-note">{t("transfer.offer.note", { note: row.transfer.note })}</span>
            )}
          </p>
          {row.call && (
            <p className="offer-call">
              <Icon name={row.call.mode === "video" ? "video" : "phone"} size={15} />
              {t("offer.withCall")}
            </p>
          )}
          <p className="offer-left figures" role="timer" aria-live="off">
            {t("offer.left", { seconds: Math.floor(left / 1000) })}
          </p>
        </div>
      </div>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (100 * left) / whole)}%` }} />
      </span>
      <div className="offer-buttons">
        <Button
          className="button button-quiet"
          onPress={() => void ask(row.id, { type: "declineOffer", offerId: offer.offerId })}
        >
          {t("offer.decline")}
        </Button>
        <Button className="button button-accent" onPress={() => void accept()}>
          {t("offer.accept")}
        </Button>
      </div>
    </section>
  );
}
