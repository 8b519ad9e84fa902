/** What many say at once, through the handlers of two nodes on one database: one of them gets it (ROUTE-02, ROUTE-07, ROUTE-08). */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SystemCommand } from "@rinnalla/core";
import {
  newId,
  type AgentConfig,
  type CallId,
  type ClientId,
  type CommandId,
  type CommandResult,
  type ConversationEvent,
  type ConversationId,
  type OfferId,
  type PersonCommand,
  type QueueId,
  type VisitorId,
  type WidgetId,
} from "@rinnalla/protocol";
import { openPostgres, openSqlite, type Store } from "@rinnalla/storage";
import { startPostgres } from "@rinnalla/storage/testing";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Conversations } from "../conversations/conversations.ts";
import { staffOf, visitorOf, type Person } from "../socket/person.ts";
import { scheduleSettings } from "../testing/schedule.ts";

const many = 1_000;
const settings = scheduleSettings(many / 2, true);
const everybody = [...settings.agents.values()];
const agents = everybody.filter(({ role }) => role === "agent");
const supervisor = staffOf(everybody.find(({ role }) => role === "supervisor")!);
const units = 30;

interface TwoNodes {
  readonly stores: readonly [Store, Store];
  close(): Promise<void>;
}

async function onPostgres(): Promise<TwoNodes> {
  const server = await startPostgres();
  const url = await server.createDatabase();
  const stores = [await openPostgres({ url }), await openPostgres({ url })] as const;
  return { stores, close: () => closeAll(stores).then(() => server.stop()) };
}

async function onSqlite(): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-races-"));
  const path = join(folder, "rinnalla.db");
  const stores = [await openSqlite({ path }), await openSqlite({ path })] as const;
  return { stores, close: () => closeAll(stores).then(() => rmSync(folder, { recursive: true })) };
}

async function closeAll(stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}

describe.each([
  ["PostgreSQL", onPostgres],
  ["SQLite", onSqlite],
])("races on %s", { timeout: 120_000 }, (_, open) => {
  let two: TwoNodes;
  let nodes: readonly [Conversations, Conversations];
  beforeAll(async () => {
    two = await open();
    await Promise.all(everybody.map((agent) => two.stores[0].putConfig("agent", agent)));
    const log = pino({ level: "silent" });
    const node = (store: Store) =>
      new Conversations(store, settings, { uploaded: async () => null }, () => Date.now(), log);
    nodes = [node(two.stores[0]), node(two.stores[1])];
  }, 120_000);
  afterAll(() => two.close());

  const ask = (on: number, id: ConversationId, by: Person, command: PersonCommand): Promise<CommandResult> =>
    new Promise((resolve) => nodes[on % 2]!.ask(id, newId<CommandId>(), command, by, resolve));
  const tell = (id: ConversationId, command: SystemCommand) => nodes[0].tell(id, command);

  async function opened(): Promise<{ id: ConversationId; customer: Person }> {
    const id = newId<ConversationId>();
    const customer = visitorOf(newId<VisitorId>(), "w_small" as WidgetId);
    await mustBe(ask(0, id, customer, { type: "openConversation", locale: "en", customerName: null, page: null }));
    return { id, customer };
  }

  async function offered(id: ConversationId, agent: AgentConfig): Promise<OfferId> {
    const offerId = newId<OfferId>();
    await mustBe(tell(id, { type: "offerConversation", offerId, agentId: agent.id }));
    return offerId;
  }

  async function eventsOf(id: ConversationId): Promise<ConversationEvent["type"][]> {
    const { events } = await two.stores[1].readLog(id, 0, 10_000);
    return events.map(({ event }) => event.type);
  }

  const claimsFor = async (id: ConversationId) =>
    (await two.stores[0].listClaims()).filter((claim) => claim.conversationId === id);
  const count = (types: readonly string[], type: ConversationEvent["type"]) =>
    types.filter((each) => each === type).length;

  test("[ROUTE-08] a thousand accept one offer: its agent has it once, everybody else is told that it is gone", async () => {
    const { id } = await opened();
    const winner = agents[0]!;
    const offerId = await offered(id, winner);
    const accepts = Array.from({ length: many }, (_, n) =>
      ask(n, id, staffOf(n % 4 === 0 ? winner : agents[n % agents.length]!), { type: "acceptOffer", offerId }),
    );
    const results = await Promise.all(accepts);
    results.forEach((result, n) => {
      if (n % 4 === 0 || n % agents.length === 0) expect(result).toMatchObject({ ok: true });
      else expect(result).toMatchObject({ ok: false });
    });
    expect(count(await eventsOf(id), "agentJoined")).toBe(1);
    expect(await claimsFor(id)).toEqual([{ agentId: winner.id, conversationId: id, kind: "conversation", units }]);
  });

  test("[ROUTE-08] a thousand agents pick one conversation: one has it", async () => {
    const { id } = await opened();
    const results = await Promise.all(
      agents.map((agent, n) => ask(n, id, staffOf(agent), { type: "pickConversation" })),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const winner = agents[results.findIndex((result) => result.ok)]!;
    expect(count(await eventsOf(id), "agentJoined")).toBe(1);
    expect(await claimsFor(id)).toEqual([{ agentId: winner.id, conversationId: id, kind: "conversation", units }]);
  });

  test("[ROUTE-04] [ROUTE-08] a thousand assignments at once: the last one counts, and nobody keeps what another has", async () => {
    const { id } = await opened();
    const results = await Promise.all(
      agents.map((agent, n) => ask(n, id, supervisor, { type: "assignConversation", agentId: agent.id })),
    );
    const { events } = await two.stores[0].readLog(id, 0, 10_000);
    const joined = events.flatMap(({ event }) => (event.type === "agentJoined" ? [event.agentId] : []));
    const left = events.flatMap(({ event }) => (event.type === "agentLeft" ? [event.agentId] : []));
    // Some may have met too many others; whoever was told yes is in the log, and left when the next one came.
    expect(joined).toHaveLength(results.filter((result) => result.ok).length);
    expect(left).toEqual(joined.slice(0, -1));
    expect(await claimsFor(id)).toEqual([{ agentId: joined.at(-1), conversationId: id, kind: "conversation", units }]);
  });

  test("[ROUTE-02] one agent picks from two consoles what has room but once: never over the limit", async () => {
    const agent = agents[1]!;
    const waiting = await Promise.all(Array.from({ length: 20 }, opened));
    const results = await Promise.all(
      waiting.flatMap(({ id }) => [0, 1].map((on) => ask(on, id, staffOf(agent), { type: "pickConversation" }))),
    );
    const held = await two.stores[0].listClaimsOf(agent.id);
    expect(held.reduce((sum, claim) => sum + claim.units, 0)).toBe(90);
    // The second console of a winner is told yes as well.
    expect(results.filter((result) => result.ok)).toHaveLength(2 * held.length);
  });

  test("[ROUTE-03] [ROUTE-08] calls begun at two consoles at once: one call, one claim on all that is left", async () => {
    const agent = agents[2]!;
    const { id } = await opened();
    await mustBe(ask(0, id, staffOf(agent), { type: "pickConversation" }));
    const start = (on: number) =>
      ask(on, id, staffOf(agent), {
        type: "startCall",
        callId: newId<CallId>(),
        mode: "voice",
        clientId: newId<ClientId>(),
      });
    await Promise.all(Array.from({ length: 50 }, (_, n) => start(n)));
    expect(count(await eventsOf(id), "callStarted")).toBe(1);
    const held = await two.stores[1].listClaimsOf(agent.id);
    expect(held.map(({ kind, units: each }) => [kind, each]).toSorted()).toEqual([
      ["call", 70],
      ["conversation", 30],
    ]);
  });

  test("[ROUTE-07] [ROUTE-08] a call in the queue is accepted at two consoles at once: taken once", async () => {
    const [from, to] = [agents[3]!, agents[4]!];
    const { id, customer } = await opened();
    await mustBe(ask(0, id, staffOf(from), { type: "pickConversation" }));
    const callId = newId<CallId>();
    const desk = newId<ClientId>();
    await mustBe(ask(0, id, staffOf(from), { type: "startCall", callId, mode: "voice", clientId: desk }));
    await mustBe(ask(0, id, customer, { type: "answerCall", callId, answer: "audio", clientId: newId<ClientId>() }));
    await mustBe(ask(0, id, staffOf(from), { type: "confirmCall", callId, clientId: desk }));
    await mustBe(ask(0, id, staffOf(from), { type: "transferCallToQueue", callId, queueId: "q_other" as QueueId }));
    const offerId = await offered(id, to);
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        ask(n, id, staffOf(to), { type: "acceptOffer", offerId, clientId: newId<ClientId>() }),
      ),
    );
    expect(count(await eventsOf(id), "callTransferTaken")).toBe(1);
    const held = await two.stores[1].listClaimsOf(to.id);
    expect(held.map(({ kind }) => kind).toSorted()).toEqual(["call", "conversation"]);
  });
});

async function mustBe(answer: Promise<CommandResult>): Promise<void> {
  expect(await answer).toMatchObject({ ok: true });
}
