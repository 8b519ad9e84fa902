/** The whole console: rail, page, and what floats above it. */
import { lazy, Suspense } from "react";
import { BeforeCallDialog } from "../agent/call/before-call-dialog.tsx";
import { CallControls } from "../agent/call/call-control.tsx";
import { CallInvites } from "../agent/call/call-invites.tsx";
import { GuestControls } from "../agent/call/guest-control.tsx";
import { ConsultAsks } from "../agent/participants/consult-asks.tsx";
import { Sessions } from "../agent/conversation/sessions.tsx";
import { ConversationList } from "../agent/inbox/conversation-list.tsx";
import { Offers } from "../agent/inbox/offers.tsx";
import { useConsole, useWords } from "../store/use-console.ts";
import { Banners } from "./banners.tsx";
import { Navigation } from "./navigation.tsx";
import { TabTitle } from "./tab-title.tsx";
import { Toasts } from "./toasts.tsx";

// For the few; nobody else waits for it.
const Administration = lazy(() =>
  import("../admin/administration.tsx").then(({ Administration: page }) => ({ default: page })),
);

const LiveView = lazy(() => import("../supervisor/live-view.tsx").then(({ LiveView: page }) => ({ default: page })));

export function Layout() {
  const { t } = useWords();
  const page = useConsole((state) => state.view.page);
  const step = useConsole((state) => state.view.step);
  return (
    <div className="console" data-page={page} data-step={step}>
      <TabTitle />
      <h1 className="visually-hidden">{t("app.name")}</h1>
      <div className="foot">
        <Offers />
        <CallInvites />
        <ConsultAsks />
        <CallControls />
        <GuestControls />
      </div>
      <Navigation />
      <div className="page">
        <Banners />
        {page === "live" || page === "admin" ? (
          <Suspense fallback={<main className="live" />}>
            {page === "live" ? <LiveView /> : <Administration />}
          </Suspense>
        ) : (
          <main className="inbox">
            <ConversationList />
            <Sessions />
          </main>
        )}
      </div>
      <BeforeCallDialog />
      <Toasts />
    </div>
  );
}
