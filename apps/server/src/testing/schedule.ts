/**
 * One random schedule (ROUTE-08): a few conversations that compete for two agents, commanded at once through the handlers of two nodes
 * that share a database and nothing else. Each node decides on what it last saw; the store must keep the house in order.
 * All chance comes from the seed; which of two concurrent commands wins is the database's.
 */
import {
  chooseAssignments,
  evolve,
  isLocked,
  missingSkills,
  skillsAskedNow,
  loadOf,
  summarise,
  visibleToCustomer,
  type Claim,
  type ConversationState,
  type RoutableAgent,
  type TimerName,
} from "@rinnalla/core";
import {
  newId,
  type Actor,
  type AgentId,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type OfferId,
  type SkillId,
  type PersonCommand,
  type Presence,
  type VisitorId,
  type WidgetId,
  type WorkstreamId,
} from "@rinnalla/protocol";
import type { DueTimer, Store } from "@rinnalla/storage";
import {
  aino,
  brokenHolds,
  brokenLog,
  id,
  moveKindsOf,
  moveToSay,
  openCommand,
  otso,
  randomOf,
  saga,
  timersOf,
  ville,
  withNewIds,
  type MoveFamily,
  type Say,
} from "@rinnalla/testkit";
import type { Logger } from "pino";
import { Conversations } from "../conversations/conversations.ts";
import { isWaiting, queueOf } from "../routing/desk.ts";
import { Settings } from "../settings/settings.ts";
import { providerOf, staffOf, visitorOf } from "../socket/person.ts";

/** What the database holds between two steps. */
export interface Snapshot {
  readonly claims: readonly Claim[];
  readonly timers: readonly DueTimer[];
}

export const agentLimit = 100;
const routed = [aino, ville];
const staff = [aino, ville, saga, otso];
const unitsOf = { small: 30, middle: 40, large: 70 } as const;
const sizes = Object.keys(unitsOf) as (keyof typeof unitsOf)[];
const families: readonly MoveFamily[] = ["chat", "desk", "desk", "desk", "call", "guests", "asks", "ends"];
const kinds = moveKindsOf(families);
const waits = [0, 0, 0, 400, 2_500, 16_000, 31_000, 61_000, 121_000, 190_000];
const noUploads = { uploaded: async () => null };
/** Routing looks every half second, so that this often is within the two seconds that ROUTE-08 allows. */
export const routingRounds = 4;

const skills = ["sk_language", "sk_product"].map((name) => ({ id: id<SkillId>(name), name }));

/** The people and widgets of so many schedules side by side. One of the two agents has what the small ones ask for, unless all have. */
export function scheduleSettings(slots: number, hasAll = false): Settings {
  const agents = Array.from({ length: slots }, (_, slot) =>
    staff.map(({ agentId, name, role }) => ({
      id: inSlot(agentId, slot),
      name,
      role,
      email: `${agentId}.${slot}@demo.invalid`,
      limit: agentLimit,
      // The middle ones ask for what nobody has, for a while.
      skillIds: hasAll || agentId === aino.agentId ? [skills[0]!.id] : [],
    })),
  ).flat();
  const queues = ["q_service", "q_other"].map((name) => ({
    id: id<RoutableAgent["queueIds"][number]>(name),
    name,
    agentIds: agents.filter(({ role }) => role === "agent").map((agent) => agent.id),
  }));
  const workstreams = sizes.map((size) => ({
    id: id<WorkstreamId>(`ws_${size}`),
    name: size,
    queueId: queues[0]!.id,
    units: unitsOf[size],
    distribution: "push" as const,
    offerMs: 120_000,
    wrapUpMs: 60_000,
    reconnectWindowMs: 180_000,
    ...(size === "small" && { skillIds: [skills[0]!.id] }),
    ...(size === "middle" && { skillIds: [skills[1]!.id], skillRelaxMs: 20_000 }),
  }));
  const widgets = sizes.map((size, at) => ({
    id: id<WidgetId>(`w_${size}`),
    name: size,
    allowedOrigins: [],
    workstreamId: workstreams[at]!.id,
    calls: "voiceAndVideo" as const,
    cobrowse: "builtin" as const,
    screenShare: "builtin" as const,
    customerMayAskCall: true,
    mayRecord: true,
    color: "#000000",
    locales: ["en" as const],
    organisation: "Test",
  }));
  return new Settings(widgets, workstreams, queues, agents, [], [], [], [], skills);
}

/** A name of the testkit's people as this schedule's own. */
function inSlot<Id extends string>(name: Id, slot: number): Id {
  return `${name}~${slot}` as Id;
}

export class Schedule {
  readonly seed: number;
  readonly problems: string[] = [];
  readonly story: string[] = [];
  said = 0;
  offers = 0;
  readonly #slot: number;
  readonly #random: () => number;
  readonly #stores: readonly Store[];
  readonly #nodes: readonly Conversations[];
  readonly #ids: readonly ConversationId[];
  readonly #sizes: readonly (keyof typeof unitsOf)[];
  readonly #settings: Settings;
  readonly #presence = new Map<AgentId, Presence>();
  /** Given by hand, so perhaps over the limit (ROUTE-04). */
  readonly #forced = new Map<ConversationId, AgentId>();
  #now = 1_795_000_000_000;
  #opened = 0;

  constructor(seed: number, slot: number, stores: readonly Store[], settings: Settings, log: Logger) {
    this.seed = seed;
    this.#slot = slot;
    this.#random = randomOf(seed);
    this.#stores = stores;
    this.#settings = settings;
    this.#nodes = stores.map((store) => {
      const node = new Conversations(store, settings, noUploads, () => this.#now, log);
      node.onCommitted(({ conversationId, effects }) => {
        for (const effect of effects) {
          if (effect.type === "setInactive") this.#presence.set(effect.agentId, "inactive");
          if (effect.type !== "takeClaim" || effect.kind !== "conversation") continue;
          if (effect.mode === "force") this.#forced.set(conversationId, effect.agentId);
          else if (this.#forced.get(conversationId) === effect.agentId) this.#forced.delete(conversationId);
        }
      });
      return node;
    });
    this.#sizes = Array.from({ length: 2 + this.#below(2) }, () => sizes[this.#below(sizes.length)] ?? "small");
    this.#ids = this.#sizes.map((_, at) => id<ConversationId>(`conv~${slot}.${at}-${newId()}`));
    for (const { agentId } of routed) this.#presence.set(inSlot(agentId, slot), "available");
  }

  /** One to three commands at once, each through one of the nodes or through both. */
  async act(): Promise<void> {
    const posts: Promise<unknown>[] = [];
    if (this.#opened < this.#ids.length && (this.#opened === 0 || this.#below(2) === 0)) posts.push(this.#open());
    for (let left = 1 + this.#below(3); left > 0; left -= 1) posts.push(...this.#move());
    if (this.#below(6) === 0) this.#changePresence();
    await Promise.all(posts);
  }

  /** Time passes; what is due is fired by both nodes, as if the lease of one had just run out. */
  async pass(ms = waits[this.#below(waits.length)] ?? 0): Promise<void> {
    const until = this.#now + ms;
    for (let due = this.#firstDue(until); due; due = this.#firstDue(until)) {
      const { conversationId, timer, dueAt } = due;
      this.#now = Math.max(this.#now, dueAt);
      await Promise.all(this.#nodes.map((node) => node.tell(conversationId, { type: "fireTimer", timer })));
      await this.#stores[0]?.clearTimer(due);
      this.story.push(`${timer} of ${conversationId} is due`);
    }
    this.#now = until;
    if (ms > 0) this.story.push(`${ms} ms pass`);
  }

  /** Both nodes' routers look at the same house. True: something was offered. */
  async route({ claims }: Snapshot): Promise<boolean> {
    const states = this.states();
    const agents = this.#agents(claims);
    const asked: Promise<CommandResult>[] = [];
    for (const { id: conversationId, offer } of states) {
      // What the server does when a call begins (`rooms.ts`).
      if (offer && isLocked(claims.filter((claim) => claim.agentId === offer.agentId)))
        asked.push(this.#node().tell(conversationId, { type: "withdrawOffer", offerId: offer.offerId }));
    }
    const chosen = chooseAssignments(this.#waiting(states), agents, this.#now);
    for (const { conversationId, agentId } of chosen)
      for (const node of this.#below(3) === 0 ? this.#nodes : [this.#node()])
        asked.push(node.tell(conversationId, { type: "offerConversation", offerId: newId<OfferId>(), agentId }));
    if (asked.length === 0) return false;
    const answers = await Promise.all(asked);
    this.offers += answers.filter((answer) => answer.ok).length;
    for (const { conversationId, agentId } of chosen) this.story.push(`${conversationId} is offered to ${agentId}`);
    return true;
  }

  /** All that must hold between two steps; `isRouted`: routing has had its two seconds. */
  check({ claims, timers }: Snapshot, isRouted: boolean): void {
    const states = this.states();
    for (const state of states) {
      const held = claims.filter((claim) => claim.conversationId === state.id);
      const waited = timers
        .filter((timer) => timer.conversationId === state.id)
        .map(({ timer, dueAt }): [TimerName, number] => [timer, dueAt]);
      for (const problem of brokenHolds(state, held, waited)) this.problems.push(`${state.id}: ${problem}`);
    }
    const known = new Set(states.map((state) => state.id));
    for (const claim of claims)
      if (!known.has(claim.conversationId))
        this.problems.push(`a claim for ${claim.conversationId}, which is not open`);
    for (const { agentId } of routed) {
      const own = inSlot(agentId, this.#slot);
      const mine = claims.filter(
        (claim) =>
          claim.agentId === own && !(claim.kind === "conversation" && this.#forced.get(claim.conversationId) === own),
      );
      if (loadOf(mine) > agentLimit) this.problems.push(`${own} holds ${loadOf(mine)} of ${agentLimit}`);
    }
    if (!isRouted) return;
    for (const conversation of this.#waiting(states))
      for (const agent of this.#agents(claims))
        if (
          missingSkills(skillsAskedNow(conversation, this.#now), agent.skillIds ?? []).length === 0 &&
          agent.presence === "available" &&
          !agent.isLocked &&
          agent.load + conversation.units <= agent.limit
        )
          this.problems.push(`${conversation.conversationId} waits while ${agent.agentId} has room`);
  }

  /** Nobody comes back: an hour later all is closed, and nothing is held. */
  async leaveAlone(): Promise<void> {
    await Promise.all(this.states().map((state) => this.#node().tell(state.id, { type: "customerDropped" })));
    await this.pass(3_600_000);
    for (const { id: conversationId, status } of this.states())
      if (status !== "closed") this.problems.push(`${conversationId}: left alone it is ${status}`);
  }

  /** Reads every log as it is stored, and holds it against what the nodes believe and against the machine's own rules. */
  async checkLogs(): Promise<void> {
    for (const state of this.states()) {
      const { events: log } = await this.#stores[1]!.readLog(state.id, 0, 10_000);
      const folded = log.reduce<ConversationState | null>((before, each) => evolve(state.id, before, each), null);
      if (JSON.stringify(folded) !== JSON.stringify(state)) this.problems.push(`${state.id}: not what its log says`);
      const seenByCustomer = () => log.map(visibleToCustomer).filter((event) => event !== null);
      const problems = brokenLog({ id: state.id, log, state, seenByCustomer });
      this.problems.push(...problems.map((problem) => `${state.id}: ${problem}`));
    }
  }

  /** The newest that either node knows of each conversation. */
  states(): ConversationState[] {
    return this.#ids.flatMap((conversationId) => {
      const known = this.#nodes.flatMap((node) => node.states.peek(conversationId) ?? []);
      return known.toSorted((one, other) => other.version - one.version).slice(0, 1);
    });
  }

  #open(): Promise<unknown> {
    const at = this.#opened;
    this.#opened += 1;
    const conversationId = this.#ids[at]!;
    const by = { kind: "customer", visitorId: id<VisitorId>("v_1") } as const;
    this.story.push(`${conversationId} is opened`);
    return this.#say(at, [by, openCommand], newId<CommandId>(), this.#node());
  }

  /** A move made for what one node knows, said to that node, to the other or to both under one id. */
  #move(): Promise<unknown>[] {
    const at = this.#below(Math.max(1, this.#opened));
    const node = this.#node();
    const state = node.states.peek(this.#ids[at]!);
    if (!state) return [];
    const known = JSON.parse(JSON.stringify(state).replaceAll(/~\d+(\.\d+)?/g, "")) as ConversationState;
    const offered = staff.find((one) => one.agentId === known.offer?.agentId);
    const say: Say =
      offered && known.offer && this.#below(3) === 0
        ? [offered, { type: "acceptOffer", offerId: known.offer.offerId }]
        : withNewIds(
            moveToSay(
              {
                kind: kinds[this.#below(kinds.length)] ?? 0,
                pick: this.#below(1000),
                isWrongActor: this.#below(20) === 0,
                isStale: this.#below(20) === 0,
              },
              { state: known, log: { length: known.version } },
            ),
            `${this.seed}-${this.said}`,
          );
    const commandId = newId<CommandId>();
    switch (this.#below(4)) {
      case 0:
        return this.#nodes.map((each) => this.#say(at, say, commandId, each));
      case 1:
        return this.#nodes.map((each) => this.#say(at, say, newId<CommandId>(), each));
      default:
        return [this.#say(at, say, commandId, this.#node())];
    }
  }

  async #say(at: number, [by, command]: Say, commandId: CommandId, node: Conversations): Promise<void> {
    this.said += 1;
    const conversationId = this.#ids[at]!;
    const own = JSON.parse(
      JSON.stringify(command).replaceAll(/"(a_(?:aino|ville|saga|otso))"/g, `"$1~${this.#slot}"`),
    ) as typeof command;
    const answer =
      by.kind === "system"
        ? await node.tell(conversationId, own as Parameters<Conversations["tell"]>[1])
        : await new Promise<CommandResult>((resolve) =>
            node.ask(conversationId, commandId, own as PersonCommand, this.#personOf(by, at), resolve),
          );
    const which = this.#nodes.indexOf(node) + 1;
    const whose = by.kind === "agent" ? by.name : by.kind;
    this.story.push(
      `node ${which}: ${whose} says ${JSON.stringify(own)} to ${conversationId}: ${answer.ok ? answer.seq : answer.code}`,
    );
  }

  #personOf(by: Exclude<Actor, { kind: "system" }>, at: number) {
    switch (by.kind) {
      case "customer":
        return visitorOf(id<VisitorId>(`${by.visitorId}~${this.#slot}.${at}`), id<WidgetId>(`w_${this.#sizes[at]}`));
      case "agent":
        return staffOf(this.#settings.agents.get(inSlot(by.agentId, this.#slot))!);
      case "provider":
        return providerOf({ id: by.providerId, name: by.name }, id("visual0"));
    }
  }

  #changePresence(): void {
    const own = inSlot(routed[this.#below(routed.length)]!.agentId, this.#slot);
    this.#presence.set(own, this.#presence.get(own) === "available" ? "away" : "available");
    this.story.push(`${own} is ${this.#presence.get(own)}`);
  }

  #agents(claims: readonly Claim[]): RoutableAgent[] {
    return routed.map((each) => {
      const agentId = inSlot(each.agentId, this.#slot);
      const held = claims.filter((claim) => claim.agentId === agentId);
      return {
        agentId,
        presence: this.#presence.get(agentId) ?? "available",
        isSignedIn: true,
        queueIds: this.#settings.queueIdsOf(agentId),
        load: loadOf(held),
        limit: agentLimit,
        isLocked: isLocked(held),
        lastGivenAt: 0,
        skillIds: this.#settings.skillIdsOf(agentId),
      };
    });
  }

  #waiting(states: readonly ConversationState[]) {
    return states.flatMap((state) => {
      const summary = summarise(state);
      if (summary.status === "closed" || !isWaiting(summary)) return [];
      const { id: conversationId, units } = summary;
      const waitingSince = summary.waitingSince ?? summary.openedAt;
      // Its present agent is not offered the call that is on its way to others.
      const passedBy = state.passedBy;
      const skillIds = summary.skills?.ids ?? [];
      const relax = summary.skills?.relaxMs == null ? {} : { skillRelaxMs: summary.skills.relaxMs };
      return [{ conversationId, queueId: queueOf(summary), waitingSince, units, passedBy, skillIds, ...relax }];
    });
  }

  #firstDue(until: number): DueTimer | undefined {
    return this.states()
      .flatMap((state) =>
        timersOf(state).map(([timer, dueAt]): DueTimer => ({ conversationId: state.id, timer, dueAt })),
      )
      .filter(({ dueAt }) => dueAt <= until)
      .toSorted((one, other) => one.dueAt - other.dueAt)[0];
  }

  #node(): Conversations {
    return this.#nodes[this.#below(this.#nodes.length)]!;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
