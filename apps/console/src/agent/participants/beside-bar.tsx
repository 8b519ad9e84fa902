/** Who else is in the conversation, who is asked, and where it is on its way to: seen by all in it, changed by its agent (ROUTE-07). */
import type { ConversationState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

interface Props {
  readonly id: ConversationId;
  readonly state: ConversationState;
}

export function BesideBar({ id, state }: Props) {
  const { t } = useWords();
  const { ask } = useRooms();
  const me = useConsole((value) => value.me);
  const { participants, consultAsked, transfer, agent } = state;
  if (participants.length === 0 && !consultAsked && !transfer) return null;
  const isMine = agent?.agentId === me.id;
  return (
    <div className="beside-bar" role="group" aria-label={t("beside.label")}>
      {participants.length > 0 && (
        <ul>
          {participants.map(({ agentId, name, role, isUnseen }) => (
            <li key={agentId} className="beside-chip" data-role={role}>
              <Icon name={role === "monitor" ? "look" : role === "join" ? "people" : "person"} size={14} />
              <span>
                <strong>{agentId === me.id ? t("message.you") : name}</strong> · {t(`beside.as.${role}`)}
                {isUnseen && <span className="quiet"> ({t("beside.unseen")})</span>}
              </span>
              {isMine && role === "consult" && (
                <IconButton
                  icon="close"
                  size={13}
                  label={t("beside.dismiss", { agent: name })}
                  onPress={() => void ask(id, { type: "dismissParticipant", agentId })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {consultAsked && (
        <p role="status">
          {t("consult.asking", { agent: consultAsked.name })}
          {isMine && (
            <Button
              className="text-button"
              onPress={() => void ask(id, { type: "cancelConsult", agentId: consultAsked.agentId })}
            >
              {t("consult.cancel")}
            </Button>
          )}
        </p>
      )}
      {transfer && (
        <p role="status">
          {t("transfer.waiting", { agent: transfer.name })}
          {(isMine || me.role !== "agent") && (
            <Button className="text-button" onPress={() => void ask(id, { type: "cancelTransfer" })}>
              {t("transfer.cancel")}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
