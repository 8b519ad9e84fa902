/** App tabs of one session: the customer's details always, co-browse and screen share once opened by the computer icon (VIS-01). */
import type { ConversationId } from "@rinnalla/protocol";
import type { IconName } from "@rinnalla/ui";
import { Button } from "react-aria-components/Button";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { IconButton } from "../../parts/icon-button.tsx";
import { Icon } from "../../parts/icon.tsx";
import type { AppTab } from "../../store/state.ts";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { appsOf, closeApp, openApp } from "../../store/view.ts";
import { VisualPage } from "../visual/visual-page.tsx";
import { Details } from "./details.tsx";

const iconOf: Readonly<Record<AppTab, IconName>> = {
  customer: "person",
  cobrowse: "cobrowse",
  screenShare: "computer",
};

export function AppTabs({ id }: { readonly id: ConversationId }) {
  const { t } = useWords();
  const { state } = useRooms();
  const { open, front } = useConsole((value) => appsOf(value.view, id));
  const liveVisual = useConsole((value) => value.logs.get(id)?.state?.visual ?? null);
  const isLive = liveVisual !== null && liveVisual.phase !== "ended" && liveVisual.kind === front;
  return (
    <Tabs
      className="apps"
      selectedKey={front}
      onSelectionChange={(key) => state.update((value) => ({ ...value, view: openApp(value.view, id, key as AppTab) }))}
    >
      <div className="apps-bar">
        <Button
          className="step-back"
          aria-label={t("nav.back")}
          onPress={() => state.update((value) => ({ ...value, view: { ...value.view, step: "list" } }))}
        >
          <Icon name="chevronLeft" />
        </Button>
        <TabList className="app-tabs" aria-label={t("apps.label")}>
          {(["customer", ...open] as const).map((app) => (
            <Tab key={app} id={app} className="app-tab">
              <Icon name={iconOf[app]} size={16} />
              {t(`apps.${app}`)}
            </Tab>
          ))}
        </TabList>
        {front !== "customer" && !isLive && (
          <IconButton
            icon="close"
            size={15}
            label={t("apps.closeTab", { name: t(`apps.${front}`) })}
            onPress={() => state.update((value) => ({ ...value, view: closeApp(value.view, id, front) }))}
          />
        )}
        <Button
          className="text-button step-chat"
          onPress={() => state.update((value) => ({ ...value, view: { ...value.view, step: "panel" } }))}
        >
          {t("apps.toChat")}
        </Button>
      </div>
      <TabPanel id="customer" className="app">
        <Details id={id} />
      </TabPanel>
      {open.map((app) => (
        // Kept mounted, so that a glance at the customer's details does not drop the picture.
        <TabPanel key={app} id={app} className="app app-visual" shouldForceMount>
          {app !== "customer" && <VisualPage id={id} kind={app} isInFront={front === app} />}
        </TabPanel>
      ))}
    </Tabs>
  );
}
