/**
 * A colleague calls this agent into a call (CALL-11). As an offer it takes no focus: Enter in the composer must never answer it.
 */
import type { ConversationSummary } from "@rinnalla/protocol";
import { useId, useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Avatar } from "../../parts/avatar.tsx";
import { useNow } from "../../parts/duration.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

export function CallInvites() {
  const conversations = useConsole((state) => state.desk.conversations);
  const me = useConsole((state) => state.me.id);
  const rows = useMemo(
    () => [...conversations.values()].filter((row) => row.call?.invited?.agentId === me),
    [conversations, me],
  );
  return (
    <div className="offers" aria-live="assertive">
      {rows.map((row) => row.call && <CallInvite key={row.id} row={row} call={row.call} />)}
    </div>
  );
}

interface Props {
  readonly row: ConversationSummary;
  readonly call: NonNullable<ConversationSummary["call"]>;
}

function CallInvite({ row, call }: Props) {
  const { t } = useWords();
  const { ask, parties } = useRooms();
  const now = useNow();
  const titleId = useId();
  const textId = useId();
  const name = row.customerName ?? t("list.visitor");
  const left = Math.max(0, (call.invited?.until ?? now) - now);
  return (
    <section className="offer" role="alertdialog" aria-labelledby={titleId} aria-describedby={textId}>
      <div className="offer-text">
        <Avatar id={row.id} name={row.agentName ?? name} />
        <div>
          <h2 id={titleId}>{t("invite.title", { agent: row.agentName ?? "" })}</h2>
          <p id={textId}>{t("invite.text", { name })}</p>
          <p className="offer-left figures" role="timer" aria-live="off">
            {t("offer.left", { seconds: Math.floor(left / 1000) })}
          </p>
        </div>
      </div>
      <div className="offer-buttons">
        <Button
          className="button button-quiet"
          onPress={() => void ask(row.id, { type: "declineCallInvite", callId: call.callId })}
        >
          {t("offer.decline")}
        </Button>
        <Button className="button button-accent" onPress={() => parties.accept(row.id, call.callId)}>
          {t("offer.accept")}
        </Button>
      </div>
    </section>
  );
}
