/** Theme and language, kept in this browser; the doors to how one is told of news (CHAT-10), and to the self-test (CALL-13). */
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { IconName } from "@rinnalla/ui";
import { Icon } from "../parts/icon.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import type { Theme } from "../store/preferences.ts";
import { usePreferences, useWords } from "../store/use-console.ts";
import { consoleLocales } from "../texts/words.ts";

const NotifyDialog = lazy(() =>
  import("../notify/notify-dialog.tsx").then(({ NotifyDialog: dialog }) => ({ default: dialog })),
);

const themes: readonly { readonly theme: Theme; readonly icon: IconName }[] = [
  { theme: "system", icon: "computer" },
  { theme: "light", icon: "sun" },
  { theme: "dark", icon: "moon" },
];
const languageNames = { en: "English", fi: "Suomi", sv: "Svenska" } as const;

export function SettingsMenu() {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const [preferences, change] = usePreferences();
  const [isNotifying, setNotifying] = useState(false);
  return (
    <>
      <MenuTrigger>
        <Button className="nav-entry">
          <Icon name="settings" size={20} />
          <span>{t("nav.settings")}</span>
        </Button>
        <Popover className="popover" placement={isNarrow ? "top" : "right bottom"}>
          <Menu className="menu" aria-label={t("nav.settings")}>
            <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[preferences.theme]}>
              <Header className="menu-title">{t("theme.label")}</Header>
              {themes.map(({ theme, icon }) => (
                <MenuItem
                  key={theme}
                  id={theme}
                  className="menu-item"
                  textValue={t(`theme.${theme}`)}
                  onAction={() => change({ theme })}
                >
                  <Icon name={icon} size={16} />
                  <span className="grow">{t(`theme.${theme}`)}</span>
                  {preferences.theme === theme && <Icon name="check" size={16} />}
                </MenuItem>
              ))}
            </MenuSection>
            <MenuSection selectionMode="single" disallowEmptySelection selectedKeys={[preferences.locale]}>
              <Header className="menu-title">{t("language.label")}</Header>
              {consoleLocales.map((locale) => (
                <MenuItem
                  key={locale}
                  id={locale}
                  className="menu-item"
                  textValue={languageNames[locale]}
                  onAction={() => change({ locale })}
                >
                  <Icon name="globe" size={16} />
                  <span className="grow" lang={locale}>
                    {languageNames[locale]}
                  </span>
                  {preferences.locale === locale && <Icon name="check" size={16} />}
                </MenuItem>
              ))}
            </MenuSection>
            <MenuItem className="menu-item" textValue={t("nav.notify")} onAction={() => setNotifying(true)}>
              <Icon name="bell" size={16} />
              <span className="grow">{t("nav.notify")}</span>
            </MenuItem>
            <MenuItem
              className="menu-item"
              href={`/self-test/?lang=${preferences.locale}`}
              target="_blank"
              textValue={t("nav.selfTest")}
            >
              <Icon name="headset" size={16} />
              <span className="grow">{t("nav.selfTest")}</span>
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {isNotifying && (
        <Suspense>
          <NotifyDialog onClose={() => setNotifying(false)} />
        </Suspense>
      )}
    </>
  );
}
