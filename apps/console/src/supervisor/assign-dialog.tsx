/** Assign… : every signed-in agent with presence, load and what speaks against it; it goes through all the same (ROUTE-04). */
import type { ConversationSummary } from "@rinnalla/protocol";
import { AgentPicker } from "../parts/agent-picker.tsx";
import { useNow } from "../parts/duration.tsx";
import { useSkillNames } from "../parts/skills-asked.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { assignWarnings, skillsMissing } from "./assign-warnings.ts";

interface Props {
  readonly conversation: ConversationSummary;
  readonly onClose: () => void;
}

export function AssignDialog({ conversation, onClose }: Props) {
  const { t } = useWords();
  const { ask } = useRooms();
  const now = useNow();
  const skillNames = useSkillNames();
  // As it stands now, not as it stood when the dialog opened.
  const current = useConsole((state) => state.desk.conversations.get(conversation.id)) ?? conversation;
  return (
    <AgentPicker
      title={t("assign.title", { name: conversation.customerName ?? t("list.visitor") })}
      text={t("assign.text")}
      emptyText={t("assign.none")}
      confirmText={t("assign.confirm")}
      unfit={({ id }) => (id === current.agentId ? t("assign.current") : null)}
      warnings={(agent) =>
        assignWarnings(agent, current, now).map((key) =>
          t(key, { name: agent.name, skills: skillNames(skillsMissing(agent, current, now)) }),
        )
      }
      onPick={async (agentId) => (await ask(conversation.id, { type: "assignConversation", agentId })).ok}
      onClose={onClose}
    />
  );
}
