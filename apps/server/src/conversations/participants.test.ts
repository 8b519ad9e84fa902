import { newId, type AgentId, type ConversationId, type MessageId, type OfferId } from "@rinnalla/protocol";
import { startPostgres, type TestPostgres } from "@rinnalla/storage/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  agentText,
  aino,
  openConversation,
  saga,
  startTestServer,
  text,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

const said = (words: string, audience: "staff" | "consult" | "all") =>
  ({ type: "postMessage", messageId: newId<MessageId>(), text: words, audience }) as const;
const viewOf = (line: Line, agentId: AgentId) =>
  line.heard.flatMap((frame) => (frame.t === "desk" ? frame.agents : [])).findLast((view) => view.id === agentId);
const rowOf = (line: Line, id: ConversationId) =>
  line.heard.flatMap((frame) => (frame.t === "desk" ? frame.conversations : [])).findLast((row) => row.id === id);
const hasGone = (line: Line, id: ConversationId) =>
  line.until(() => line.heard.some((frame) => frame.t === "desk" && frame.gone.includes(id)), "gone");

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

describe.each(["SQLite", "PostgreSQL"] as const)("colleagues in a conversation, on %s", (database) => {
  let server: TestServer;
  let customer: Line;
  let agent: Line;
  let id: ConversationId;

  async function begin(workstream: { hidesMonitors?: boolean; offerMs?: number } = {}): Promise<void> {
    const databaseUrl = database === "PostgreSQL" ? { databaseUrl: await postgres.createDatabase() } : {};
    server = await startTestServer({ ...databaseUrl, demo: { queue: { agentIds: [aino] }, workstream } });
    agent = await server.agent(aino);
    customer = await server.customer();
    id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    await customer.happened(id, "agentJoined");
  }
  beforeEach(() => begin(), 60_000);
  afterEach(() => server.close());

  async function follow(line: Line): Promise<void> {
    line.say({ t: "follow", conversationId: id, after: 0 });
    await line.told("live", (live) => live.conversationId === id);
  }

  async function offerToVille(): Promise<{ colleague: Line; offerId: OfferId }> {
    const colleague = await server.agent(ville);
    const offerId = newId<OfferId>();
    const command = { type: "transferToAgent", agentId: ville, offerId, note: "parcel-note" } as const;
    expect(await agent.ask(id, command)).toMatchObject({ ok: true });
    await colleague.until(() => rowOf(colleague, id)?.transfer?.note === "parcel-note", "offered");
    return { colleague, offerId };
  }

  test("[ROUTE-07] who writes to the colleagues is told to them, and to nobody else", async () => {
    const colleague = await server.agent(ville);
    expect(await agent.ask(id, { type: "askConsult", agentId: ville })).toMatchObject({ ok: true });
    await colleague.until(() => rowOf(colleague, id)?.consultAsked?.agentId === ville, "asked");
    const aside = {
      t: "signal",
      conversationId: id,
      signal: { kind: "typing", isTyping: true, audience: "consult" },
    } as const;
    // Not in it yet: dropped.
    colleague.say(aside);
    await colleague.ask(id, { type: "acceptConsult" });
    await follow(colleague);
    colleague.say(aside);
    expect((await agent.told("signal")).from).toMatchObject({ side: "agent", colleague: ville });
    agent.say(aside);
    expect((await colleague.told("signal")).from.colleague).toBe(aino);
    customer.say(aside);
    await customer.settled();
    await agent.settled();
    expect(agent.heard.filter((frame) => frame.t === "signal")).toHaveLength(1);
    expect(customer.heard.some((frame) => frame.t === "signal")).toBe(false);
  });

  test("[ROUTE-07] the customer's socket gets nothing of consult, monitor, notes and transfers, live or replayed", async () => {
    const supervisor = await server.agent(saga);
    const colleague = await server.agent(ville);
    for (const command of [{ type: "joinConversation", role: "monitor" } as const, said("private-1", "consult")])
      expect(await supervisor.ask(id, command)).toMatchObject({ ok: true });
    expect(await agent.ask(id, { type: "askConsult", agentId: ville })).toMatchObject({ ok: true });
    await colleague.until(() => rowOf(colleague, id)?.consultAsked?.agentId === ville, "asked");
    expect(await colleague.ask(id, { type: "acceptConsult" })).toMatchObject({ ok: true });
    await follow(colleague);
    await agent.ask(id, said("private-2", "consult"));
    await colleague.ask(id, said("private-3", "consult"));
    await colleague.happened(id, "messagePosted", ({ event }) => event.text === "private-2");
    await agent.happened(id, "messagePosted", ({ event }) => event.text === "private-3");
    await agent.ask(id, said("private-4", "staff"));
    await agent.ask(id, { type: "transferToAgent", agentId: saga, offerId: newId<OfferId>(), note: "private-5" });
    await agent.ask(id, { type: "cancelTransfer" });
    await colleague.ask(id, { type: "leaveConversation" });
    await supervisor.ask(id, { type: "leaveConversation" });
    await agent.ask(id, agentText("the end"));
    await customer.happened(id, "messagePosted", ({ event }) => event.text === "the end");
    const again = await server.customer(await server.visitorToken());
    expect(await again.ask(id, text("x"))).toEqual({ ok: false, code: "notFound" });
    customer.say({ t: "follow", conversationId: id, after: 0 });
    await customer.settled();
    await customer.told("live");
    expect(JSON.stringify(customer.heard)).not.toMatch(
      /private-|monitor|consult|Ville|Saga|a_ville|a_saga|transferAsked/,
    );
    // Who is in it no longer hears no more.
    await agent.ask(id, said("private-6", "consult"));
    await colleague.settled();
    expect(JSON.stringify(colleague.heard)).not.toContain("private-6");
  });

  test("[ROUTE-07] who joins is seen by name and read by the customer; the agent is told of all of it", async () => {
    const supervisor = await server.agent(saga);
    await supervisor.ask(id, { type: "joinConversation", role: "monitor" });
    await agent.happened(id, "participantJoined", ({ event }) => event.role === "monitor");
    expect(await supervisor.ask(id, said("too early", "all"))).toEqual({ ok: false, code: "notAllowed" });
    await supervisor.ask(id, { type: "joinConversation", role: "join" });
    expect(await supervisor.ask(id, said("Hello from Saga", "all"))).toMatchObject({ ok: true });
    const heard = await customer.happened(id, "messagePosted", ({ event }) => event.text === "Hello from Saga");
    expect(heard.by).toEqual({ kind: "agent", agentId: saga, role: "agent", name: "Saga" });
    expect((await customer.happened(id, "participantJoined")).event.name).toBe("Saga");
    await supervisor.ask(id, { type: "leaveConversation" });
    expect((await customer.happened(id, "participantLeft")).event.name).toBe("Saga");
    await agent.happened(id, "participantLeft");
  });

  test("[ROUTE-07] where monitors are not told of, the agent's socket knows nothing of them, a supervisor's does", async () => {
    await server.close();
    await begin({ hidesMonitors: true });
    const supervisor = await server.agent(saga);
    await follow(supervisor);
    await supervisor.ask(id, { type: "joinConversation", role: "monitor" });
    await supervisor.until(() => rowOf(supervisor, id)?.participants?.[0]?.agentId === saga, "in the list");
    expect((await supervisor.happened(id, "participantJoined")).event).toMatchObject({ isUnseen: true });
    await customer.ask(id, text("hello"));
    await agent.happened(id, "messagePosted");
    await follow(await server.agent(aino));
    expect(JSON.stringify(agent.heard)).not.toContain("monitor");
    await supervisor.ask(id, { type: "joinConversation", role: "join" });
    expect((await agent.happened(id, "participantJoined")).event).toMatchObject({ role: "join", name: "Saga" });
    expect(JSON.stringify(agent.heard)).not.toContain("monitor");
  });

  test("[ROUTE-07] a transfer: the colleague takes it, and the load moves with it", async () => {
    const { colleague, offerId } = await offerToVille();
    expect(rowOf(agent, id)).toMatchObject({ agentId: aino, status: "active" });
    await agent.until(() => viewOf(agent, ville)?.load === 30 && viewOf(agent, aino)?.load === 30, "both hold it");
    expect(await colleague.ask(id, { type: "acceptOffer", offerId })).toMatchObject({ ok: true });
    await agent.until(() => viewOf(agent, aino)?.load === 0 && viewOf(agent, ville)?.load === 30, "the load moved");
    await customer.happened(id, "agentJoined", ({ event }) => event.agentId === ville);
    await hasGone(agent, id);
    await follow(colleague);
    expect((await colleague.happened(id, "transferAsked")).event.note).toBe("parcel-note");
    expect(await agent.ask(id, agentText("mine?"))).toEqual({ ok: false, code: "notFound" });
  });

  test.each(["declineOffer", "expired", "gone"] as const)(
    "[ROUTE-07] a transfer that comes to nothing (%s) stays where it was, and the colleague's capacity is free",
    async (how) => {
      if (how === "expired") {
        await server.close();
        await begin({ offerMs: 300 });
      }
      const { colleague, offerId } = await offerToVille();
      if (how === "declineOffer") await colleague.ask(id, { type: "declineOffer", offerId });
      if (how === "gone") await colleague.close();
      const ended = await agent.happened(id, "transferEnded");
      expect(ended.event.because).toBe({ declineOffer: "declined", expired: "expired", gone: "withdrawn" }[how]);
      await agent.until(() => viewOf(agent, ville)?.load === 0 && viewOf(agent, aino)?.load === 30, "as before");
      expect(rowOf(agent, id)).toMatchObject({ agentId: aino, offer: null, status: "active" });
      // No blame for a colleague's wish.
      expect(viewOf(agent, ville)?.presence).not.toBe("inactive");
    },
  );

  test("[ROUTE-07] whoever has no console open is neither offered nor asked anything that stands", async () => {
    await agent.ask(id, { type: "transferToAgent", agentId: ville, offerId: newId<OfferId>() });
    expect((await agent.happened(id, "transferEnded")).event.because).toBe("withdrawn");
    await agent.ask(id, { type: "askConsult", agentId: ville });
    expect((await agent.happened(id, "consultAskEnded")).event.because).toBe("expired");
  });

  test("[ROUTE-02] two transfers at once to a colleague with room for one: one is offered, the other refused", async () => {
    const colleague = await server.agent(ville);
    await server.agent(saga);
    const others = await Promise.all([0, 1, 2].map(() => server.customer()));
    const ids = [id];
    for (const one of others.slice(0, 2)) {
      const next = await openConversation(one);
      await acceptConversation(agent, aino, next);
      ids.push(next);
    }
    const last = await openConversation(others[2]!);
    ids.push(last);
    const supervisor = await server.agent(saga);
    await supervisor.ask(last, { type: "assignConversation", agentId: aino });
    const asked = await Promise.all(
      ids.map((one) => agent.ask(one, { type: "transferToAgent", agentId: ville, offerId: newId<OfferId>() })),
    );
    // 30 units each of 100.
    expect(asked.filter((result) => result.ok)).toHaveLength(3);
    expect(asked.find((result) => !result.ok)).toEqual({ ok: false, code: "noRoom" });
    await colleague.until(() => viewOf(colleague, ville)?.load === 90, "load 90");
  });

  test("[ROUTE-05] a supervisor who monitors and does not come back is in the conversation no more; a reload is no leaving", async () => {
    await server.close();
    const databaseUrl = database === "PostgreSQL" ? { databaseUrl: await postgres.createDatabase() } : {};
    server = await startTestServer({
      ...databaseUrl,
      demo: { queue: { agentIds: [aino] } },
      times: { agentGraceMs: 600 },
    });
    agent = await server.agent(aino);
    customer = await server.customer();
    id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const supervisor = await server.agent(saga);
    await supervisor.ask(id, { type: "joinConversation", role: "monitor" });
    await supervisor.cut();
    const again = await server.agent(saga);
    expect(rowOf(again, id)?.participants).toMatchObject([{ agentId: saga, role: "monitor" }]);
    await again.close();
    expect((await agent.happened(id, "participantLeft")).event).toMatchObject({ because: "lost", name: "Saga" });
  });
});
