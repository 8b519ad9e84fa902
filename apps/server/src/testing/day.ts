/**
 * A day of a contact centre in virtual time: the real conversations, desk and router on a real store, and made-up people around them who
 * come, wait, chat, call, take breaks, decline, overlook offers and lose their lines. All chance comes from the seed (ROUTE-08).
 */
import type { Command } from "@rinnalla/core";
import {
  newId,
  type AgentId,
  type CallId,
  type ClientId,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type OfferId,
  type PersonCommand,
  type Presence,
  type QueueId,
  type VisitorId,
  type WidgetId,
  type WorkstreamId,
} from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import { randomOf } from "@rinnalla/testkit";
import type { Logger } from "pino";
import type { Committed } from "../conversations/committed.ts";
import { Conversations } from "../conversations/conversations.ts";
import { Desk } from "../routing/desk.ts";
import { Router } from "../routing/router.ts";
import { Settings } from "../settings/settings.ts";
import { staffOf, visitorOf, type Person, type Visitor } from "../socket/person.ts";

export interface DayOptions {
  readonly store: Store;
  readonly log: Logger;
  readonly agents: number;
  readonly customers: number;
  readonly seed: number;
}

/** What the house looked like at one moment. */
export interface DayMoment {
  /** Minutes since midnight. */
  readonly minute: number;
  readonly waiting: number;
  readonly withAgent: number;
  readonly inCall: number;
  /** Agents who may be given something. */
  readonly onDuty: number;
  /** Held units of those whom the agents on duty have, percent. */
  readonly occupancy: number;
}

export interface DayReport {
  readonly moments: readonly DayMoment[];
  /** From opening to the first agent, ms. */
  readonly waits: readonly number[];
  /** The longest that anything waited while somebody had room, ms. */
  readonly longestBesideRoomMs: number;
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const opensAt = 8;
/** How many come in each hour from the opening on, in parts. */
const arrivals = [3, 6, 9, 11, 10, 9, 10, 11, 9, 7, 5, 3];
const midnight = 1_795_000_000_000 - (1_795_000_000_000 % (24 * hour));
const units = 30;
const limit = 100;
const sweepMs = 500;
const momentMs = 5 * minute;
const queueId = "q_service" as QueueId;
const widgetId = "w_demo" as WidgetId;

export async function simulateDay(options: DayOptions): Promise<DayReport> {
  const day = new Day(options);
  return await day.run();
}

class Day {
  readonly #options: DayOptions;
  readonly #settings: Settings;
  readonly #conversations: Conversations;
  readonly #desk: Desk;
  readonly #router: Router;
  readonly #random: () => number;
  readonly #presence = new Map<AgentId, Presence>();
  readonly #gone = new Set<AgentId>();
  readonly #calendar: { readonly at: number; readonly what: () => void }[] = [];
  readonly #underway = new Set<Promise<unknown>>();
  readonly #customers = new Map<ConversationId, Visitor>();
  readonly #openedAt = new Map<ConversationId, number>();
  readonly #counts = new Map<string, number>();
  readonly #waits: number[] = [];
  readonly #moments: DayMoment[] = [];
  readonly #problems: string[] = [];
  #now = midnight + opensAt * hour;
  /** Since when something has waited while somebody had room; `null`: now nothing does. */
  #besideRoomSince: number | null = null;
  #longestBesideRoom = 0;

  constructor(options: DayOptions) {
    this.#options = options;
    this.#random = randomOf(options.seed);
    const people = Array.from({ length: options.agents }, (_, at) => ({
      id: `a_${at}` as AgentId,
      name: `Agent ${at}`,
      email: `${at}@demo.invalid`,
      role: "agent" as const,
      limit,
    }));
    this.#settings = settingsOf(people);
    const { store, log } = options;
    const now = () => this.#now;
    this.#conversations = new Conversations(store, this.#settings, { uploaded: async () => null }, now, log);
    this.#desk = new Desk(store, this.#settings);
    const presence = {
      takesOffers: (agentId: AgentId) => (this.#presence.get(agentId) ?? "available") === "available",
      isSignedIn: (agentId: AgentId) => !this.#gone.has(agentId),
    };
    const tell: Conversations["tell"] = (id, command) => this.#track(this.#conversations.tell(id, command));
    this.#router = new Router(this.#desk, presence, this.#settings, store, tell, now, log);
    this.#conversations.onCommitted((committed) => {
      this.#desk.committed(committed);
      this.#heard(committed);
    });
    this.#conversations.onNoRoom((agentId) => void this.#track(this.#desk.refreshClaims(agentId)));
    this.#desk.onChange(() => this.#router.poke());
  }

  async run(): Promise<DayReport> {
    const { store } = this.#options;
    await Promise.all([...this.#settings.agents.values()].map((agent) => store.putConfig("agent", agent)));
    await this.#desk.build();
    this.#planCustomers();
    this.#planBreaks();
    const closesAt = midnight + (opensAt + arrivals.length) * hour;
    for (let at = this.#now; at <= closesAt + 3 * hour; at += momentMs) this.#plan(at, () => this.#remember());
    this.#sweep();
    for (let next = this.#next(); next; next = this.#next()) {
      this.#now = next.at;
      next.what();
      await this.#settle();
      this.#lookAround();
    }
    await this.#checkClaims();
    const open = [...this.#desk.conversations.values()];
    if (open.length > 0) this.#problems.push(`${open.length} conversations are open after the day`);
    await this.#conversations.close();
    return {
      moments: this.#moments,
      waits: this.#waits,
      longestBesideRoomMs: this.#longestBesideRoom,
      problems: this.#problems,
      counts: Object.fromEntries(this.#counts),
    };
  }

  #planCustomers(): void {
    const parts = arrivals.reduce((sum, part) => sum + part, 0);
    for (let customer = 0; customer < this.#options.customers; customer += 1) {
      let part = this.#random() * parts;
      const inHour = arrivals.findIndex((each) => (part -= each) < 0);
      this.#plan(midnight + (opensAt + Math.max(0, inHour) + this.#random()) * hour, () => this.#arrive());
    }
  }

  /** Half an hour away for everybody, some time between the second and the ninth hour. */
  #planBreaks(): void {
    for (const agentId of this.#settings.agents.keys()) {
      const at = midnight + (opensAt + 2 + this.#random() * 7) * hour;
      this.#plan(at, () => this.#presence.set(agentId, "away"));
      this.#plan(at + 30 * minute, () => this.#be(agentId, "available"));
    }
  }

  #arrive(): void {
    const conversationId = newId<ConversationId>();
    const customer = visitorOf(newId<VisitorId>(), widgetId);
    this.#customers.set(conversationId, customer);
    this.#openedAt.set(conversationId, this.#now);
    this.#say(conversationId, customer, { type: "openConversation", locale: "en", customerName: null, page: null });
    // Whoever has waited for so long gives up.
    this.#in(this.#about(20 * minute), () => {
      const summary = this.#desk.conversations.get(conversationId);
      if (summary?.status !== "open") return;
      this.#count("gave up");
      this.#say(conversationId, customer, { type: "endConversation" });
    });
  }

  #heard({ conversationId, state, events, effects }: Committed): void {
    for (const effect of effects) {
      if (effect.type === "setTimer") this.#planTimer(conversationId, effect.timer, effect.dueAt);
      if (effect.type === "setInactive") {
        this.#count("offers overlooked");
        this.#presence.set(effect.agentId, "inactive");
        this.#in(3 * minute, () => this.#be(effect.agentId, "available"));
      }
      if (effect.type === "takeClaim" && effect.kind === "call") this.#withdrawOffers(effect.agentId);
    }
    for (const { event } of events) {
      if (event.type === "conversationOffered") this.#answerOffer(conversationId, event.offerId, event.agentId);
      if (event.type === "agentJoined") {
        const openedAt = this.#openedAt.get(conversationId);
        if (openedAt !== undefined) this.#waits.push(this.#now - openedAt);
        this.#openedAt.delete(conversationId);
        this.#chat(conversationId, event.agentId);
      }
      if (event.type === "callStarted") this.#ring(conversationId, event.callId);
      if (event.type === "callAnswered") this.#endCallLater(conversationId, event.callId, state.call!.agentId);
    }
  }

  #answerOffer(conversationId: ConversationId, offerId: OfferId, agentId: AgentId): void {
    const way = this.#random();
    if (way < 0.04) return;
    const type = way < 0.1 ? "declineOffer" : "acceptOffer";
    this.#count(type === "acceptOffer" ? "offers accepted" : "offers declined");
    this.#in(2 * second + this.#about(4 * second), () => {
      if (!this.#gone.has(agentId)) this.#say(conversationId, this.#agent(agentId), { type, offerId });
    });
  }

  #chat(conversationId: ConversationId, agentId: AgentId): void {
    const length = minute + this.#about(6 * minute);
    if (this.#random() < 0.2)
      this.#in(length / 3, () => {
        this.#count("calls");
        const clientId = `desk-${agentId}` as ClientId;
        this.#say(conversationId, this.#agent(agentId), {
          type: "startCall",
          callId: newId<CallId>(),
          mode: "voice",
          clientId,
        });
      });
    if (this.#random() < 0.06) this.#in(length / 2, () => this.#dropCustomer(conversationId));
    if (this.#random() < 0.005) this.#in(length / 2, () => this.#dropAgent(agentId));
    this.#in(length, () => this.#end(conversationId, agentId));
  }

  /** Not before the call is over. */
  #end(conversationId: ConversationId, agentId: AgentId): void {
    const summary = this.#desk.conversations.get(conversationId);
    if (summary?.agentId !== agentId || summary.wrapUpUntil !== null) return;
    if (summary.call) return this.#in(minute, () => this.#end(conversationId, agentId));
    this.#say(conversationId, this.#agent(agentId), { type: "endConversation" });
  }

  #ring(conversationId: ConversationId, callId: CallId): void {
    const way = this.#random();
    // The rest let it ring out.
    if (way >= 0.9) return;
    const customer = this.#customers.get(conversationId)!;
    const clientId = "tab" as ClientId;
    this.#in(2 * second + this.#about(4 * second), () =>
      this.#say(
        conversationId,
        customer,
        way < 0.8 ? { type: "answerCall", callId, answer: "audio", clientId } : { type: "declineCall", callId },
      ),
    );
  }

  #endCallLater(conversationId: ConversationId, callId: CallId, agentId: AgentId): void {
    this.#in(minute + this.#about(4 * minute), () =>
      this.#say(conversationId, this.#agent(agentId), { type: "endCall", callId, reason: "hungUp" }),
    );
  }

  #dropCustomer(conversationId: ConversationId): void {
    this.#count("customers dropped");
    this.#system(conversationId, { type: "customerDropped" });
    if (this.#random() < 0.7)
      this.#in(this.#about(minute), () => this.#system(conversationId, { type: "customerReturned" }));
  }

  /** The console is gone for longer than its grace, then comes back. */
  #dropAgent(agentId: AgentId): void {
    if (this.#gone.has(agentId)) return;
    this.#count("agents dropped");
    this.#gone.add(agentId);
    this.#withdrawOffers(agentId);
    this.#in(150 * second, () => {
      for (const { id, agentId: primary } of this.#desk.conversationsOf(agentId))
        if (primary === agentId) this.#system(id, { type: "agentLost", agentId });
    });
    this.#in(5 * minute, () => {
      this.#gone.delete(agentId);
      this.#router.poke();
    });
  }

  #withdrawOffers(agentId: AgentId): void {
    for (const { id, offer } of this.#desk.conversationsOf(agentId))
      if (offer?.agentId === agentId) this.#system(id, { type: "withdrawOffer", offerId: offer.offerId });
  }

  #planTimer(conversationId: ConversationId, timer: Parameters<Store["clearTimer"]>[0]["timer"], dueAt: number): void {
    this.#plan(dueAt, () => {
      const fired = this.#conversations.tell(conversationId, { type: "fireTimer", timer });
      void this.#track(fired.then(() => this.#options.store.clearTimer({ conversationId, timer, dueAt })));
    });
  }

  #be(agentId: AgentId, presence: Presence): void {
    this.#presence.set(agentId, presence);
    this.#router.poke();
  }

  /** As the router's own interval, as long as there is anything to come. */
  #sweep(): void {
    this.#router.poke();
    const hasWaiting = this.#desk.waiting.size > 0;
    const next = this.#calendar[0];
    if (next)
      this.#plan(hasWaiting ? this.#now + sweepMs : Math.max(next.at, this.#now + sweepMs), () => this.#sweep());
  }

  #lookAround(): void {
    const isBeside = this.#desk.waiting.size > 0 && this.#withRoom().length > 0;
    if (!isBeside) {
      this.#besideRoomSince = null;
      return;
    }
    this.#besideRoomSince ??= this.#now;
    this.#longestBesideRoom = Math.max(this.#longestBesideRoom, this.#now - this.#besideRoomSince);
  }

  #withRoom(): AgentId[] {
    return this.#onDuty().filter(
      (agentId) => !this.#desk.isLocked(agentId) && this.#desk.loadOf(agentId) + units <= limit,
    );
  }

  #onDuty(): AgentId[] {
    return [...this.#settings.agents.keys()].filter(
      (agentId) => !this.#gone.has(agentId) && (this.#presence.get(agentId) ?? "available") === "available",
    );
  }

  #remember(): void {
    const onDuty = this.#onDuty();
    const all = [...this.#desk.conversations.values()];
    const held = onDuty.reduce((sum, agentId) => sum + this.#desk.loadOf(agentId), 0);
    this.#moments.push({
      minute: (this.#now - midnight) / minute,
      waiting: this.#desk.waiting.size,
      withAgent: all.filter(({ agentId, wrapUpUntil }) => agentId !== null && wrapUpUntil === null).length,
      inCall: all.filter(({ call }) => call !== null).length,
      onDuty: onDuty.length,
      occupancy: onDuty.length === 0 ? 0 : (100 * held) / (onDuty.length * limit),
    });
    void this.#track(this.#checkClaims());
  }

  /** What the desk believes to be held is what the store holds, for conversations that are there. */
  async #checkClaims(): Promise<void> {
    const claims = await this.#options.store.listClaims();
    for (const agentId of this.#settings.agents.keys()) {
      const stored = claims.filter((claim) => claim.agentId === agentId);
      const load = stored.reduce((sum, claim) => sum + claim.units, 0);
      if (load !== this.#desk.loadOf(agentId))
        this.#problems.push(`${agentId} holds ${load}, the desk says ${this.#desk.loadOf(agentId)}`);
      if (load > limit) this.#problems.push(`${agentId} holds ${load} of ${limit}`);
    }
    for (const { conversationId } of claims)
      if (!this.#desk.conversations.has(conversationId))
        this.#problems.push(`a claim for ${conversationId}, which is closed`);
  }

  #agent(agentId: AgentId): Person {
    return staffOf(this.#settings.agents.get(agentId)!);
  }

  #say(conversationId: ConversationId, by: Person, command: PersonCommand): void {
    void this.#track(
      new Promise<CommandResult>((resolve) =>
        this.#conversations.ask(conversationId, newId<CommandId>(), command, by, resolve),
      ),
    );
  }

  #system(conversationId: ConversationId, command: Extract<Command, Parameters<Conversations["tell"]>[1]>): void {
    void this.#track(this.#conversations.tell(conversationId, command));
  }

  #track<Value>(promise: Promise<Value>): Promise<Value> {
    this.#underway.add(promise);
    void promise.finally(() => this.#underway.delete(promise));
    return promise;
  }

  /** All that follows from what happened, routing among it, is done; in the house's time that takes none. */
  async #settle(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet += 1) {
      while (this.#underway.size > 0) {
        quiet = 0;
        await Promise.all(this.#underway);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #in(ms: number, what: () => void): void {
    this.#plan(this.#now + ms, what);
  }

  /** Sorted, earliest first; what is planned for the same moment happens in the order of planning. */
  #plan(at: number, what: () => void): void {
    const due = Math.round(at);
    let low = 0;
    let high = this.#calendar.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#calendar[middle]!.at <= due) low = middle + 1;
      else high = middle;
    }
    this.#calendar.splice(low, 0, { at: due, what });
  }

  #next() {
    return this.#calendar.shift();
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** With a tail, as times of people have: exponential. */
  #about(ms: number): number {
    return -Math.log(1 - this.#random()) * ms;
  }
}

function settingsOf(agents: ConstructorParameters<typeof Settings>[3]): Settings {
  const workstream = {
    id: "ws_chat" as WorkstreamId,
    name: "Chat",
    queueId,
    units,
    distribution: "push" as const,
    offerMs: 120_000,
    wrapUpMs: 60_000,
    reconnectWindowMs: 180_000,
  };
  const widget = {
    id: widgetId,
    name: "Demo",
    allowedOrigins: [],
    workstreamId: workstream.id,
    calls: "voiceAndVideo" as const,
    cobrowse: null,
    screenShare: null,
    color: "#000000",
    locales: ["en" as const],
    organisation: "Demo",
  };
  const queue = { id: queueId, name: "Service", agentIds: agents.map(({ id }) => id) };
  return new Settings([widget], [workstream], [queue], agents, [], [], [], []);
}
