/**
 * Between the socket and the state: folds what arrives, follows the conversations that are mine or open, and tells the
 * customer's side how far they were received and read (CHAT-02). Calls and visual sessions listen for themselves.
 */
import type { Connection, Notice } from "@rinnalla/client";
import type { AgentId, ConversationId, ConversationSummary } from "@rinnalla/protocol";
import { foldDesk, foldPresence } from "./desk.ts";
import { emptyLog, foldEvents, foldMarks, lastSeq, type Log } from "./log.ts";
import type { Observable } from "./observable.ts";
import type { ConsoleState, Toast } from "./state.ts";
import { addToast } from "./toasts.ts";
import { closeSession, isBeside, isMine, withMine } from "./view.ts";
import { withEntry, withoutEntry } from "./with.ts";

/** Whether somebody looks at this page now. */
export interface Attention {
  readonly isHere: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

export const pageAttention: Attention = {
  isHere: () => document.visibilityState === "visible" && document.hasFocus(),
  subscribe: (listener) => {
    const ends = new AbortController();
    document.addEventListener("visibilitychange", listener, { signal: ends.signal });
    for (const change of ["focus", "blur"]) window.addEventListener(change, listener, { signal: ends.signal });
    return () => ends.abort();
  },
};

export function changeLog(state: ConsoleState, id: ConversationId, change: (log: Log) => Log): ConsoleState {
  const log = state.logs.get(id);
  if (!log) return state;
  const changed = change(log);
  return changed === log ? state : { ...state, logs: withEntry(state.logs, id, changed) };
}

export function foldNotice(state: ConsoleState, notice: Notice, now: number): ConsoleState {
  switch (notice.t) {
    case "status":
      return {
        ...state,
        line: {
          status: notice.status,
          code: notice.code,
          wasOnline: state.line.wasOnline || notice.status === "online",
        },
      };
    case "welcome":
      return {
        ...state,
        clockOffset: notice.now - now,
        me: notice.me.realm === "staff" ? notice.me.agent : state.me,
        hasMail: notice.me.hasMail ?? false,
      };
    case "desk": {
      const desk = foldDesk(state.desk, notice);
      return { ...state, desk, view: withMine(state.view, desk, state.me.id) };
    }
    case "presence": {
      const { t: _t, ...shown } = notice;
      return { ...state, desk: foldPresence(state.desk, shown) };
    }
    case "events": {
      const folded = changeLog(state, notice.conversationId, (log) => foldEvents(log, notice.events));
      const text = state.logs.get(notice.conversationId)?.isLive ? transferNews(folded, notice) : null;
      return text ? addToast(folded, { tone: "info", text }) : folded;
    }
    case "live": {
      const live = changeLog(state, notice.conversationId, (log) => ({
        ...foldMarks(log, notice.marks),
        isLive: true,
      }));
      const wasLive = state.logs.get(notice.conversationId)?.isLive ?? false;
      const assigned = wasLive ? null : justAssigned(live, notice.conversationId, now);
      return assigned ? addToast(live, { tone: "info", text: assigned }) : live;
    }
    case "marks":
      return changeLog(state, notice.conversationId, (log) => foldMarks(log, notice.marks));
    case "signal": {
      const { signal } = notice;
      const { colleague } = notice.from;
      if (colleague && signal.kind === "typing")
        return changeLog(state, notice.conversationId, (log) => ({
          ...log,
          asideTyping: signal.isTyping
            ? { agentId: colleague, name: state.desk.agents.get(colleague)?.name ?? "", at: now }
            : null,
        }));
      if (notice.from.side !== "customer") return state;
      if (signal.kind === "typing") {
        return changeLog(state, notice.conversationId, (log) => ({ ...log, typingAt: signal.isTyping ? now : 0 }));
      }
      if (signal.kind === "abilities") {
        const { kind: _, ...abilities } = signal;
        return changeLog(state, notice.conversationId, (log) => ({ ...log, abilities }));
      }
      return state;
    }
    case "refused": {
      // Signals, marks and channels may come too late to matter; what the agent asked for is told.
      if (notice.about !== "follow" && notice.about !== "presence") return state;
      const toasted = addToast(state, { tone: "danger", text: { code: notice.code } });
      if (notice.about !== "follow" || !notice.conversationId) return toasted;
      return { ...toasted, view: closeSession(toasted.view, notice.conversationId) };
    }
    default:
      return state;
  }
}

/** That a colleague did not take it over may come while the agent looks elsewhere, so it is told (ROUTE-07). */
function transferNews(
  state: ConsoleState,
  { conversationId, events }: Extract<Notice, { t: "events" }>,
): Toast["text"] | null {
  if (state.logs.get(conversationId)?.state?.agent?.agentId !== state.me.id) return null;
  const ended = events.findLast(({ event }) => event.type === "transferEnded")?.event;
  if (ended?.type !== "transferEnded" || ended.because === "cancelled") return null;
  return { key: `transfer.${ended.because}`, agent: state.desk.agents.get(ended.agentId)?.name ?? "" };
}

const newsMs = 15_000;

/** A supervisor's word comes without an offer, so it is told (ROUTE-04). */
function justAssigned(state: ConsoleState, id: ConversationId, now: number): Toast["text"] | null {
  const log = state.logs.get(id);
  const joined = log?.events.findLast((logged) => logged.event.type === "agentJoined");
  if (
    !log ||
    joined?.event.type !== "agentJoined" ||
    joined.event.how !== "assign" ||
    joined.event.agentId !== state.me.id
  )
    return null;
  if (joined.by.kind !== "agent" || joined.by.agentId === state.me.id || now + state.clockOffset - joined.at > newsMs)
    return null;
  return { key: "notice.assigned", by: joined.by.name, name: log.state?.customerName ?? null };
}

/** Mine, whatever has a session tab, and those in which I am beside the agent or a guest of the call (ROUTE-07, CALL-11). */
export function wantedLogs(state: ConsoleState): ReadonlySet<ConversationId> {
  const wanted = new Set<ConversationId>(state.view.sessions);
  for (const one of state.desk.conversations.values())
    if (isMine(one, state.me.id) || isBeside(one, state.me.id) || isGuestIn(one, state.me.id)) wanted.add(one.id);
  return wanted;
}

function isGuestIn({ call }: ConversationSummary, me: AgentId): boolean {
  return call?.guests?.some((guest) => guest.agentId === me) ?? false;
}

export function isBeingRead(state: ConsoleState, id: ConversationId): boolean {
  return state.view.page === "inbox" && state.view.active === id && state.view.step !== "list";
}

/** Returns the way out. */
export function joinLine(
  connection: Connection,
  state: Observable<ConsoleState>,
  attention: Attention = pageAttention,
): () => void {
  const told = new Map<ConversationId, { delivered: number; read: number }>();
  const followed = new Set<ConversationId>();

  const follow = (): void => {
    const wanted = wantedLogs(state.get());
    for (const id of wanted) {
      if (followed.has(id)) continue;
      followed.add(id);
      state.update((value) => ({ ...value, logs: withEntry(value.logs, id, value.logs.get(id) ?? emptyLog(id)) }));
      connection.follow(id);
    }
    for (const id of [...followed]) {
      if (wanted.has(id)) continue;
      followed.delete(id);
      told.delete(id);
      connection.unfollow(id);
      state.update((value) => ({ ...value, logs: withoutEntry(value.logs, id) }));
    }
  };

  const mark = (): void => {
    const value = state.get();
    if (value.line.status !== "online") return;
    const isHere = attention.isHere();
    for (const log of value.logs.values()) {
      // Who only reads along must not make the customer believe that the agent has read.
      if (!log.isLive || log.state?.agent?.agentId !== value.me.id) continue;
      const before = told.get(log.id) ?? log.marks.agent;
      const delivered = lastSeq(log);
      const read = isHere && isBeingRead(value, log.id) ? delivered : before.read;
      if (delivered === told.get(log.id)?.delivered && read === before.read) continue;
      if (delivered === log.marks.agent.delivered && read === log.marks.agent.read) continue;
      told.set(log.id, { delivered, read });
      connection.mark(log.id, delivered, read);
      state.update((now) =>
        changeLog(now, log.id, (changed) => foldMarks(changed, { ...changed.marks, agent: { delivered, read } })),
      );
    }
  };

  const ends = [
    connection.subscribe((notice) => {
      // Marks are not kept by the socket: after a break they are said again.
      if (notice.t === "welcome") told.clear();
      state.update((value) => foldNotice(value, notice, Date.now()));
    }),
    state.subscribe(() => {
      follow();
      mark();
    }),
    attention.subscribe(mark),
  ];
  return () => {
    for (const end of ends) end();
  };
}
