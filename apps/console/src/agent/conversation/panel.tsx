/** The communication panel: header with the commands, timeline, composer; in wrap-up the last view of the conversation. */
import type { ConversationId } from "@rinnalla/protocol";
import { useConsole, useWords } from "../../store/use-console.ts";
import { audiencesOf } from "../participants/audiences.ts";
import { BesideBar } from "../participants/beside-bar.tsx";
import { BesideFoot } from "../participants/beside-foot.tsx";
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
  const audiences = state ? audiencesOf(state, me) : [];
  return (
    <section className="panel" aria-label={t("panel.label")}>
      <PanelHeader id={id} name={name} isMine={isMine} />
      {state && !state.ended && <BesideBar id={id} state={state} />}
      {log?.state ? (
        <Timeline log={log} name={name} />
      ) : (
        <p className="timeline quiet" role="status">
          {t("panel.loading")}
        </p>
      )}
      {state && !isMine && state.status !== "wrapUp" && state.status !== "closed" && (
        <BesideFoot id={id} name={name} state={state} />
      )}
      {log && state && (state.status === "wrapUp" || state.status === "closed") && <WrapUp log={log} isMine={isMine} />}
      {isMine && <CallRequestBanner id={id} name={name} />}
      {audiences.length > 0 && <Composer id={id} name={name} audiences={audiences} />}
    </section>
  );
}
