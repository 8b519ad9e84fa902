/**
 * What is known of all that is not closed: summaries, who waits where, what each agent holds. Built from the store at the start and
 * kept by committed events, because routing and lists ask for it at every change (ROUTE-08). The store's word decides in a race.
 */
import { isLocked, loadOf, summarise, unitsToTake, type Claim, type WaitingConversation } from "@rinnalla/core";
import type { AgentId, ConversationId, ConversationSummary, QueueId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Committed } from "../conversations/committed.ts";
import { changedSummary } from "../conversations/summary-change.ts";
import type { Settings } from "../settings/settings.ts";

export interface DeskChange {
  readonly conversationId: ConversationId | null;
  readonly agentIds: readonly AgentId[];
  /** Whose figures of the day are others now (SUP-01). */
  readonly queueIds?: readonly QueueId[];
}

export class Desk {
  readonly conversations = new Map<ConversationId, ConversationSummary>();
  /** Those of them that nobody has and that are offered to nobody. */
  readonly waiting = new Map<ConversationId, WaitingConversation>();
  /** Whose customers want to be called back, closed ones among them (CALL-10). */
  readonly callBacks = new Map<ConversationId, ConversationSummary>();
  readonly #settings: Settings;
  readonly #store: Store;
  readonly #claims = new Map<AgentId, readonly Claim[]>();
  readonly #byAgent = new Map<AgentId, Set<ConversationId>>();
  readonly #returnedAt = new Map<ConversationId, number>();
  readonly #listeners: ((change: DeskChange) => void)[] = [];

  constructor(store: Store, settings: Settings) {
    this.#store = store;
    this.#settings = settings;
  }

  onChange(listener: (change: DeskChange) => void): void {
    this.#listeners.push(listener);
  }

  async build(): Promise<void> {
    const [summaries, claims, closed] = await Promise.all([
      this.#store.listOngoing(),
      this.#store.listClaims(),
      this.#store.listCallBacks(),
    ]);
    for (const summary of [...summaries, ...closed]) this.#put(summary, []);
    for (const claim of claims) this.#claims.set(claim.agentId, [...this.claimsOf(claim.agentId), claim]);
  }

  committed({ conversationId, before, state, events, effects, at }: Committed): void {
    const agentIds = new Set<AgentId>();
    for (const effect of effects) {
      if (effect.type !== "takeClaim" && effect.type !== "releaseClaim") continue;
      agentIds.add(effect.agentId);
      const held = this.claimsOf(effect.agentId);
      const isThis = (claim: Claim) => claim.conversationId === conversationId && claim.kind === effect.kind;
      if (effect.type === "releaseClaim") {
        this.#claims.set(
          effect.agentId,
          held.filter((claim) => !isThis(claim)),
        );
      } else if (!held.some(isThis)) {
        const units = unitsToTake(held, this.#settings.agents.get(effect.agentId)?.limit ?? 0, effect) ?? effect.units;
        this.#claims.set(effect.agentId, [
          ...held,
          { agentId: effect.agentId, conversationId, kind: effect.kind, units },
        ]);
      }
    }
    const isChanged =
      changedSummary(
        before,
        state,
        events.map((logged) => logged.event),
      ) !== null;
    if (isChanged) this.#put(summarise(state), state.passedBy);
    if (before?.offer && !state.offer && isChanged && this.conversations.has(conversationId))
      this.#returnedAt.set(conversationId, at);
    if (isChanged || agentIds.size > 0)
      this.#tell({ conversationId: isChanged ? conversationId : null, agentIds: [...agentIds] });
  }

  /** Reads again what an agent holds, after the store has shown that it is otherwise than known. */
  async refreshClaims(agentId: AgentId): Promise<void> {
    let known: readonly Claim[] | undefined;
    let read: readonly Claim[];
    do {
      known = this.#claims.get(agentId);
      read = await this.#store.listClaimsOf(agentId);
      // What was committed while it was read may not be in it.
    } while (this.#claims.get(agentId) !== known);
    this.#claims.set(agentId, read);
    this.#tell({ conversationId: null, agentIds: [agentId] });
  }

  claimsOf(agentId: AgentId): readonly Claim[] {
    return this.#claims.get(agentId) ?? [];
  }

  loadOf(agentId: AgentId): number {
    return loadOf(this.claimsOf(agentId));
  }

  isLocked(agentId: AgentId): boolean {
    return isLocked(this.claimsOf(agentId));
  }

  /** When it last came back from an offer; 0 for never. */
  returnedAt(conversationId: ConversationId): number {
    return this.#returnedAt.get(conversationId) ?? 0;
  }

  /** Those that this agent is in, is asked into, or that are offered to this agent. */
  conversationsOf(agentId: AgentId): readonly ConversationSummary[] {
    return [...(this.#byAgent.get(agentId) ?? [])].flatMap((id) => this.conversations.get(id) ?? []);
  }

  #put(summary: ConversationSummary, passedBy: WaitingConversation["passedBy"]): void {
    const { id, units, skills } = summary;
    const known = this.conversations.get(id);
    if (summary.callBack) this.callBacks.set(id, summary);
    else this.callBacks.delete(id);
    this.waiting.delete(id);
    if (known) for (const agentId of concernedBy(known)) this.#byAgent.get(agentId)?.delete(id);
    if (summary.status === "closed") {
      this.conversations.delete(id);
      this.#returnedAt.delete(id);
      return;
    }
    this.conversations.set(id, summary);
    for (const agentId of concernedBy(summary)) {
      const own = this.#byAgent.get(agentId);
      if (own) own.add(id);
      else this.#byAgent.set(agentId, new Set([id]));
    }
    if (!isWaiting(summary)) return;
    const queueId = queueOf(summary);
    // A customer in a call that changes hands has waited since the beginning (CALL-11).
    const waitingSince = summary.waitingSince ?? summary.openedAt;
    this.waiting.set(id, {
      conversationId: id,
      queueId,
      waitingSince,
      units,
      passedBy,
      ...(skills && { skillIds: skills.ids, ...(skills.relaxMs !== null && { skillRelaxMs: skills.relaxMs }) }),
    });
  }

  #tell(change: DeskChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** Where it waits, or where it belongs. */
export function queueOf({ queueId, call }: ConversationSummary): QueueId {
  return call?.transfer?.queueId ?? queueId;
}

/** Nobody has it, or its call is on its way to a queue; and it is offered to nobody. */
export function isWaiting(summary: ConversationSummary): boolean {
  const transfer = summary.call?.transfer;
  if (transfer) return transfer.takenBy === null && summary.offer === null;
  return (
    summary.waitingSince !== null && summary.agentId === null && summary.offer === null && summary.wrapUpUntil === null
  );
}

function concernedBy({ agentId, offer, participants, consultAsked }: ConversationSummary): AgentId[] {
  const beside = participants?.map((one) => one.agentId) ?? [];
  return [agentId, offer?.agentId, consultAsked?.agentId, ...beside].filter((id) => id != null);
}
