/** A colleague asks this agent for advice (ROUTE-07). As an offer it takes no focus: Enter in the composer must never answer it. */
import type { ConversationSummary } from "@rinnalla/protocol";
import { useId, useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Avatar } from "../../parts/avatar.tsx";
import { useNow } from "../../parts/duration.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { openSession } from "../../store/view.ts";

export function ConsultAsks() {
  const conversations = useConsole((state) => state.desk.conversations);
  const me = useConsole((state) => state.me.id);
  const rows = useMemo(
    () => [...conversations.values()].filter((row) => row.consultAsked?.agentId === me),
    [conversations, me],
  );
  return (
    <div className="offers" aria-live="assertive">
      {rows.map((row) => (
        <ConsultAsk key={row.id} row={row} />
      ))}
    </div>
  );
}

function ConsultAsk({ row }: { readonly row: ConversationSummary }) {
  const { t } = useWords();
  const { ask, state } = useRooms();
  const now = useNow();
  const titleId = useId();
  const textId = useId();
  const name = row.customerName ?? t("list.visitor");
  const agent = row.agentName ?? "";
  const left = Math.max(0, (row.consultAsked?.until ?? now) - now);
  const accept = async (): Promise<void> => {
    const result = await ask(row.id, { type: "acceptConsult" });
    if (result.ok) state.update((value) => ({ ...value, view: openSession(value.view, row.id) }));
  };
  return (
    <section className="offer" role="alertdialog" aria-labelledby={titleId} aria-describedby={textId}>
      <div className="offer-text">
        <Avatar id={row.id} name={agent} />
        <div>
          <h2 id={titleId}>{t("consult.offer.title", { agent })}</h2>
          <p id={textId}>{t("consult.offer.text", { name })}</p>
          <p className="offer-left figures" role="timer" aria-live="off">
            {t("offer.left", { seconds: Math.floor(left / 1000) })}
          </p>
        </div>
      </div>
      <div className="offer-buttons">
        <Button className="button button-quiet" onPress={() => void ask(row.id, { type: "declineConsult" })}>
          {t("offer.decline")}
        </Button>
        <Button className="button button-accent" onPress={() => void accept()}>
          {t("offer.accept")}
        </Button>
      </div>
    </section>
  );
}
