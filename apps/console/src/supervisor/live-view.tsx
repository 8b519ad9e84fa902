/** What goes on now, and the supervisor's hand in it (SUP-01, ROUTE-04). */
import { useState } from "react";
import type { ConversationSummary } from "@rinnalla/protocol";
import { useConsole, useWords } from "../store/use-console.ts";
import { AgentTable } from "./agent-table.tsx";
import { AssignDialog } from "./assign-dialog.tsx";
import { ConversationTable } from "./conversation-table.tsx";
import { Figures } from "./figures-view.tsx";

export function LiveView() {
  const { t } = useWords();
  const isLoaded = useConsole((state) => state.desk.isLoaded);
  const [assigning, setAssigning] = useState<ConversationSummary | null>(null);
  return (
    <main className="live" aria-labelledby="live-title">
      <header className="live-head">
        <h2 id="live-title" className="page-title">
          {t("live.title")}
        </h2>
      </header>
      {isLoaded ? (
        <div className="live-body">
          <Figures />
          <section className="live-section" aria-labelledby="live-ongoing">
            <h3 id="live-ongoing">{t("live.ongoing")}</h3>
            <ConversationTable onAssign={setAssigning} />
          </section>
          <section className="live-section" aria-labelledby="live-agents">
            <h3 id="live-agents">{t("live.agents")}</h3>
            <AgentTable />
          </section>
        </div>
      ) : (
        <p className="quiet live-body" role="status">
          {t("list.loading")}
        </p>
      )}
      {assigning && <AssignDialog conversation={assigning} onClose={() => setAssigning(null)} />}
    </main>
  );
}
