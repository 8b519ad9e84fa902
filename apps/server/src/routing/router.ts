/**
 * Offers waiting conversations to agents with room: at every change, and at a slow sweep in case a change was missed
 * (ROUTE-01, ROUTE-03, ROUTE-08). Who gets what is core's to choose; whether there is room is the store's to decide.
 */
import {
  chooseAssignments,
  type Assignment,
  type RoutableAgent,
  type SystemCommand,
  type WaitingConversation,
} from "@rinnalla/core";
import { newId, type AgentId, type CommandResult, type ConversationId, type OfferId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { AgentPresence } from "../presence/agents.ts";
import type { Settings } from "../settings/settings.ts";
import type { Desk } from "./desk.ts";

const sweepMs = 500;
/** Nobody else has room: whom it was offered to in vain is asked again, but not in the same breath. */
const againMs = 1_500;

export class Router {
  readonly #desk: Desk;
  readonly #presence: Pick<AgentPresence, "of" | "isSignedIn">;
  readonly #settings: Settings;
  readonly #store: Store;
  readonly #tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly #now: () => number;
  readonly #log: Logger;
  /** On their way to the store: neither chosen again, nor forgotten in the agent's load. */
  readonly #underway = new Map<ConversationId, { readonly agentId: AgentId; readonly units: number }>();
  readonly #lastGivenAt = new Map<AgentId, number>();
  #poked: NodeJS.Immediate | null = null;
  #sweep: NodeJS.Timeout | null = null;

  constructor(
    desk: Desk,
    presence: Pick<AgentPresence, "of" | "isSignedIn">,
    settings: Settings,
    store: Store,
    tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>,
    now: () => number,
    log: Logger,
  ) {
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
    this.#sweep = setInterval(() => this.poke(), sweepMs);
    this.poke();
  }

  stop(): void {
    if (this.#sweep) clearInterval(this.#sweep);
    if (this.#poked) clearImmediate(this.#poked);
  }

  /** Something changed. Changes of one turn are looked at together. */
  poke(): void {
    this.#poked ??= setImmediate(() => {
      this.#poked = null;
      this.#route();
    });
  }

  #route(): void {
    const agents = this.#agentsWithRoom();
    if (agents.length === 0) return;
    // More than fit cannot be chosen: 5,000 may wait behind the few that matter now.
    const places = agents.reduce((sum, agent) => sum + Math.max(0, agent.limit - agent.load), 0);
    const waiting: WaitingConversation[] = [];
    for (const queueId of new Set(agents.flatMap((agent) => agent.queueIds))) {
      if (!this.#settings.isPushed(queueId)) continue;
      waiting.push(
        ...this.#desk.lineOf(queueId).first(places, ({ conversationId }) => !this.#underway.has(conversationId)),
      );
    }
    if (waiting.length === 0) return;
    const passedBy = new Map(waiting.map((each) => [each.conversationId, each.passedBy]));
    for (const assignment of chooseAssignments(waiting, agents)) {
      const isAgain = passedBy.get(assignment.conversationId)?.includes(assignment.agentId) ?? false;
      if (isAgain && this.#now() - this.#desk.returnedAt(assignment.conversationId) < againMs) continue;
      void this.#offer(assignment);
    }
  }

  #agentsWithRoom(): RoutableAgent[] {
    const underway = new Map<AgentId, number>();
    for (const { agentId, units } of this.#underway.values())
      underway.set(agentId, (underway.get(agentId) ?? 0) + units);
    const agents: RoutableAgent[] = [];
    for (const { id: agentId, limit } of this.#settings.agents.values()) {
      if (!this.#presence.isSignedIn(agentId) || this.#presence.of(agentId) !== "available") continue;
      const load = this.#desk.loadOf(agentId) + (underway.get(agentId) ?? 0);
      if (load >= limit || this.#desk.isLocked(agentId)) continue;
      agents.push({
        agentId,
        presence: "available",
        isSignedIn: true,
        queueIds: this.#settings.queueIdsOf(agentId),
        load,
        limit,
        isLocked: false,
        lastGivenAt: this.#lastGivenAt.get(agentId) ?? 0,
      });
    }
    return agents;
  }

  async #offer({ conversationId, agentId }: Assignment): Promise<void> {
    const units = this.#desk.conversations.get(conversationId)?.units ?? 0;
    this.#underway.set(conversationId, { agentId, units });
    const result = await this.#tell(conversationId, { type: "offerConversation", offerId: newId<OfferId>(), agentId });
    this.#underway.delete(conversationId);
    if (!result.ok) return;
    const at = this.#now();
    this.#lastGivenAt.set(agentId, at);
    await this.#store
      .setLastGiven(agentId, at)
      .catch((failure: unknown) => this.#log.warn({ agentId, err: failure }, "last given not kept"));
  }
}
