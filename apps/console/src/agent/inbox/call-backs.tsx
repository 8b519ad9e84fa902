/**
 * What waits for an agent beside conversations, also of those that are closed: customers who want to be called back, the earliest wish
 * first (CALL-10), and messages left while closed, the oldest first (CHAT-04). Both are taken by one agent and closed with an outcome.
 */
import type { CallBackView } from "@rinnalla/protocol";
import { useMemo } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Icon } from "../../parts/icon.tsx";
import { useConsole, useRooms, useWords } from "../../store/use-console.ts";
import { openSession } from "../../store/view.ts";

/** Which texts a list has. */
type Of = "callBack" | "left";

export function CallBacks() {
  const callBacks = useConsole((state) => state.desk.callBacks);
  const [wishes, messages] = useMemo(() => {
    const rows = [...callBacks.values()].sort((a, b) => dueAt(a) - dueAt(b));
    return [rows.filter(({ message }) => !message), rows.filter(({ message }) => message)];
  }, [callBacks]);
  return (
    <>
      <FollowUps of="callBack" rows={wishes} />
      <FollowUps of="left" rows={messages} />
    </>
  );
}

function FollowUps({ of, rows }: { readonly of: Of; readonly rows: readonly CallBackView[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <section className="list-section call-backs" aria-label={t(`${of}.title`)}>
      <h3>
        {t(`${of}.title`)} <span className="count">{rows.length}</span>
      </h3>
      <ul>
        {rows.map((row) => (
          <FollowUp key={row.conversationId} of={of} row={row} />
        ))}
      </ul>
    </section>
  );
}

function dueAt({ wantedAt, askedAt }: CallBackView): number {
  return wantedAt ?? askedAt;
}

function FollowUp({ of, row }: { readonly of: Of; readonly row: CallBackView }) {
  const { t, dateTime } = useWords();
  const { ask, state } = useRooms();
  const me = useConsole((value) => value.me);
  const id = row.conversationId;
  const name = row.customerName ?? t("list.visitor");
  const isMine = row.agentId === me.id;
  const when = row.message ? row.askedAt : row.wantedAt;
  return (
    <li className="call-back">
      <p className="row-line">
        <strong>{name}</strong>
        <span className="quiet">{when === null ? t("callBack.soon") : t(`${of}.at`, { time: dateTime(when) })}</span>
      </p>
      {row.note && <p className="call-back-note">{row.note}</p>}
      {row.message && isMine && <Reply name={name} email={row.message.email} />}
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
            aria-label={t(`${of}.takeNamed`, { name })}
            onPress={() => void ask(id, { type: "takeCallBack" })}
          >
            {t("callBack.take")}
          </Button>
        )}
        {(isMine || me.role !== "agent") && (
          <MenuTrigger>
            <Button className="button button-small" aria-label={t(`${of}.closeNamed`, { name })}>
              {t("callBack.close")}
            </Button>
            <Popover className="popover" placement="bottom end">
              <Menu
                className="menu"
                aria-label={t(`${of}.closeNamed`, { name })}
                onAction={(key) => void ask(id, { type: "closeCallBack", outcome: key as "done" | "notReached" })}
              >
                {(["done", "notReached"] as const).map((outcome) => (
                  <MenuItem key={outcome} id={outcome} className="menu-item">
                    {t(`${of}.${outcome}`)}
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

/** With the agent's own mail programme: the address is put into a link's path, where nothing of it can be more than an address. */
function Reply({ name, email }: { readonly name: string; readonly email: string | null }) {
  const { t } = useWords();
  if (email === null) return <p className="quiet">{t("left.noAddress")}</p>;
  const subject = encodeURIComponent(t("left.subject"));
  return (
    <p className="left-reply">
      <a href={`mailto:${encodeURIComponent(email)}?subject=${subject}`} aria-label={t("left.replyNamed", { name })}>
        <Icon name="mail" size={15} /> {t("left.reply")}
      </a>{" "}
      <span className="quiet">{email}</span>
    </p>
  );
}
