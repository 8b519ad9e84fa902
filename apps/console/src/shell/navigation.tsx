/** The rail at the left: pages, own presence, theme and language. At the bottom edge on a phone. */
import type { IconName } from "@rinnalla/ui";
import { Button } from "react-aria-components/Button";
import { Icon } from "../parts/icon.tsx";
import type { Page } from "../store/state.ts";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import type { TextKey } from "../texts/words.ts";
import { Mark } from "./mark.tsx";
import { PresenceMenu } from "./presence-menu.tsx";
import { SettingsMenu } from "./settings-menu.tsx";

export function Navigation() {
  const { t } = useWords();
  const { state } = useRooms();
  const page = useConsole((value) => value.view.page);
  const role = useConsole((value) => value.me.role);
  const entry = (to: Page, icon: IconName, text: TextKey) => (
    <li>
      <Button
        className="nav-entry"
        aria-current={page === to ? "page" : false}
        onPress={() =>
          state.update((value) => ({
            ...value,
            view: { ...value.view, page: to, step: to === page ? "list" : value.view.step },
          }))
        }
      >
        <Icon name={icon} size={20} />
        <span>{t(text)}</span>
      </Button>
    </li>
  );
  return (
    <nav className="nav" aria-label={t("nav.label")}>
      <div className="nav-mark">
        <Mark />
      </div>
      <ul className="nav-pages">
        {entry("inbox", "inbox", "nav.inbox")}
        {role !== "agent" && entry("live", "live", "nav.live")}
        {role === "administrator" && entry("admin", "tools", "nav.admin")}
      </ul>
      <div className="nav-foot">
        <SettingsMenu />
        <PresenceMenu />
      </div>
    </nav>
  );
}
