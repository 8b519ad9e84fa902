/** Own presence, ours or one of the organisation's own, capacity and the way out (ROUTE-05). */
import type { Presence } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Separator } from "react-aria-components/Separator";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icon.tsx";
import { PresenceDot } from "../parts/presence-dot.tsx";
import { chosenIn, useOwnPresenceName, usePresenceWord } from "../parts/presence-word.ts";
import { useNarrow } from "../parts/use-narrow.ts";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

const choices = ["available", "busy", "doNotDisturb", "away", "offline"] as const satisfies readonly Presence[];

export function PresenceMenu() {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const { connection, signOut } = useRooms();
  const me = useConsole((state) => state.me);
  const mine = useConsole((state) => state.desk.agents.get(me.id));
  const own = useConsole((state) => state.desk.presences);
  const presenceWord = usePresenceWord();
  const ownName = useOwnPresenceName();
  const shown = mine ?? { presence: "offline" as const };
  const word = presenceWord(shown);
  const chosen = chosenIn(shown);
  const entries = [
    ...choices.map((id) => ({ id, base: id, name: t(`presence.${id}`), say: id })),
    ...[...own.values()].map((one) => ({ id: one.id, base: one.base, name: ownName(one), say: { custom: one.id } })),
  ];
  return (
    <MenuTrigger>
      <Button className="me" aria-label={`${t("nav.presence", { presence: word })}. ${me.name}`}>
        <span className="me-picture">
          <Avatar id={me.id} name={me.name} />
          <PresenceDot presence={shown.presence} />
        </span>
        <span className="me-presence">{word}</span>
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
        <Menu className="menu" aria-label={t("nav.presence", { presence: word })}>
          <MenuSection
            aria-label={t("live.col.presence")}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[chosen]}
            onSelectionChange={(keys) => {
              const entry = entries.find(({ id }) => keys !== "all" && keys.has(id));
              if (entry) connection.setPresence(entry.say);
            }}
          >
            {entries.map(({ id, base, name }) => (
              <MenuItem key={id} id={id} className="menu-item" textValue={name}>
                <PresenceDot presence={base} />
                <span className="grow breakable">{name}</span>
                {id === chosen && <Icon name="check" size={16} />}
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
