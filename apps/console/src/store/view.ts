/** What is open and in front: session tabs, app tabs, page and step, and the address that stands for it. */
import type { AgentId, ConfigKind, ConversationId, ConversationSummary } from "@rinnalla/protocol";
import type { AdminPlace, AppTab, Desk, View } from "./state.ts";
import { withEntry, withoutEntry } from "./with.ts";

export function openSession(view: View, id: ConversationId): View {
  return {
    ...view,
    page: "inbox",
    step: "panel",
    sessions: view.sessions.includes(id) ? view.sessions : [...view.sessions, id],
    active: id,
  };
}

/** The neighbour comes to the front. */
export function closeSession(view: View, id: ConversationId): View {
  const at = view.sessions.indexOf(id);
  if (at < 0) return view;
  const sessions = view.sessions.filter((other) => other !== id);
  const active = view.active === id ? (sessions[Math.min(at, sessions.length - 1)] ?? null) : view.active;
  return { ...view, sessions, active, step: active ? view.step : "list", apps: withoutEntry(view.apps, id) };
}

export function isMine(summary: ConversationSummary, me: AgentId): boolean {
  return summary.agentId === me && summary.status !== "closed";
}

/** Somebody else's, in which I am consulted, monitor or have joined (ROUTE-07). */
export function isBeside({ participants }: ConversationSummary, me: AgentId): boolean {
  return participants?.some((one) => one.agentId === me) ?? false;
}

/** Each conversation of mine has its session tab; which one is in front stays the agent's choice. */
export function withMine(view: View, desk: Desk, me: AgentId): View {
  const missing = [...desk.conversations.values()].filter((one) => isMine(one, me) && !view.sessions.includes(one.id));
  if (missing.length === 0) return view;
  missing.sort((a, b) => a.openedAt - b.openedAt);
  return { ...view, sessions: [...view.sessions, ...missing.map((one) => one.id)] };
}

const noApps = { open: [] as readonly AppTab[], front: "customer" as AppTab };

export function appsOf(view: View, id: ConversationId): { readonly open: readonly AppTab[]; readonly front: AppTab } {
  return view.apps.get(id) ?? noApps;
}

export function openApp(view: View, id: ConversationId, app: AppTab): View {
  const { open } = appsOf(view, id);
  return {
    ...view,
    step: view.step === "panel" ? "app" : view.step,
    apps: withEntry(view.apps, id, {
      open: app === "customer" || open.includes(app) ? open : [...open, app],
      front: app,
    }),
  };
}

export function closeApp(view: View, id: ConversationId, app: AppTab): View {
  const { open, front } = appsOf(view, id);
  return {
    ...view,
    apps: withEntry(view.apps, id, {
      open: open.filter((one) => one !== app),
      front: front === app ? "customer" : front,
    }),
  };
}

export function hashOf({ page, active, step, admin }: View): string {
  if (page === "live") return "#/live";
  if (page === "admin") return `#/admin/${admin.kind}${admin.id === null ? "" : `/${admin.id}`}`;
  return active && step !== "list" ? `#/conversation/${active}` : "#/";
}

export interface AddressedView {
  readonly page: View["page"];
  readonly active: ConversationId | null;
  readonly admin?: AdminPlace;
}

/** What an address asks for; anything unknown is the inbox. */
export function readHash(hash: string): AddressedView {
  if (hash === "#/live") return { page: "live", active: null };
  const setting =
    /^#\/admin\/(widget|workstream|queue|hours|agent|masking|quickReply|provider)(?:\/([A-Za-z0-9_-]{1,64}))?$/.exec(
      hash,
    );
  if (setting)
    return { page: "admin", active: null, admin: { kind: setting[1] as ConfigKind, id: setting[2] ?? null } };
  const id = /^#\/conversation\/([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1];
  return { page: "inbox", active: (id as ConversationId | undefined) ?? null };
}
