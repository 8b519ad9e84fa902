/** The browser tab's title: offers first, then what is unread. */
import { useEffect } from "react";
import { unreadCount } from "../store/log.ts";
import { useConsole, useWords } from "../store/use-console.ts";
import { sectionsOf } from "../agent/inbox/sections.ts";

export function TabTitle() {
  const { t } = useWords();
  const offers = useConsole((state) => sectionsOf(state.desk, state.me.id).offers.length);
  const unread = useConsole((state) => {
    let sum = 0;
    for (const log of state.logs.values()) if (log.state?.agent?.agentId === state.me.id) sum += unreadCount(log);
    return sum;
  });
  const what = offers > 0 ? t("offer.title") : unread > 0 ? t("list.unread", { count: unread }) : "";
  useEffect(() => {
    document.title = what ? `${what} · ${t("app.name")}` : t("app.name");
  }, [what, t]);
  return null;
}
