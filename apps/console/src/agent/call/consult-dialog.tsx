/** Consult a colleague: called into the call (CALL-11). */
import type { CallState } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import { AgentPicker } from "../../parts/agent-picker.tsx";
import { useWords } from "../../store/use-console.ts";

interface Props {
  readonly call: CallState;
  readonly onPick: (colleague: AgentId) => void;
  readonly onClose: () => void;
}

export function ConsultDialog({ call, onPick, onClose }: Props) {
  const { t } = useWords();
  return (
    <AgentPicker
      title={t("call.consult")}
      text={t("call.consultText")}
      emptyText={t("call.consultNobody")}
      confirmText={t("call.consultCall")}
      isLeftOut={({ id }) => call.agentId === id || call.guests.some((guest) => guest.agentId === id)}
      unfit={(agent) => (agent.isInCall ? t("assign.inCall") : null)}
      onPick={onPick}
      onClose={onClose}
    />
  );
}
