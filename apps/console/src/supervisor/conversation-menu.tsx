/** One menu for all rows of the live view, opened at the row that asks for it (SUP-01, ROUTE-07, CALL-11). */
import type { ConversationId } from "@rinnalla/protocol";
import { Menu, MenuItem } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";
import { closeSession, openSession } from "../store/view.ts";
import { deedsFor, type ConversationDeed } from "./conversation-offers.ts";
import { seatIn } from "./seat-in.ts";

export type ConversationDialog = "assign" | "toAgent" | "toQueue" | "close";

/** `anchor`: what gets the focus back, when it was not simply pressed. */
export type OnDialog = (dialog: ConversationDialog, id: ConversationId, anchor?: HTMLElement) => void;

export interface MenuPlace {
  readonly id: ConversationId;
  readonly anchor: HTMLElement;
}

interface Props {
  readonly place: MenuPlace;
  readonly onDialog: OnDialog;
  readonly onClose: () => void;
}

const words = {
  open: "live.open",
  monitor: "live.monitor",
  joinChat: "live.joinChat",
  leaveChat: "live.leaveChat",
  listen: "live.call.listen",
  whisper: "live.call.whisper",
  join: "live.call.join",
  leaveCall: "call.leave",
  assign: "live.assign",
  toAgent: "panel.toAgent",
  toQueue: "live.transfer",
  close: "live.close",
} as const satisfies Record<ConversationDeed, string>;

export function ConversationMenu({ place: { id, anchor }, onDialog, onClose }: Props) {
  const { t } = useWords();
  const { state, ask, parties } = useRooms();
  const me = useConsole((value) => value.me);
  const row = useConsole((value) => value.desk.conversations.get(id));
  const open = (): void => state.update((value) => ({ ...value, view: openSession(value.view, id) }));
  const enter = async (role: "monitor" | "join"): Promise<void> => {
    if ((await ask(id, { type: "joinConversation", role })).ok) open();
  };
  const act = (deed: ConversationDeed): void => {
    const seat = row && seatIn(row, me);
    switch (deed) {
      case "open":
        return open();
      case "monitor":
      case "joinChat":
        return void enter(deed === "monitor" ? "monitor" : "join");
      case "leaveChat":
        // With its tab, for whoever has it open reads along.
        state.update((value) => ({ ...value, view: { ...closeSession(value.view, id), page: "live" } }));
        return void ask(id, { type: "leaveConversation" });
      case "listen":
      case "whisper":
      case "join":
        if (seat) parties.join(id, seat.callId, deed);
        return;
      case "leaveCall":
        if (seat) parties.leave(id, seat.callId);
        return;
      default:
        return onDialog(deed, id, anchor);
    }
  };
  if (!row) return null;
  const name = row.customerName ?? t("list.visitor");
  return (
    <Popover
      className="popover"
      placement="bottom end"
      triggerRef={{ current: anchor }}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      aria-label={t("live.moreNamed", { name })}
    >
      <Menu
        className="menu"
        aria-label={t("live.moreNamed", { name })}
        // Without a trigger of its own it is not told that it was opened by somebody.
        autoFocus="first"
        onClose={onClose}
        onAction={(key) => act(key as ConversationDeed)}
      >
        {deedsFor(row, me).map((deed) => (
          <MenuItem
            key={deed}
            id={deed}
            className={deed === "close" ? "menu-item menu-item-danger" : "menu-item"}
            textValue={t(words[deed])}
          >
            {t(words[deed])}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
