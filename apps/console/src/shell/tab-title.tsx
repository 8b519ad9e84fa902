/**
 * What a tab behind others shows (CHAT-10): how many things wait, in its title and at its icon, offers first, then what is unread. An installed
 * console has the number at its own icon.
 */
import { deskNotices, isUrgent } from "@rinnalla/core";
import { useEffect } from "react";
import { unreadCount } from "../store/log.ts";
import { useConsole, useWords } from "../store/use-console.ts";

export function TabTitle() {
  const { t } = useWords();
  const asked = useConsole(
    (state) => deskNotices(state.desk.conversations.values(), state.me.id).filter(({ kind }) => isUrgent(kind)).length,
  );
  const unread = useConsole((state) => {
    let sum = 0;
    for (const log of state.logs.values()) if (log.state?.agent?.agentId === state.me.id) sum += unreadCount(log);
    return sum;
  });
  const what = asked > 0 ? t("offer.title") : unread > 0 ? t("list.unread", { count: unread }) : "";
  const count = asked + unread;
  useEffect(() => {
    const number = count > 0 ? `(${count > 99 ? "99+" : count}) ` : "";
    document.title = what ? `${number}${what} · ${t("app.name")}` : t("app.name");
  }, [what, count, t]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = icon.href.replace(/icon(-news)?\.svg/, count > 0 ? "icon-news.svg" : "icon.svg");
    // Where the console is installed; elsewhere it is not there, or says no.
    const { setAppBadge } = navigator as { setAppBadge?: (count: number) => Promise<void> };
    setAppBadge?.call(navigator, count).catch(() => {});
  }, [count]);
  return null;
}
