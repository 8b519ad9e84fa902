/** The communication panel: header with the commands, timeline, composer; in wrap-up the last view of the conversation. */
import type { ConversationId } from "@rinnalla/protocol";
import { useConsole, useWords } from "../../store/use-console.ts";
import { CallRequestBanner } from "./call-request-banner.tsx";
import { Composer } from "./composer.tsx";
import { useCustomerName } from "./customer-name.ts";
import { PanelHeader } from "./panel-header.tsx";
import { Timeline } from "./timeline-view.tsx";
import { WrapUp } from "./wrap-up.tsx";

export function Panel({ id }: { readonly id: ConversationId }) {
  const { t } = useWords();
  const name = useCustomerName(id);
  const log = useConsole((state) => state.logs.get(id));
  const me = useConsole((state) => state.me.id);
  const state = log?.state;
  const isMine = state?.agent?.agentId === me;
  return (
    <section className="panel" aria-label={t("panel.label")}>
      <PanelHeader id={id} name={name} isMine={isMine} />
      {log?.state ? (
        <Timeline log={log} name={name} />
      ) : (
        <p className="timeline quiet" role="status">
          {t("panel.loading")}
        </p>
      )}
      {state && !isMine && state.status !== "wrapUp" && state.status !== "closed" && (
        <p className="panel-foot quiet">
          {state.agent ? t("panel.readOnly", { agent: state.agent.name }) : t("panel.readOnlyNobody")}
        </p>
      )}
      {log && state && (state.status === "wrapUp" || state.status === "closed") && <WrapUp log={log} isMine={isMine} />}
      {isMine && <CallRequestBanner id={id} name={name} />}
      {isMine && state && state.status !== "closed" && (
        <Composer id={id} name={name} isEnded={state.status === "wrapUp"} />
      )}
    </section>
  );
}
