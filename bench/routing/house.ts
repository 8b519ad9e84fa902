/** A house of agents and waiting customers around the real conversations, desk and router, without sockets. */
import {
  newId,
  type AgentId,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type OfferId,
  type PersonCommand,
  type QueueId,
  type VisitorId,
  type WidgetId,
  type WorkstreamId,
} from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import { Conversations } from "../../apps/server/src/conversations/conversations.ts";
import { Desk } from "../../apps/server/src/routing/desk.ts";
import { Router } from "../../apps/server/src/routing/router.ts";
import { Settings } from "../../apps/server/src/settings/settings.ts";
import { staffOf, visitorOf, type Person } from "../../apps/server/src/socket/person.ts";
import { errorLog } from "../../apps/server/src/testing/error-log.ts";

const queueId = "q_service" as QueueId;
const widgetId = "w_demo" as WidgetId;

interface Offer {
  readonly conversationId: ConversationId;
  readonly offerId: OfferId;
  readonly agentId: AgentId;
}

export class House {
  readonly #settings: Settings;
  readonly #conversations: Conversations;
  readonly #router: Router;
  readonly #desk: Desk;
  readonly #held = new Map<AgentId, ConversationId[]>();
  #offered: Offer[] = [];
  #onOffer: () => void = () => {};
  #isOpen = false;

  private constructor(store: Store, settings: Settings) {
    this.#settings = settings;
    const log = errorLog();
    this.#conversations = new Conversations(store, settings, { uploaded: async () => null }, Date.now, log);
    this.#desk = new Desk(store, settings);
    const presence = { takesOffers: () => true, isSignedIn: () => this.#isOpen };
    const tell: Conversations["tell"] = (id, command) => this.#conversations.tell(id, command);
    this.#router = new Router(this.#desk, presence, settings, store, tell, Date.now, log);
    this.#conversations.onCommitted((committed) => {
      this.#desk.committed(committed);
      for (const { event } of committed.events) {
        if (event.type !== "conversationOffered") continue;
        this.#offered.push({
          conversationId: committed.conversationId,
          offerId: event.offerId,
          agentId: event.agentId,
        });
        this.#onOffer();
      }
    });
    this.#desk.onChange((change) => this.#router.changed(change));
  }

  static async open(store: Store, agents: number, places: number): Promise<House> {
    const settings = settingsOf(agents, places);
    await Promise.all([...settings.agents.values()].map((agent) => store.putConfig("agent", agent)));
    const house = new House(store, settings);
    await house.#desk.build();
    return house;
  }

  async arrive(count: number): Promise<void> {
    const commands = Array.from({ length: count }, () =>
      this.#ask(newId<ConversationId>(), visitorOf(newId<VisitorId>(), widgetId), {
        type: "openConversation",
        locale: "en",
        customerName: null,
        page: null,
      }),
    );
    await Promise.all(commands);
  }

  /** All agents come; resolves with the milliseconds until so many are offered. Then all are accepted. */
  async giveRoom(count: number): Promise<number> {
    const startedAt = performance.now();
    this.#isOpen = true;
    this.#router.poke();
    await this.#untilOffered(count);
    const took = performance.now() - startedAt;
    await Promise.all(this.#offered.map((offer) => this.#accept(offer)));
    this.#offered = [];
    return took;
  }

  /** From an agent's word that a conversation is over until the next is offered, milliseconds. */
  async freeOne(at: number): Promise<number> {
    const held = [...this.#held];
    const [agentId, own] = held[at % held.length]!;
    const startedAt = performance.now();
    const offered = this.#untilOffered(1);
    await this.#ask(own.shift()!, this.#agent(agentId), { type: "endConversation" });
    await offered;
    const took = performance.now() - startedAt;
    await this.#accept(this.#offered[0]!);
    this.#offered = [];
    return took;
  }

  async close(): Promise<void> {
    this.#router.stop();
    await this.#conversations.close();
  }

  async #accept({ conversationId, offerId, agentId }: Offer): Promise<void> {
    await this.#ask(conversationId, this.#agent(agentId), { type: "acceptOffer", offerId });
    this.#held.set(agentId, [...(this.#held.get(agentId) ?? []), conversationId]);
  }

  #untilOffered(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onOffer = () => {
        if (this.#offered.length >= count) resolve();
      };
    });
  }

  #agent(agentId: AgentId): Person {
    return staffOf(this.#settings.agents.get(agentId)!);
  }

  async #ask(id: ConversationId, by: Person, command: PersonCommand): Promise<void> {
    const result = await new Promise<CommandResult>((resolve) =>
      this.#conversations.ask(id, newId<CommandId>(), command, by, resolve),
    );
    if (!result.ok) throw new Error(`${command.type}: ${result.code}`);
  }
}

function settingsOf(agents: number, places: number): Settings {
  const people = Array.from({ length: agents }, (_, at) => ({
    id: `a_${at}` as AgentId,
    name: `Agent ${at}`,
    email: `${at}@demo.invalid`,
    role: "agent" as const,
    limit: places,
  }));
  const workstream = {
    id: "ws_chat" as WorkstreamId,
    name: "Chat",
    queueId,
    units: 1,
    distribution: "push" as const,
    offerMs: 3_600_000,
    wrapUpMs: 0,
    reconnectWindowMs: 180_000,
  };
  const widget = {
    id: widgetId,
    name: "Demo",
    allowedOrigins: [],
    workstreamId: workstream.id,
    calls: "none" as const,
    cobrowse: null,
    screenShare: null,
    color: "#000000",
    locales: ["en" as const],
    organisation: "Demo",
  };
  const queue = { id: queueId, name: "Service", agentIds: people.map(({ id }) => id) };
  return new Settings([widget], [workstream], [queue], people, [], [], [], []);
}
