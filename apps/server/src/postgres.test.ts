/** The same server on the larger store: what is told apart here is the wiring; the store's behaviour has its own suite. */
import { startPostgres, type TestPostgres } from "@rinnalla/storage/testing";
import { newId, type CallId } from "@rinnalla/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  acceptConversation,
  agentText,
  aino,
  offerOf,
  openConversation,
  startTestServer,
  text,
} from "./testing/test-server.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

test(
  "[RUN-02] on PostgreSQL: sign-in, routing, messages, a call's lock and a restart",
  { timeout: 60_000 },
  async () => {
    const databaseUrl = await postgres.createDatabase();
    let server = await startTestServer({ databaseUrl, demo: { queue: { agentIds: [aino] } } });
    let agent = await server.agent(aino);
    const token = await server.visitorToken();
    let customer = await server.customer(token);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const burst = await Promise.all(Array.from({ length: 50 }, (_, n) => customer.ask(id, text(`n${n}`))));
    expect(burst.every((result) => result.ok)).toBe(true);
    expect(await agent.ask(id, agentText("hello"))).toMatchObject({ ok: true });
    const callId = newId<CallId>();
    await agent.ask(id, { type: "startCall", callId, mode: "voice", clientId: agent.clientId });

    server = await server.restart();
    customer = await server.customer(token);
    agent = await server.agent(aino);
    customer.say({ t: "follow", conversationId: id, after: 0 });
    await customer.told("live");
    const said = customer.events(id).flatMap(({ event }) => (event.type === "messagePosted" ? [event.text] : []));
    expect(said).toEqual([...Array.from({ length: 50 }, (_, n) => `n${n}`), "hello"]);
    const next = await openConversation(await server.customer());
    expect(await agent.ask(next, { type: "pickConversation" })).toEqual({ ok: false, code: "noRoom" });
    await agent.ask(id, { type: "endCall", callId, reason: "hungUp" });
    await offerOf(agent, aino, next);
    await server.close();
  },
);
