/** Transfer: to a colleague, who is asked, or to a queue; either with a note to the next one (ROUTE-07). */
import { limits, newId, type AgentView, type ConversationId, type OfferId, type QueueId } from "@rinnalla/protocol";
import { useId, useState } from "react";
import { AgentPicker } from "../../parts/agent-picker.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { QueueDialog } from "../call/queue-dialog.tsx";
import { transferTrouble } from "./transfer-trouble.ts";

interface Props {
  readonly id: ConversationId;
  readonly name: string;
  readonly onClose: () => void;
}

export function ToAgentDialog({ id, name, onClose }: Props) {
  const { t } = useWords();
  const { ask } = useRooms();
  const [note, setNote] = useState("");
  const me = useConsole((state) => state.me);
  // Of the desk, since a supervisor may not have the conversation open.
  const row = useConsole((value) => value.desk.conversations.get(id));
  const isForced = me.role !== "agent";
  const isBeside = (agent: AgentView) =>
    row?.participants?.some((one) => one.agentId === agent.id && one.role !== "monitor") ?? false;
  const words = (agent: AgentView): readonly string[] => {
    const trouble = transferTrouble(agent, row?.units ?? 0);
    return [
      ...(trouble ? [t(isForced ? `transfer.${trouble}Forced` : `transfer.${trouble}`, { name: agent.name })] : []),
      ...(isBeside(agent) ? [t("transfer.atOnce", { name: agent.name })] : []),
    ];
  };
  return (
    <AgentPicker
      title={t("transfer.title", { name })}
      text={t("transfer.text")}
      emptyText={t("transfer.nobody")}
      confirmText={t("transfer.confirm")}
      isLeftOut={(agent) => agent.id === row?.agentId}
      unfit={(agent) => (!isForced && transferTrouble(agent, row?.units ?? 0) ? words(agent)[0]! : null)}
      warnings={words}
      extra={<NoteField value={note} onChange={setNote} />}
      onPick={async (agentId) => {
        const said = note.trim();
        const command = { type: "transferToAgent", agentId, offerId: newId<OfferId>() } as const;
        return (await ask(id, said === "" ? command : { ...command, note: said })).ok;
      }}
      onClose={onClose}
    />
  );
}

export function ToQueueDialog({ id, name, onClose }: Props) {
  const { t } = useWords();
  const { ask, chat } = useRooms();
  const [note, setNote] = useState("");
  return (
    <QueueDialog
      title={t("transfer.title", { name })}
      text={t("transfer.toQueueText")}
      extra={<NoteField value={note} onChange={setNote} />}
      onPick={async (queueId: QueueId) => {
        // Whoever comes next reads it in the timeline.
        if (note.trim() !== "") chat.post(id, note.trim(), "staff");
        return (await ask(id, { type: "transferConversation", queueId })).ok;
      }}
      onClose={onClose}
    />
  );
}

function NoteField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useWords();
  const fieldId = useId();
  const hintId = useId();
  return (
    <div className="dialog-note">
      <label htmlFor={fieldId}>{t("transfer.note")}</label>
      <textarea
        id={fieldId}
        rows={2}
        maxLength={limits.commentChars}
        value={value}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={hintId} className="quiet">
        {t("transfer.noteHint")}
      </span>
    </div>
  );
}
