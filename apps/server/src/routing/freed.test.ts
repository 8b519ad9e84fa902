/**
 * Everything that frees capacity or makes somebody eligible pulls the oldest that waits, at once (ROUTE-03): the sweep that would find it
 * anyway does not run here. On both databases.
 */
import {
  newId,
  type AgentConfig,
  type AgentId,
  type CallId,
  type ConfigByKind,
  type ConfigKind,
  type Configuration,
  type ConversationId,
  type OfferId,
  type PresenceId,
  type QueueConfig,
  type SkillId,
  type WorkstreamConfig,
} from "@rinnalla/protocol";
import { startPostgres, type TestPostgres } from "@rinnalla/storage/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  offerOf,
  openConversation,
  saga,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

const otso = "a_otso" as AgentId;
const callId = newId<CallId>();
const skill = { id: "sk_sv" as SkillId, name: "Swedish" };
const never = 86_400_000;

interface House {
  readonly server: TestServer;
  readonly agent: Line;
  readonly supervisor: Line;
  /** Of the one that fills Aino's room. */
  readonly customer: Line;
  readonly held: ConversationId;
}

interface Case {
  readonly workstream?: Partial<WorkstreamConfig>;
  readonly queue?: Partial<QueueConfig>;
  /** What Aino is held by; absent: one that she has accepted. */
  readonly begin?: (house: Omit<House, "held">) => Promise<ConversationId>;
  /** Before others wait. */
  readonly before?: (house: House) => Promise<unknown>;
  readonly free: (house: House) => Promise<unknown>;
}

const accepted = async ({ agent, customer }: Omit<House, "held">): Promise<ConversationId> => {
  const id = await openConversation(customer);
  await acceptConversation(agent, aino, id);
  return id;
};
const nothing = async (): Promise<ConversationId> => newId<ConversationId>();
const setting = async <Kind extends ConfigKind>(
  server: TestServer,
  kind: Kind,
  id: string,
  change: (before: ConfigByKind[Kind] | null) => ConfigByKind[Kind],
): Promise<void> => {
  const cookie = await server.cookie(otso);
  const read = await server.fetch("/api/admin/configuration", { headers: { cookie } });
  const all: { readonly [Each in ConfigKind]: readonly ConfigByKind[Each][] } = (await read.json()) as Configuration;
  const before = all[kind].find((one) => one.id === id) ?? null;
  const answer = await server.fetch(`/api/admin/configuration/${kind}/${id}`, {
    method: "PUT",
    headers: { cookie, origin: server.consoleOrigin, "content-type": "application/json" },
    body: JSON.stringify({ value: change(before), before }),
  });
  expect(answer.status).toBe(200);
};
const startCall = ({ agent, held }: House) =>
  agent.ask(held, { type: "startCall", callId, mode: "voice", clientId: agent.clientId });
const away = async ({ agent }: { readonly agent: Line }) => {
  agent.say({ t: "presence", presence: "away" });
  await agent.told("presence", (frame) => frame.presence === "away");
};

const cases: Readonly<Record<string, Case>> = {
  "the end, without wrap-up": {
    workstream: { wrapUpMs: 0 },
    free: ({ agent, held }) => agent.ask(held, { type: "endConversation" }),
  },
  "the end by the customer": {
    workstream: { wrapUpMs: 0 },
    free: ({ customer, held }) => customer.ask(held, { type: "endConversation" }),
  },
  "the end of wrap-up": {
    before: ({ agent, held }) => agent.ask(held, { type: "endConversation" }),
    free: ({ agent, held }) => agent.ask(held, { type: "closeConversation" }),
  },
  "wrap-up that runs out": {
    workstream: { wrapUpMs: 700 },
    before: ({ agent, held }) => agent.ask(held, { type: "endConversation" }),
    free: async () => {},
  },
  "a force close": { free: ({ supervisor, held }) => supervisor.ask(held, { type: "endConversation" }) },
  "the end of a call": {
    workstream: { units: 30 },
    before: async (house) => {
      await startCall(house);
      const { customer, held } = house;
      await customer.ask(held, { type: "answerCall", callId, answer: "audio", clientId: customer.clientId });
    },
    free: ({ customer, held }) => customer.ask(held, { type: "endCall", callId, reason: "hungUp" }),
  },
  "a call that is declined": {
    workstream: { units: 30 },
    before: startCall,
    free: ({ customer, held }) => customer.ask(held, { type: "declineCall", callId }),
  },
  "a call that is cancelled": {
    workstream: { units: 30 },
    before: startCall,
    free: ({ agent, held }) => agent.ask(held, { type: "endCall", callId, reason: "hungUp" }),
  },
  "a customer who is gone for too long": {
    workstream: { wrapUpMs: 0, reconnectWindowMs: 400 },
    free: ({ customer }) => customer.close(),
  },
  "a transfer to a queue": {
    free: ({ agent, held }) => agent.ask(held, { type: "transferConversation", queueId: "q_service" as never }),
  },
  "a transfer to a colleague": {
    free: async ({ server, agent, held }) => {
      const colleague = await server.agent(ville);
      const offerId = newId<OfferId>();
      await agent.ask(held, { type: "transferToAgent", agentId: ville, offerId });
      await colleague.ask(held, { type: "acceptOffer", offerId });
    },
  },
  "a supervisor who gives it to another": {
    free: ({ supervisor, held }) => supervisor.ask(held, { type: "assignConversation", agentId: ville }),
  },
  "an offer that is declined": {
    begin: async ({ agent, customer }) => {
      const id = await openConversation(customer);
      await offerOf(agent, aino, id);
      return id;
    },
    free: async ({ agent, held }) =>
      agent.ask(held, { type: "declineOffer", offerId: await offerOf(agent, aino, held) }),
  },
  "presence by hand": {
    begin: async (house) => {
      await away(house);
      return nothing();
    },
    free: async ({ agent }) => agent.say({ t: "presence", presence: "available" }),
  },
  "a presence of the organisation's own that takes offers": {
    begin: async (house) => {
      await away(house);
      const id = "pr_mail" as PresenceId;
      const own = { id, name: "E-mail", names: {}, base: "busy", takesOffers: true } as const;
      await setting(house.server, "presence", id, () => own);
      return nothing();
    },
    free: async ({ agent }) => agent.say({ t: "presence", presence: { custom: "pr_mail" as PresenceId } }),
  },
  "capacity raised by the administrator": {
    free: ({ server }) => setting(server, "agent", aino, (before) => ({ ...(before as AgentConfig), limit: 200 })),
  },
  "membership of the queue": {
    queue: { agentIds: [] },
    begin: nothing,
    free: ({ server }) =>
      setting(server, "queue", "q_service", (before) => ({ ...(before as QueueConfig), agentIds: [aino] })),
  },
  "a skill that is given": {
    begin: async ({ server }) => {
      await setting(server, "skill", skill.id, () => skill);
      await setting(server, "workstream", "ws_chat", (before) => ({
        ...(before as WorkstreamConfig),
        skillIds: [skill.id],
      }));
      return nothing();
    },
    free: ({ server }) =>
      setting(server, "agent", aino, (before) => ({ ...(before as AgentConfig), skillIds: [skill.id] })),
  },
};

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

describe.each(["SQLite", "PostgreSQL"])("on %s", (database) => {
  let server: TestServer;
  afterEach(() => server.close());

  const start = async ({ workstream, queue }: Pick<Case, "workstream" | "queue">) => {
    server = await startTestServer({
      ...(database === "PostgreSQL" && { databaseUrl: await postgres.createDatabase() }),
      times: { sweepMs: never, agentGraceMs: 400 },
      // One fills an agent, unless said otherwise.
      demo: { queue: { agentIds: [aino], ...queue }, workstream: { units: 100, ...workstream } },
    });
  };

  test.each(Object.entries(cases))(
    "[ROUTE-03] %s pulls the oldest at once",
    { timeout: 20_000 },
    async (_what, one) => {
      await start(one);
      const [agent, supervisor, customer] = await Promise.all([
        server.agent(aino),
        server.agent(saga),
        server.customer(),
      ]);
      const base = { server, agent, supervisor, customer };
      const held = await (one.begin ?? accepted)(base);
      const house: House = { ...base, held };
      await one.before?.(house);
      const oldest = await openConversation(await server.customer());
      const younger = await openConversation(await server.customer());
      const offered = () =>
        agent.heard.some(
          (frame) => frame.t === "desk" && frame.conversations.some((each) => each.id === oldest && each.offer),
        );
      await supervisor.until(
        () =>
          supervisor.heard.some((frame) => frame.t === "desk" && frame.conversations.some(({ id }) => id === younger)),
        "both wait",
      );
      // What runs out by itself may have done so by now.
      if (one.free.length > 0) expect(offered()).toBe(false);
      await one.free(house);
      await offerOf(agent, aino, oldest);
    },
  );

  test(
    "[ROUTE-05] what an agent held who does not come back goes to another at once",
    { timeout: 20_000 },
    async () => {
      await start({ queue: { agentIds: [aino, ville] } });
      const agent = await server.agent(aino);
      const customer = await server.customer();
      const held = await openConversation(customer);
      await acceptConversation(agent, aino, held);
      const other = await server.agent(ville);
      const full = await openConversation(await server.customer());
      await acceptConversation(other, ville, full);
      const waiting = await openConversation(await server.customer());
      // Its place is that of who has waited since the beginning: before what came later and is waiting still.
      await agent.cut();
      await customer.happened(held, "agentLeft", ({ event }) => event.because === "lost");
      await other.ask(full, { type: "endConversation" });
      await other.ask(full, { type: "closeConversation" });
      await offerOf(other, ville, held);
      expect(
        other.heard.some(
          (frame) => frame.t === "desk" && frame.conversations.some((each) => each.id === waiting && each.offer),
        ),
      ).toBe(false);
    },
  );

  test(
    "[ROUTE-01] who lacks the skill is passed over until it is waived, and cannot pick",
    { timeout: 20_000 },
    async () => {
      server = await startTestServer({
        ...(database === "PostgreSQL" && { databaseUrl: await postgres.createDatabase() }),
        demo: { queue: { agentIds: [aino] }, workstream: { units: 30, skillIds: [skill.id], skillRelaxMs: 1_500 } },
      });
      const agent = await server.agent(aino);
      const openedAt = Date.now();
      const id = await openConversation(await server.customer());
      expect(await agent.ask(id, { type: "pickConversation" })).toEqual({ ok: false, code: "skillMissing" });
      await offerOf(agent, aino, id);
      expect(Date.now() - openedAt).toBeGreaterThanOrEqual(1_400);
      // Within the two seconds that ROUTE-08 allows.
      expect(Date.now() - openedAt).toBeLessThan(3_500);
    },
  );

  test(
    "[ROUTE-05] busy by load, and back; a presence that is removed leaves its base, and comes back with it",
    { timeout: 20_000 },
    async () => {
      await start({ workstream: { units: 100, wrapUpMs: 0 } });
      const agent = await server.agent(aino);
      const mine = () =>
        agent.heard.flatMap((frame) => (frame.t === "desk" ? frame.agents : [])).findLast((view) => view.id === aino);
      expect(mine()?.presence).toBe("available");
      const customer = await server.customer();
      const id = await openConversation(customer);
      await acceptConversation(agent, aino, id);
      await agent.until(() => mine()?.isBusyByLoad, "busy by load");
      expect(mine()?.presence).toBe("busy");
      await agent.ask(id, { type: "endConversation" });
      await agent.until(() => mine()?.presence === "available" && !mine()?.isBusyByLoad, "available again");

      const lunch = {
        id: "pr_lunch" as PresenceId,
        name: "Lunch",
        names: {},
        base: "away",
        takesOffers: false,
      } as const;
      await setting(server, "presence", lunch.id, () => lunch);
      agent.say({ t: "presence", presence: { custom: lunch.id } });
      await agent.told("presence", (frame) => frame.customPresence === lunch.id);
      expect(await agent.until(() => mine()?.customPresence && mine())).toMatchObject({ presence: "away" });
      // Remembered over a restart.
      server = await server.restart();
      const back = await server.agent(aino);
      expect(await back.told("presence")).toMatchObject({ presence: "away", customPresence: lunch.id });
      const cookie = await server.cookie(otso);
      const removed = await server.fetch(`/api/admin/configuration/presence/${lunch.id}`, {
        method: "DELETE",
        headers: { cookie, origin: server.consoleOrigin },
      });
      expect(removed.status).toBe(200);
      const theirs = () =>
        back.heard.flatMap((frame) => (frame.t === "desk" ? frame.agents : [])).findLast((view) => view.id === aino);
      await back.until(() => theirs()?.customPresence === undefined, "removed");
      expect(theirs()?.presence).toBe("away");
      back.say({ t: "presence", presence: { custom: lunch.id } });
      expect((await back.told("refused")).code).toBe("notFound");
      await setting(server, "presence", lunch.id, () => lunch);
      await back.until(() => theirs()?.customPresence === lunch.id, "had back");
    },
  );
});
