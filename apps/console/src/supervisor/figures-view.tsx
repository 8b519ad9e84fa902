/** The few figures at the top: all queues and all agents together (SUP-01). */
import { addDays, serviceLevel, type AgentRow, type QueueRow } from "@rinnalla/core";
import { useMemo, type ReactNode } from "react";
import { Since, useNow } from "../parts/duration.tsx";
import { useWords } from "../store/use-console.ts";

interface Props {
  readonly queues: readonly QueueRow[];
  readonly agents: readonly AgentRow[];
}

export function Figures({ queues, agents }: Props) {
  const { t } = useWords();
  const figures = useMemo(() => {
    const waits = queues.flatMap(({ waitingSince }) => waitingSince);
    return {
      waiting: waits.length,
      longest: waits.length === 0 ? null : Math.min(...waits),
      ongoing: queues.reduce((sum, { ongoing }) => sum + ongoing, 0),
      inCall: agents.filter(({ agent }) => agent.isInCall).length,
      signedIn: agents.filter(({ agent }) => agent.isSignedIn).length,
    };
  }, [queues, agents]);
  return (
    <dl className="figures-row">
      <Figure name={t("live.waitingNow")} tone={figures.waiting > 0 ? "warn" : "plain"}>
        {figures.waiting}
      </Figure>
      <Figure name={t("live.longest")}>{figures.longest === null ? "–" : <Since at={figures.longest} />}</Figure>
      <Figure name={t("live.serviceLevel")}>
        <ServiceLevel queues={queues} />
      </Figure>
      <Figure name={t("live.inProgress")}>{figures.ongoing}</Figure>
      <Figure name={t("live.inCall")}>{figures.inCall}</Figure>
      <Figure name={t("live.signedIn")}>{figures.signedIn}</Figure>
    </dl>
  );
}

/** Of one queue, or of several together. It falls by itself while somebody waits too long. */
export function ServiceLevel({ queues }: { readonly queues: readonly QueueRow[] }) {
  const { t, number } = useWords();
  const now = useNow();
  const overdue = queues.flatMap(({ day, waitingSince }) =>
    day ? waitingSince.filter((since) => now - since > day.thresholdMs) : [],
  );
  const days = addDays(queues.flatMap(({ day }) => day ?? []));
  // Each queue has said by its own threshold who waits too long.
  const level = serviceLevel({ ...days, thresholdMs: -1 }, overdue, now);
  return level === null ? <>–</> : <>{t("live.percent", { value: number(level * 100) })}</>;
}

function Figure({
  name,
  tone = "plain",
  children,
}: {
  readonly name: string;
  readonly tone?: "plain" | "warn";
  readonly children: ReactNode;
}) {
  return (
    <div className="figure" data-tone={tone}>
      <dt>{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}
