/**
 * Offers waiting conversations to agents with room: at every change, and at a slow sweep in case a change was missed
 * (ROUTE-01, ROUTE-03, ROUTE-08). Who gets what is core's to choose, in a line-up that is kept from look to look; whether there is room is
 * the store's to decide.
 */
import { createLineUp, skillsAskedNow, type Assignment, type RoutableAgent, type SystemCommand } from "@rinnalla/core";
import { newId, type AgentId, type CommandResult, type ConversationId, type OfferId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { AgentPresence } from "../presence/agents.ts";
import type { Settings } from "../settings/settings.ts";
import type { Desk, DeskChange } from "./desk.ts";

export const usualSweepMs = 500;
/** So many sweeps look at everything anew, in case a change was missed. */
const sweepsToWhole = 4;
/** Nobody else has room: whom it was offered to in vain is asked again, but not in the same breath. */
const againMs = 1_500;

export class Router {
  readonly #desk: Desk;
  readonly #presence: Pick<AgentPresence, "takesOffers" | "isSignedIn">;
  readonly #settings: Settings;
  readonly #store: Store;
  readonly #tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly #now: () => number;
  readonly #log: Logger;
  readonly #sweepMs: number;
  /** On their way to the store: neither chosen again, nor forgotten in the agent's load. */
  readonly #underway = new Set<ConversationId>();
  readonly #unitsUnderway = new Map<AgentId, number>();
  readonly #lastGivenAt = new Map<AgentId, number>();
  /** They wait for a skill, and for some time only (ROUTE-01). */
  readonly #skilled = new Set<ConversationId>();
  #lineUp = createLineUp();
  /** What the line-up does not know yet; `isWhole`: nothing of it is to be believed. */
  #changed = { isWhole: true, conversations: new Set<ConversationId>(), agents: new Set<AgentId>() };
  #poked: NodeJS.Immediate | null = null;
  #sweep: NodeJS.Timeout | null = null;
  #sweeps = 0;

  constructor(
    desk: Desk,
    presence: Pick<AgentPresence, "takesOffers" | "isSignedIn">,
    settings: Settings,
    store: Store,
    tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>,
    now: () => number,
    log: Logger,
    sweepMs = usualSweepMs,
  ) {
    this.#sweepMs = sweepMs;
    this.#desk = desk;
    this.#presence = presence;
    this.#settings = settings;
    this.#store = store;
    this.#tell = tell;
    this.#now = now;
    this.#log = log;
  }

  async start(): Promise<void> {
    for (const row of await this.#store.listAgentRows()) this.#lastGivenAt.set(row.agentId, row.lastGivenAt);
    this.#sweep = setInterval(() => {
      this.#sweeps += 1;
      for (const id of this.#skilled) this.#changed.conversations.add(id);
      if (this.#sweeps % sweepsToWhole === 0) this.poke();
      else this.#lookSoon();
    }, this.#sweepMs);
    this.poke();
  }

  stop(): void {
    if (this.#sweep) clearInterval(this.#sweep);
    if (this.#poked) clearImmediate(this.#poked);
  }

  /** Anything may be otherwise: all is looked at anew. */
  poke(): void {
    this.#changed.isWhole = true;
    this.#lookSoon();
  }

  /** This is otherwise; changes of one turn are looked at together. */
  changed({ conversationId, agentIds }: Pick<DeskChange, "conversationId" | "agentIds">): void {
    if (conversationId) this.#changed.conversations.add(conversationId);
    for (const agentId of agentIds) this.#changed.agents.add(agentId);
    this.#lookSoon();
  }

  #lookSoon(): void {
    this.#poked ??= setImmediate(() => {
      this.#poked = null;
      this.#look();
    });
  }

  #look(): void {
    this.#takeUp();
    const tooSoon: ConversationId[] = [];
    for (let next = this.#lineUp.next(); next; next = this.#lineUp.next()) {
      const { conversationId, agentId } = next;
      const waiting = this.#desk.waiting.get(conversationId);
      const agent = this.#agentOf(agentId);
      if (!waiting || agent?.presence !== "available" || !agent.isSignedIn) {
        // Not said to be otherwise yet, such as a presence that is being written.
        this.#putAgent(agentId);
        this.#putWaiting(conversationId);
      } else if (waiting.passedBy.includes(agentId) && this.#now() - this.#desk.returnedAt(conversationId) < againMs) {
        // What else waits need not wait for that.
        tooSoon.push(conversationId);
        this.#putAgent(agentId);
      } else void this.#offer(next, waiting.units);
    }
    for (const conversationId of tooSoon) this.#putWaiting(conversationId);
  }

  /** What has changed, into the line-up. */
  #takeUp(): void {
    const { isWhole, conversations, agents } = this.#changed;
    this.#changed = { isWhole: false, conversations: new Set(), agents: new Set() };
    if (isWhole) {
      this.#lineUp = createLineUp();
      this.#skilled.clear();
    }
    for (const agentId of isWhole ? this.#settings.agents.keys() : agents) this.#putAgent(agentId);
    for (const id of isWhole ? this.#desk.waiting.keys() : conversations) this.#putWaiting(id);
  }

  #putAgent(agentId: AgentId): void {
    const agent = this.#agentOf(agentId);
    if (agent) this.#lineUp.putAgent(agent);
    else this.#lineUp.removeAgent(agentId);
  }

  #putWaiting(id: ConversationId): void {
    const waiting = this.#desk.waiting.get(id);
    if (!waiting || this.#underway.has(id) || !this.#settings.isPushed(waiting.queueId)) {
      this.#skilled.delete(id);
      return this.#lineUp.removeWaiting(id);
    }
    const skillIds = skillsAskedNow(waiting, this.#now());
    if (skillIds.length > 0 && waiting.skillRelaxMs !== undefined) this.#skilled.add(id);
    else this.#skilled.delete(id);
    this.#lineUp.putWaiting({ ...waiting, skillIds });
  }

  #agentOf(agentId: AgentId): RoutableAgent | null {
    const agent = this.#settings.agents.get(agentId);
    if (!agent) return null;
    return {
      agentId,
      presence: this.#presence.takesOffers(agentId) ? "available" : "busy",
      isSignedIn: this.#presence.isSignedIn(agentId),
      queueIds: this.#settings.queueIdsOf(agentId),
      load: this.#desk.loadOf(agentId) + (this.#unitsUnderway.get(agentId) ?? 0),
      limit: agent.limit,
      isLocked: this.#desk.isLocked(agentId),
      lastGivenAt: this.#lastGivenAt.get(agentId) ?? 0,
      skillIds: this.#settings.skillIdsOf(agentId),
    };
  }

  async #offer({ conversationId, agentId }: Assignment, units: number): Promise<void> {
    this.#underway.add(conversationId);
    this.#addUnits(agentId, units);
    const result = await this.#tell(conversationId, { type: "offerConversation", offerId: newId<OfferId>(), agentId });
    this.#underway.delete(conversationId);
    this.#addUnits(agentId, -units);
    this.#changed.agents.add(agentId);
    this.#changed.conversations.add(conversationId);
    // Why it was refused is told by a change of its own, or seen by the next sweep: asked at once it would only be refused again.
    if (!result.ok) return;
    this.#lookSoon();
    const at = this.#now();
    this.#lastGivenAt.set(agentId, at);
    await this.#store
      .setLastGiven(agentId, at)
      .catch((failure: unknown) => this.#log.warn({ agentId, err: failure }, "last given not kept"));
  }

  #addUnits(agentId: AgentId, units: number): void {
    const sum = (this.#unitsUnderway.get(agentId) ?? 0) + units;
    if (sum === 0) this.#unitsUnderway.delete(agentId);
    else this.#unitsUnderway.set(agentId, sum);
  }
}
