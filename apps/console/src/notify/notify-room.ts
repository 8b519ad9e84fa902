/**
 * Tells this agent of news, by core's rule (CHAT-10): a sound, and a notification on the desktop while no console is in front. Of several tabs one
 * tells each thing; what is over is taken away again. What was there when the page came is not news.
 */
import { deskNotices, isUrgent, logNotice, noticeMeans, type Notice } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import { chime, claimOnce } from "@rinnalla/ui";
import { isBeingRead, pageAttention, type Attention } from "../store/line.ts";
import { lastSeq, unreadCount } from "../store/log.ts";
import type { Observable } from "../store/observable.ts";
import type { ConsoleState } from "../store/state.ts";
import { openSession } from "../store/view.ts";
import { showOnDesktop } from "./desktop.ts";
import { joinFronts } from "./fronts.ts";
import type { NotifySettings } from "./notify-settings.ts";

/** A supervisor's word comes with a log that begins with it: older ones are no news. */
const newsMs = 15_000;

export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

export function joinNews(
  state: Observable<ConsoleState>,
  settings: Observable<NotifySettings>,
  words: (notice: Notice, showsNames: boolean) => NoticeWords,
  attention: Attention = pageAttention,
): () => void {
  const me = state.get().me.id;
  const fronts = joinFronts(me);
  const heard = new Map<ConversationId, number>();
  const shown = new Map<string, { readonly notice: Notice; readonly close: () => void }>();
  let waiting: ReadonlySet<string> | null = null;
  let desk: ConsoleState["desk"] | null = null;
  let logs: ConsoleState["logs"] | null = null;

  const tell = async (notice: Notice): Promise<void> => {
    const { hasSound, isOnDesktop } = noticeMeans(notice, await fronts.all(), settings.get());
    // A page that nobody has touched may not sound: another tab of the agent's may.
    if (hasSound && navigator.userActivation?.hasBeenActive !== false && (await claimOnce(`sound ${me} ${notice.key}`)))
      chime(isUrgent(notice.kind) ? 2 : 1);
    if (!isOnDesktop || !(await claimOnce(`desktop ${me} ${notice.key}`)) || isOver(notice)) return;
    const close = showOnDesktop({
      ...words(notice, settings.get().showsNames),
      tag: notice.key,
      isUrgent: isUrgent(notice.kind),
      onPress: () => state.update((value) => ({ ...value, view: viewOf(value, notice) })),
    });
    shown.set(notice.key, { notice, close });
  };

  function isOver({ key, kind, conversationId }: Notice): boolean {
    if (kind !== "message" && kind !== "assigned") return waiting?.has(key) === false;
    const log = state.get().logs.get(conversationId);
    return !log || (kind === "message" && unreadCount(log) === 0 && log.state?.agent?.agentId === me);
  }

  function news(value: ConsoleState): readonly Notice[] {
    const found: Notice[] = [];
    if (value.desk.isLoaded && value.desk !== desk) {
      desk = value.desk;
      const now = deskNotices(desk.conversations.values(), me);
      const before = waiting;
      if (before) found.push(...now.filter(({ key }) => !before.has(key)));
      waiting = new Set(now.map(({ key }) => key));
    }
    if (value.logs === logs) return found;
    logs = value.logs;
    for (const id of heard.keys()) if (!logs.has(id)) heard.delete(id);
    for (const log of logs.values()) {
      if (!log.isLive || !log.state) continue;
      const from = heard.get(log.id);
      const seq = lastSeq(log);
      if (from === seq) continue;
      heard.set(log.id, seq);
      const since = Date.now() + value.clockOffset - newsMs;
      const fresh = log.events.filter((one) =>
        from === undefined ? one.event.type === "agentJoined" && one.at > since : one.seq > from,
      );
      const notice = logNotice(log.state, fresh, me);
      if (notice) found.push(notice);
    }
    return found;
  }

  const look = (): void => {
    const value = state.get();
    const inView = value.view.active !== null && isBeingRead(value, value.view.active) ? value.view.active : null;
    fronts.set(attention.isHere() ? inView : undefined);
    for (const notice of news(value)) void tell(notice);
    for (const [key, { notice, close }] of shown)
      if (isOver(notice)) {
        close();
        shown.delete(key);
      }
  };
  const ends = [state.subscribe(look), attention.subscribe(look)];
  look();
  return () => {
    for (const end of ends) end();
    for (const { close } of shown.values()) close();
    fronts.close();
  };
}

/** Where it can be answered: what waits for an answer stands over every page. */
function viewOf({ view }: ConsoleState, { kind, conversationId }: Notice): ConsoleState["view"] {
  return isUrgent(kind) ? { ...view, page: "inbox" } : openSession(view, conversationId);
}
