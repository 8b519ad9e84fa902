/** Own presence, capacity and the way out (ROUTE-05). */
import type { Presence } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Separator } from "react-aria-components/Separator";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icon.tsx";
import { PresenceDot } from "../parts/presence-dot.tsx";
import { useNarrow } from "../parts/use-narrow.ts";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

const choices = ["available", "busy", "doNotDisturb", "away", "offline"] as const satisfies readonly Presence[];

export function PresenceMenu() {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const { connection, signOut } = useRooms();
  const me = useConsole((state) => state.me);
  const mine = useConsole((state) => state.desk.agents.get(me.id));
  const presence = mine?.presence ?? "offline";
  return (
    <MenuTrigger>
      <Button className="me" aria-label={`${t("nav.presence", { presence: t(`presence.${presence}`) })}. ${me.name}`}>
        <span className="me-picture">
          <Avatar id={me.id} name={me.name} />
          <PresenceDot presence={presence} />
        </span>
        <span className="me-presence">{t(`presence.${presence}`)}</span>
      </Button>
      <Popover className="popover" placement={isNarrow ? "top" : "right bottom"}>
        <div className="menu-head">
          <strong>{me.name}</strong>
          <span>{t(`role.${me.role}`)}</span>
          {mine && (
            <span className="capacity">
              {t("capacity.used", { load: mine.load, limit: mine.limit })}
              <span className="bar" aria-hidden="true">
                <span
                  style={{ inlineSize: `${Math.min(100, (100 * mine.load) / Math.max(1, mine.limit))}%` }}
                  data-is-over={mine.load > mine.limit || undefined}
                />
              </span>
            </span>
          )}
        </div>
        <Menu className="menu" aria-label={t("nav.presence", { presence: t(`presence.${presence}`) })}>
          <MenuSection
            aria-label={t("live.col.presence")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[presence]}
            onSelectionChange={(keys) => {
              const chosen = choices.find((choice) => keys !== "all" && keys.has(choice));
              if (chosen) connection.setPresence(chosen);
            }}
          >
            {choices.map((choice) => (
              <MenuItem key={choice} id={choice} className="menu-item" textValue={t(`presence.${choice}`)}>
                <PresenceDot presence={choice} />
                <span className="grow">{t(`presence.${choice}`)}</span>
                {choice === presence && <Icon name="check" size={16} />}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className="separator" />
          <MenuItem className="menu-item" onAction={() => void signOut()} textValue={t("nav.signOut")}>
            <Icon name="signOut" size={16} />
            <span>{t("nav.signOut")}</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
