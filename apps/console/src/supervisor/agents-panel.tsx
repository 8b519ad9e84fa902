/** The agents, searched and filtered (SUP-01). */
import { filterAgents, type AgentFilter, type AgentRow, type AgentStateFilter } from "@rinnalla/core";
import type { QueueId } from "@rinnalla/protocol";
import { useDeferredValue, useMemo, useState } from "react";
import { useFramed } from "../store/use-framed.ts";
import { useWords } from "../store/use-console.ts";
import { AgentTable } from "./agent-table.tsx";

const states: readonly AgentStateFilter[] = ["signedIn", "available", "call", "visual", "full"];
const everybody: AgentFilter = { text: "", queueId: null, state: null };

export function AgentsPanel({ rows }: { readonly rows: readonly AgentRow[] }) {
  const { t } = useWords();
  const queues = useFramed((value) => value.desk.queues);
  const [filter, setFilter] = useState(everybody);
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => filterAgents(rows, wanted), [rows, wanted]);
  const isFiltered = filter.text !== "" || filter.queueId !== null || filter.state !== null;
  return (
    <>
      <div className="live-tools">
        <input
          type="search"
          className="live-search"
          placeholder={t("live.searchAgent")}
          aria-label={t("live.searchAgent")}
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
        />
        <select
          className="live-select"
          aria-label={t("live.col.queue")}
          value={filter.queueId ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, queueId: (value || null) as QueueId | null })
          }
        >
          <option value="">{t("live.allQueues")}</option>
          {[...queues.values()].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <select
          className="live-select"
          aria-label={t("live.col.status")}
          value={filter.state ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, state: (value || null) as AgentStateFilter | null })
          }
        >
          <option value="">{t("live.everybody")}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`live.agent.${one}`)}
            </option>
          ))}
        </select>
        <span className="quiet figures" role="status">
          {isFiltered && t("live.found", { count: found.length })}
        </span>
      </div>
      <AgentTable rows={found} emptyText={t(isFiltered ? "live.noneFound" : "live.noAgents")} />
    </>
  );
}
