/** Consult a colleague: the signed-in agents with their presence (CALL-11). */
import type { CallState } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import { AgentRow } from "../../parts/agent-row.tsx";
import { PickDialog } from "../../parts/pick-dialog.tsx";
import { useConsole, useWords } from "../../store/use-console.ts";

interface Props {
  readonly call: CallState;
  readonly onPick: (colleague: AgentId) => void;
  readonly onClose: () => void;
}

export function ConsultDialog({ call, onPick, onClose }: Props) {
  const { t } = useWords();
  const agents = useConsole((state) => state.desk.agents);
  const isThere = (id: AgentId) => call.agentId === id || call.guests.some((guest) => guest.agentId === id);
  const rows = [...agents.values()]
    .filter((agent) => agent.isSignedIn && !isThere(agent.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <PickDialog
      title={t("call.consult")}
      text={t("call.consultText")}
      label={t("assign.agents")}
      emptyText={t("call.consultNobody")}
      confirmText={t("call.consultCall")}
      rows={rows.map((agent) => ({
        id: agent.id,
        name: agent.name,
        isDisabled: agent.isInCall,
        content: <AgentRow agent={agent} word={agent.isInCall ? t("assign.inCall") : null} />,
      }))}
      onPick={onPick}
      onClose={onClose}
    />
  );
}
