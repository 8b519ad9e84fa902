/** Into a colleague's call: listen, whisper, join; the same to change it, and leave (CALL-11). */
import type { ConversationSummary } from "@rinnalla/protocol";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useConsole, useRooms, useWords } from "../store/use-console.ts";

const roles = ["listen", "whisper", "join"] as const;

export function SitInMenu({ row, name }: { readonly row: ConversationSummary; readonly name: string }) {
  const { t } = useWords();
  const { parties } = useRooms();
  const me = useConsole((state) => state.me);
  const { call } = row;
  if (!call || call.phase === "ended" || call.phase === "ringing") return null;
  if (me.role === "agent" || row.agentId === me.id) return null;
  const own = call.guests?.find((guest) => guest.agentId === me.id);
  return (
    <MenuTrigger>
      <Button className="button button-small button-quiet" aria-label={t("sitIn.named", { name })}>
        {t(own ? `call.as.${own.role}` : "sitIn.label")}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t("sitIn.named", { name })}
          disabledKeys={own ? [own.role] : []}
          onAction={(key) => {
            if (key === "leave") parties.leave(row.id, call.callId);
            for (const role of roles) if (key === role) parties.join(row.id, call.callId, role);
          }}
        >
          {roles.map((role) => (
            <MenuItem key={role} id={role} className="menu-item" textValue={t(`call.as.${role}`)}>
              {t(`call.as.${role}`)}
            </MenuItem>
          ))}
          {own && (
            <MenuItem id="leave" className="menu-item" textValue={t("call.leave")}>
              {t("call.leave")}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
