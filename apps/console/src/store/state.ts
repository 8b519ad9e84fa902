/** All that the console shows, in one immutable value. What the machines say is folded with core; nothing here decides anew. */
import type {
  AgentConfig,
  AgentId,
  AgentView,
  CallBackView,
  CallId,
  ConfigKind,
  ConversationId,
  ConversationSummary,
  ErrorCode,
  PresenceConfig,
  PresenceId,
  QueueId,
  QueueView,
  SkillConfig,
  SkillId,
  VisualId,
} from "@rinnalla/protocol";
import type { SocketStatus } from "@rinnalla/client";
import type { DueCall, LocalCall } from "../agent/call/local-call.ts";
import type { LocalGuest, LocalParties } from "../agent/call/local-guest.ts";
import type { LocalVisual } from "../agent/visual/local-visual.ts";
import type { Log } from "./log.ts";

export interface Desk {
  /** False until the first whole desk arrived. */
  readonly isLoaded: boolean;
  readonly conversations: ReadonlyMap<ConversationId, ConversationSummary>;
  readonly agents: ReadonlyMap<AgentId, AgentView>;
  readonly queues: ReadonlyMap<QueueId, QueueView>;
  /** Open ones, also of closed conversations. */
  readonly callBacks: ReadonlyMap<ConversationId, CallBackView>;
  readonly skills: ReadonlyMap<SkillId, SkillConfig>;
  /** The organisation's own (ROUTE-05). */
  readonly presences: ReadonlyMap<PresenceId, PresenceConfig>;
}

export type Page = "inbox" | "live" | "admin";
/** On a phone one of the three fills the screen. */
export type Step = "list" | "app" | "panel";
export type AppTab = "customer" | "cobrowse" | "screenShare";

export interface AdminPlace {
  readonly kind: ConfigKind;
  /** Null: the list alone. */
  readonly id: string | null;
}

export interface View {
  readonly page: Page;
  readonly step: Step;
  /** Conversations with a session tab, in the order of the tabs. */
  readonly sessions: readonly ConversationId[];
  readonly active: ConversationId | null;
  /** Which setting the administration shows. */
  readonly admin: AdminPlace;
  /** Open app tabs beside "customer", and the one in front, by conversation. */
  readonly apps: ReadonlyMap<ConversationId, { readonly open: readonly AppTab[]; readonly front: AppTab }>;
}

/** A short word to the agent at the edge of the screen. */
export interface Toast {
  readonly id: number;
  readonly tone: "danger" | "info";
  readonly text:
    | { readonly code: ErrorCode }
    | { readonly key: "notice.assigned"; readonly by: string; readonly name: string | null }
    | { readonly key: "transfer.declined" | "transfer.expired" | "transfer.withdrawn"; readonly agent: string }
    | { readonly key: "line.closed" | "recording.failed" | "recording.unsupported" };
}

export interface ConsoleState {
  readonly me: AgentConfig;
  readonly line: { readonly status: SocketStatus; readonly code: ErrorCode | null; readonly wasOnline: boolean };
  /** Server's clock minus ours, in milliseconds. */
  readonly clockOffset: number;
  /** The server sends e-mail. */
  readonly hasMail: boolean;
  readonly desk: Desk;
  readonly logs: ReadonlyMap<ConversationId, Log>;
  readonly view: View;
  readonly toasts: readonly Toast[];
  /** What this page does in calls and visual sessions: media and viewers, beside what the log says. */
  readonly calls: ReadonlyMap<CallId, LocalCall>;
  /** Wanted, and waiting until the agent has read what the browser will ask. */
  readonly dueCall: DueCall | null;
  readonly guestCalls: ReadonlyMap<CallId, LocalGuest>;
  readonly parties: ReadonlyMap<CallId, LocalParties>;
  /** Who would record a call of this page's: its media engine, or the page itself (CALL-12). Known once the engine is. */
  readonly recorders: ReadonlyMap<CallId, "engine" | "page">;
  readonly visuals: ReadonlyMap<VisualId, LocalVisual>;
}

export function initialState(me: AgentConfig): ConsoleState {
  return {
    me,
    line: { status: "connecting", code: null, wasOnline: false },
    clockOffset: 0,
    hasMail: false,
    desk: {
      isLoaded: false,
      conversations: new Map(),
      agents: new Map(),
      queues: new Map(),
      callBacks: new Map(),
      skills: new Map(),
      presences: new Map(),
    },
    logs: new Map(),
    view: {
      page: "inbox",
      step: "list",
      sessions: [],
      active: null,
      admin: { kind: "widget", id: null },
      apps: new Map(),
    },
    toasts: [],
    calls: new Map(),
    dueCall: null,
    guestCalls: new Map(),
    parties: new Map(),
    recorders: new Map(),
    visuals: new Map(),
  };
}
