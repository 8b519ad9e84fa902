/** After the end: the time that is left, the survey's answer, and Close (ROUTE-06). */
import { Button } from "react-aria-components/Button";
import { Left } from "../../parts/duration.tsx";
import type { Log } from "../../store/log.ts";
import { addToast } from "../../store/toasts.ts";
import { useRooms, useWords } from "../../store/use-console.ts";
import { closeSession } from "../../store/view.ts";
import { Survey } from "./survey.tsx";

export function WrapUp({ log, isMine }: { readonly log: Log; readonly isMine: boolean }) {
  const { t } = useWords();
  const { ask, state } = useRooms();
  const isOver = log.state?.status === "closed";
  const close = async (): Promise<void> => {
    const result = isOver ? { ok: true } : await ask(log.id, { type: "closeConversation" });
    if (!result.ok) return;
    state.update((value) =>
      addToast({ ...value, view: closeSession(value.view, log.id) }, { tone: "info", text: { key: "line.closed" } }),
    );
  };
  return (
    <section className="wrap-up" aria-labelledby={`wrap-up-${log.id}`}>
      <div className="wrap-up-head">
        <h3 id={`wrap-up-${log.id}`}>{isOver ? t("list.closed") : t("wrapUp.title")}</h3>
        {!isOver && log.state?.wrapUpUntil != null && (
          <span className="quiet">
            {t("wrapUp.left", { time: "" }).trim()} <Left until={log.state.wrapUpUntil} />
          </span>
        )}
        {isMine && (
          <Button className="button button-accent" onPress={() => void close()}>
            {t("wrapUp.close")}
          </Button>
        )}
      </div>
      <p className="quiet">{isOver ? t("wrapUp.closed") : t("wrapUp.text")}</p>
      {log.state?.hasSurvey && <Survey log={log} />}
    </section>
  );
}
