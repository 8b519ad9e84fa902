/** Every agent: presence, load against limit, in a call or not. */
import { useMemo } from "react";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icon.tsx";
import { PresenceDot } from "../parts/presence-dot.tsx";
import { useConsole, useWords } from "../store/use-console.ts";
import { Load } from "./load.tsx";

export function AgentTable() {
  const { t } = useWords();
  const agents = useConsole((state) => state.desk.agents);
  const queues = useConsole((state) => state.desk.queues);
  const rows = useMemo(
    () =>
      [...agents.values()].sort((a, b) => Number(b.isSignedIn) - Number(a.isSignedIn) || a.name.localeCompare(b.name)),
    [agents],
  );
  if (rows.length === 0) return <p className="table-empty">{t("live.noAgents")}</p>;
  return (
    <div className="table-frame" tabIndex={0} role="group" aria-label={t("live.agents")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("live.col.name")}</th>
            <th scope="col">{t("live.col.presence")}</th>
            <th scope="col">{t("live.col.load")}</th>
            <th scope="col">{t("live.col.doing")}</th>
            <th scope="col">{t("live.col.queues")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((agent) => (
            <tr key={agent.id} data-is-away={!agent.isSignedIn || undefined}>
              <th scope="row">
                <span className="cell-person">
                  <Avatar id={agent.id} name={agent.name} size="s" />
                  {agent.name}
                  <span className="quiet">{t(`role.${agent.role}`)}</span>
                </span>
              </th>
              <td>
                <span className="cell-presence">
                  <PresenceDot presence={agent.presence} isSignedIn={agent.isSignedIn} />
                  {agent.isSignedIn ? t(`presence.${agent.presence}`) : t("live.signedOut")}
                </span>
              </td>
              <td>
                <Load load={agent.load} limit={agent.limit} />
              </td>
              <td>
                {agent.isInCall ? (
                  <span className="mark mark-call" data-phase="connected">
                    <Icon name="phone" size={14} />
                    {t("assign.inCall")}
                  </span>
                ) : (
                  "–"
                )}
              </td>
              <td className="quiet">{agent.queueIds.map((id) => queues.get(id)?.name ?? "–").join(", ") || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
