/** A colleague is asked to consult in the chat (ROUTE-07). */
import type { ConversationId } from "@rinnalla/protocol";
import { AgentPicker } from "../../parts/agent-picker.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";

export function AskConsultDialog({ id, onClose }: { readonly id: ConversationId; readonly onClose: () => void }) {
  const { t } = useWords();
  const { ask } = useRooms();
  const state = useConsole((value) => value.logs.get(id)?.state ?? null);
  return (
    <AgentPicker
      title={t("consult.title")}
      text={t("consult.text")}
      emptyText={t("consult.nobody")}
      confirmText={t("consult.confirm")}
      isLeftOut={(agent) =>
        agent.id === state?.agent?.agentId || (state?.participants.some((one) => one.agentId === agent.id) ?? false)
      }
      warnings={({ isInCall, presence, name }) => [
        ...(isInCall ? [t("consult.warnCall", { name })] : []),
        ...(presence !== "available" ? [t("consult.warnPresence", { name })] : []),
      ]}
      onPick={async (agentId) => (await ask(id, { type: "askConsult", agentId })).ok}
      onClose={onClose}
    />
  );
}
