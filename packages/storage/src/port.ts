/**
 * The store that the server stands on: one port, two databases, one contract suite (`contract.ts`).
 * The database is the truth. An append is one transaction: events, claims, timers, summary and the command's result.
 */
import type { Claim, ClaimChange, TimerChange, TimerName } from "@rinnalla/core";
import type {
  AgentId,
  ChosenPresence,
  CommandId,
  CommandResult,
  ConfigByKind,
  ConfigKind,
  ConversationId,
  ConversationSummary,
  LoggedEvent,
  Marks,
  VisitorId,
} from "@rinnalla/protocol";

export interface Append {
  readonly conversationId: ConversationId;
  readonly visitorId: VisitorId;
  /** The version the events were decided on; the first event's seq is one more. */
  readonly expectedVersion: number;
  readonly events: readonly LoggedEvent[];
  /** The same events as JSON, from a caller who needs that as well: it is not made twice. */
  readonly bodies?: readonly string[];
  readonly claims: readonly ClaimChange[];
  readonly timers: readonly TimerChange[];
  /** The new summary, or `null` when the events did not change it. */
  readonly summary: ConversationSummary | null;
  /** Kept so that the same command id gets the same answer; `null` for the system's own commands. */
  readonly command: { readonly id: CommandId; readonly actorKey: string; readonly result: CommandResult } | null;
}

export type AppendOutcome =
  | { readonly kind: "appended" }
  /** Another handler wrote first, or the visitor has another ongoing conversation by now: read again, decide again. */
  | { readonly kind: "stale" }
  /** A claim was refused; nothing was written. */
  | { readonly kind: "noRoom"; readonly agentId: AgentId }
  /** This command was carried out before. */
  | { readonly kind: "repeated"; readonly result: CommandResult };

export interface DueTimer {
  readonly conversationId: ConversationId;
  readonly timer: TimerName;
  readonly dueAt: number;
}

export interface AgentRow {
  readonly agentId: AgentId;
  readonly presence: ChosenPresence;
  readonly lastGivenAt: number;
}

/** A page of a log; `isLast` false: ask again after the last seq. */
export interface LogPage {
  readonly events: readonly LoggedEvent[];
  readonly isLast: boolean;
}

export interface Store {
  /** Durable (fsync) when it resolves. Appends of one turn of the event loop may share a commit. */
  append(append: Append): Promise<AppendOutcome>;
  /** Ordered by seq, from `after + 1`; at most `limit` (default 1000). */
  readLog(conversationId: ConversationId, after: number, limit?: number): Promise<LogPage>;
  /** The stored answer of a command, if it was carried out. */
  findResult(actorKey: string, id: CommandId): Promise<CommandResult | null>;

  /** `null` for an unknown conversation. */
  findConversation(
    id: ConversationId,
  ): Promise<{ readonly visitorId: VisitorId; readonly summary: ConversationSummary } | null>;
  /** Neither closed nor in wrap-up. */
  findOngoingOfVisitor(visitorId: VisitorId): Promise<ConversationId | null>;
  /** All that are not closed, oldest first. */
  listOngoing(): Promise<readonly ConversationSummary[]>;
  /** Closed ones whose customers still want to be called back, in no order. */
  listCallBacks(): Promise<readonly ConversationSummary[]>;
  /** The newest closed ones first. */
  listClosed(limit: number): Promise<readonly ConversationSummary[]>;

  listClaims(): Promise<readonly Claim[]>;
  listClaimsOf(agentId: AgentId): Promise<readonly Claim[]>;

  /** Timers due at or before `now`, leased to the caller until `leaseUntil`: nobody else gets them before then. */
  leaseDueTimers(now: number, leaseUntil: number, limit: number): Promise<readonly DueTimer[]>;
  /** When `leaseDueTimers` may next give one: the next due time, or the end of a lease that comes before it; `null`: no timer. */
  nextTimerAt(): Promise<number | null>;
  /** Ends a timer only if it still has this due time (a newer one of the same name stays). */
  clearTimer(timer: DueTimer): Promise<void>;

  /** Monotone: the greater of the stored and the given, each figure by itself. Returns what is stored then. */
  raiseMarks(
    conversationId: ConversationId,
    side: "customer" | "agent",
    delivered: number,
    read: number,
  ): Promise<Marks>;
  readMarks(conversationId: ConversationId): Promise<Marks>;

  setPresence(agentId: AgentId, presence: ChosenPresence): Promise<void>;
  setLastGiven(agentId: AgentId, at: number): Promise<void>;
  listAgentRows(): Promise<readonly AgentRow[]>;

  putConfig<Kind extends ConfigKind>(kind: Kind, value: ConfigByKind[Kind]): Promise<void>;
  /** What is not there is no error. */
  removeConfig(kind: ConfigKind, id: string): Promise<void>;
  listConfig<Kind extends ConfigKind>(kind: Kind): Promise<readonly ConfigByKind[Kind][]>;

  /** Housekeeping: forgets the answers of commands carried out before `before`; resolves with their number. */
  forgetResults(before: number): Promise<number>;
  /** Answers when a write and a read go through; throws `StoreError` otherwise. */
  checkHealth(): Promise<void>;
  close(): Promise<void>;
}
