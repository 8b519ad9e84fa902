import { useMemo, type ReactNode } from "react";
import { Since } from "../parts/duration.tsx";
import { useConsole, useWords } from "../store/use-console.ts";
import { figuresOf } from "./figures.ts";

export function Figures() {
  const { t } = useWords();
  const desk = useConsole((state) => state.desk);
  const figures = useMemo(() => figuresOf(desk), [desk]);
  return (
    <dl className="figures-row">
      <Figure name={t("live.waitingNow")} tone={figures.waiting > 0 ? "warn" : "plain"}>
        {figures.waiting}
      </Figure>
      <Figure name={t("live.longest")}>
        {figures.longestSince === null ? "–" : <Since at={figures.longestSince} />}
      </Figure>
      <Figure name={t("live.inProgress")}>{figures.inProgress}</Figure>
      <Figure name={t("live.inCall")}>{figures.inCall}</Figure>
      <Figure name={t("live.signedIn")}>{figures.signedIn}</Figure>
    </dl>
  );
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
