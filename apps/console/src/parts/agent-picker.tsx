/** One of the signed-in agents is chosen, with presence, load, the mark of a call and what speaks against it: to assign, transfer or consult (ROUTE-04, ROUTE-07, CALL-11). */
import type { AgentId, AgentView } from "@rinnalla/protocol";
import type { ReactNode } from "react";
import { Load } from "../supervisor/load.tsx";
import { useConsole, useWords } from "../store/use-console.ts";
import { AgentRow } from "./agent-row.tsx";
import { Icon } from "./icon.tsx";
import { PickDialog } from "./pick-dialog.tsx";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly emptyText: string;
  readonly confirmText: string;
  /** Left out of the list. */
  readonly isLeftOut?: (agent: AgentView) => boolean;
  /** Shown, with this word, but not to be chosen. */
  readonly unfit?: (agent: AgentView) => string | null;
  /** What there is to know before confirming. */
  readonly warnings?: (agent: AgentView) => readonly string[];
  /** Under the list. */
  readonly extra?: ReactNode;
  readonly onPick: (agentId: AgentId) => Promise<boolean> | void;
  readonly onClose: () => void;
}

export function AgentPicker({ isLeftOut, unfit, warnings, ...dialog }: Props) {
  const { t } = useWords();
  const agents = useConsole((state) => state.desk.agents);
  const rows = [...agents.values()]
    .filter((agent) => agent.isSignedIn && !isLeftOut?.(agent))
    .sort((a, b) => a.name.localeCompare(b.name));
  const warned = (agentId: AgentId): ReactNode => {
    const agent = agents.get(agentId);
    return (agent && warnings ? warnings(agent) : []).map((warning) => (
      <p key={warning} className="banner banner-warn">
        <Icon name="alert" size={16} />
        {warning}
      </p>
    ));
  };
  return (
    <PickDialog
      {...dialog}
      label={t("assign.agents")}
      rows={rows.map((agent) => {
        const word = unfit?.(agent) ?? null;
        return {
          id: agent.id,
          name: agent.name,
          isDisabled: word !== null,
          content: (
            <>
              <AgentRow agent={agent} word={word} />
              {agent.isInCall && (
                <span className="mark mark-call" data-phase="connected">
                  <Icon name="phone" size={14} />
                  {t("assign.inCall")}
                </span>
              )}
              <Load load={agent.load} limit={agent.limit} />
            </>
          ),
        };
      })}
      note={warned}
    />
  );
}
