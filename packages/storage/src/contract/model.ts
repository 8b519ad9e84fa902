/** The store as a few maps: what the walk holds both databases against. Slow, and plainly right. */
import { unitsToTake, type Claim } from "@rinnalla/core";
import type { AgentId, CommandResult, ConversationId, ConversationSummary, LoggedEvent } from "@rinnalla/protocol";
import type { Append, AppendOutcome, DueTimer } from "../port.ts";

interface Timer extends DueTimer {
  readonly availableAt: number;
}

export class Model {
  readonly logs = new Map<ConversationId, LoggedEvent[]>();
  readonly summaries = new Map<ConversationId, ConversationSummary>();
  readonly results = new Map<string, CommandResult>();
  readonly limits = new Map<AgentId, number>();
  claims: Claim[] = [];
  timers: Timer[] = [];

  append(append: Append): AppendOutcome {
    const { conversationId, command } = append;
    const key = command && `${command.actorKey} ${command.id}`;
    const stored = key && this.results.get(key);
    if (stored) return { kind: "repeated", result: stored };
    const log = this.logs.get(conversationId) ?? [];
    if (log.length !== append.expectedVersion) return { kind: "stale" };

    let claims = this.claims;
    for (const change of append.claims) {
      const isThis = (claim: Claim) =>
        claim.agentId === change.agentId && claim.conversationId === conversationId && claim.kind === change.kind;
      if (change.type === "releaseClaim") {
        claims = claims.filter((claim) => !isThis(claim));
      } else if (!claims.some(isThis)) {
        const { agentId, kind } = change;
        const held = claims.filter((claim) => claim.agentId === agentId);
        const units = unitsToTake(held, this.limits.get(agentId) ?? 0, change);
        if (units === null) return { kind: "noRoom", agentId };
        claims = [...claims, { agentId, conversationId, kind, units }];
      }
    }

    this.claims = claims;
    this.logs.set(conversationId, [...log, ...append.events]);
    if (append.summary) this.summaries.set(conversationId, append.summary);
    if (key && command) this.results.set(key, command.result);
    for (const change of append.timers) {
      this.timers = this.timers.filter(
        (timer) => timer.conversationId !== conversationId || timer.timer !== change.timer,
      );
      if (change.type === "clearTimer") continue;
      this.timers.push({ conversationId, timer: change.timer, dueAt: change.dueAt, availableAt: change.dueAt });
    }
    return { kind: "appended" };
  }

  lease(now: number, leaseUntil: number): DueTimer[] {
    const due = this.timers.filter((timer) => timer.availableAt <= now);
    this.timers = this.timers.map((timer) => (due.includes(timer) ? { ...timer, availableAt: leaseUntil } : timer));
    return due.map(({ conversationId, timer, dueAt }) => ({ conversationId, timer, dueAt }));
  }

  clearTimer({ conversationId, timer, dueAt }: DueTimer): void {
    this.timers = this.timers.filter(
      (one) => one.conversationId !== conversationId || one.timer !== timer || one.dueAt !== dueAt,
    );
  }

  nextTimerAt(): number | null {
    return this.timers.length > 0 ? Math.min(...this.timers.map((timer) => timer.availableAt)) : null;
  }
}
