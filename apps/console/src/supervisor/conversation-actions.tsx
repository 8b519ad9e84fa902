/** What a supervisor can do with one conversation from the live view: open, assign, and behind More the rest (SUP-01, CALL-11). */
import type { ConversationSummary } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Icon } from "../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { openSession } from "../store/view.ts";
import { seatIn } from "./seat-in.ts";

export type ConversationDialog = "assign" | "transfer" | "close";

const roles = ["listen", "whisper", "join"] as const;

interface Props {
  readonly row: ConversationSummary;
  readonly name: string;
  readonly isNarrow: boolean;
  readonly onDialog: (dialog: ConversationDialog) => void;
}

export function ConversationActions({ row, name, isNarrow, onDialog }: Props) {
  const { t } = useWords();
  const { state, parties } = useRooms();
  const me = useConsole((value) => value.me);
  const isOver = row.status === "wrapUp" || row.status === "closed";
  const seat = seatIn(row, me);
  const open = (): void => state.update((value) => ({ ...value, view: openSession(value.view, row.id) }));
  return (
    <span className="cell-actions">
      <Button className="button button-small button-quiet" aria-label={t("live.openNamed", { name })} onPress={open}>
        {t("live.open")}
      </Button>
      {!isNarrow && !isOver && (
        <Button
          className="button button-small"
          aria-label={t("live.assignNamed", { name })}
          onPress={() => onDialog("assign")}
        >
          {t("live.assign")}
        </Button>
      )}
      <MenuTrigger>
        <Button className="icon-button icon-button-plain" aria-label={t("live.moreNamed", { name })}>
          <Icon name="more" size={18} />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label={t("live.moreNamed", { name })}
            disabledKeys={seat?.role ? [seat.role] : []}
            onAction={(key) => {
              if (key === "assign" || key === "transfer" || key === "close") onDialog(key);
              if (!seat) return;
              if (key === "leave") parties.leave(row.id, seat.callId);
              for (const role of roles) if (key === role) parties.join(row.id, seat.callId, role);
            }}
          >
            {seat &&
              roles.map((role) => (
                <MenuItem key={role} id={role} className="menu-item" textValue={t(`live.call.${role}`)}>
                  {t(`live.call.${role}`)}
                </MenuItem>
              ))}
            {seat?.role && (
              <MenuItem id="leave" className="menu-item" textValue={t("call.leave")}>
                {t("call.leave")}
              </MenuItem>
            )}
            {!isOver && isNarrow && (
              <MenuItem id="assign" className="menu-item" textValue={t("live.assign")}>
                {t("live.assign")}
              </MenuItem>
            )}
            {!isOver && (
              <MenuItem id="transfer" className="menu-item" textValue={t("live.transfer")}>
                {t("live.transfer")}
              </MenuItem>
            )}
            <MenuItem id="close" className="menu-item menu-item-danger" textValue={t("live.close")}>
              {t("live.close")}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </span>
  );
}
