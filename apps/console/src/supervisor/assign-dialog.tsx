/** Assign… : every signed-in agent with presence, load and what speaks against it; it goes through all the same (ROUTE-04). */
import type { AgentId, ConversationSummary } from "@rinnalla/protocol";
import { AgentRow } from "../parts/agent-row.tsx";
import { Icon } from "../parts/icon.tsx";
import { PickDialog } from "../parts/pick-dialog.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { assignWarnings } from "./assign-warnings.ts";
import { Load } from "./load.tsx";

interface Props {
  readonly conversation: ConversationSummary;
  readonly onClose: () => void;
}

export function AssignDialog({ conversation, onClose }: Props) {
  const { t } = useWords();
  const { ask } = useRooms();
  const agents = useConsole((state) => state.desk.agents);
  // As it stands now, not as it stood when the dialog opened.
  const current = useConsole((state) => state.desk.conversations.get(conversation.id)) ?? conversation;
  const rows = [...agents.values()].filter((agent) => agent.isSignedIn).sort((a, b) => a.name.localeCompare(b.name));
  const warnings = (agentId: AgentId) => {
    const picked = agents.get(agentId);
    return picked
      ? assignWarnings(picked, conversation.units).map((warning) => (
          <p key={warning} className="banner banner-warn">
            <Icon name="alert" size={16} />
            {t(warning, { name: picked.name })}
          </p>
        ))
      : null;
  };
  return (
    <PickDialog
      title={t("assign.title", { name: conversation.customerName ?? t("list.visitor") })}
      text={t("assign.text")}
      label={t("assign.agents")}
      emptyText={t("assign.none")}
      confirmText={t("assign.confirm")}
      rows={rows.map((agent) => ({
        id: agent.id,
        name: agent.name,
        isDisabled: agent.id === current.agentId,
        content: (
          <>
            <AgentRow agent={agent} word={agent.id === current.agentId ? t("assign.current") : null} />
            {agent.isInCall && (
              <span className="mark mark-call" data-phase="connected">
                <Icon name="phone" size={14} />
                {t("assign.inCall")}
              </span>
            )}
            <Load load={agent.load} limit={agent.limit} />
          </>
        ),
      }))}
      note={warnings}
      onPick={async (agentId) => (await ask(conversation.id, { type: "assignConversation", agentId })).ok}
      onClose={onClose}
    />
  );
}
