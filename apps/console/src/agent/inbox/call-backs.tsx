/** Customers who want to be called back, the earliest wish first; also of conversations that are closed (CALL-10). */
import type { CallBackView } from "@rinnalla/protocol";
import { useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { openSession } from "../../store/view.ts";

export function CallBacks() {
  const { t } = useWords();
  const callBacks = useConsole((state) => state.desk.callBacks);
  const rows = useMemo(() => [...callBacks.values()].sort((a, b) => dueAt(a) - dueAt(b)), [callBacks]);
  if (rows.length === 0) return null;
  return (
    <section className="list-section call-backs" aria-label={t("callBack.title")}>
      <h3>
        {t("callBack.title")} <span className="count">{rows.length}</span>
      </h3>
      <ul>
        {rows.map((row) => (
          <CallBackRow key={row.conversationId} row={row} />
        ))}
      </ul>
    </section>
  );
}

function dueAt({ wantedAt, askedAt }: CallBackView): number {
  return wantedAt ?? askedAt;
}

function CallBackRow({ row }: { readonly row: CallBackView }) {
  const { t, dateTime } = useWords();
  const { ask, state } = useRooms();
  const me = useConsole((value) => value.me);
  const id = row.conversationId;
  const name = row.customerName ?? t("list.visitor");
  const isMine = row.agentId === me.id;
  return (
    <li className="call-back">
      <p className="row-line">
        <strong>{name}</strong>
        <span className="quiet">
          {row.wantedAt === null ? t("callBack.soon") : t("callBack.at", { time: dateTime(row.wantedAt) })}
        </span>
      </p>
      {row.note && <p className="call-back-note">{row.note}</p>}
      <div className="call-back-foot">
        <span className="quiet grow">
          {row.agentName ? (isMine ? t("callBack.mine") : t("callBack.takenBy", { agent: row.agentName })) : ""}
        </span>
        {isMine && (
          <Button
            className="button button-small button-quiet"
            aria-label={t("callBack.openNamed", { name })}
            onPress={() => state.update((value) => ({ ...value, view: openSession(value.view, id) }))}
          >
            {t("callBack.open")}
          </Button>
        )}
        {!isMine && (row.agentId === null || me.role !== "agent") && (
          <Button
            className="button button-small"
            aria-label={t("callBack.takeNamed", { name })}
            onPress={() => void ask(id, { type: "takeCallBack" })}
          >
            {t("callBack.take")}
          </Button>
        )}
        {(isMine || me.role !== "agent") && (
          <MenuTrigger>
            <Button className="button button-small" aria-label={t("callBack.closeNamed", { name })}>
              {t("callBack.close")}
            </Button>
            <Popover className="popover" placement="bottom end">
              <Menu
                className="menu"
                aria-label={t("callBack.closeNamed", { name })}
                onAction={(key) => void ask(id, { type: "closeCallBack", outcome: key as "done" | "notReached" })}
              >
                {(["done", "notReached"] as const).map((outcome) => (
                  <MenuItem key={outcome} id={outcome} className="menu-item">
                    {t(`callBack.${outcome}`)}
                  </MenuItem>
                ))}
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
      </div>
    </li>
  );
}
