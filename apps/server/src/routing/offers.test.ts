import { newId, type CallId, type ConversationId } from "@rinnalla/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  acceptConversation,
  agentText,
  aino,
  offerOf,
  openConversation,
  saga,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";
import type { Line } from "../testing/line.ts";

describe("routing", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  const use = async (options: Parameters<typeof startTestServer>[0]) => {
    await server.close();
    server = await startTestServer(options);
  };
  const viewOf = (line: Line, agentId: string) =>
    line.heard.flatMap((frame) => (frame.t === "desk" ? frame.agents : [])).findLast((view) => view.id === agentId);
  const summaryOf = (line: Line, id: ConversationId) =>
    line.heard
      .flatMap((frame) => (frame.t === "desk" ? frame.conversations : []))
      .findLast((summary) => summary.id === id);

  test("[ROUTE-01] a conversation is offered to an available agent, who accepts it; the customer sees who joined", async () => {
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    const offerId = await offerOf(agent, aino, id);
    expect(summaryOf(agent, id)?.offer?.expiresAt).toBeGreaterThan(Date.now() + 100_000);
    expect(await agent.ask(id, { type: "acceptOffer", offerId })).toMatchObject({ ok: true });
    const joined = await customer.happened(id, "agentJoined");
    expect(joined.event).toMatchObject({ agentId: aino, name: "Aino" });
    expect(customer.events(id).some(({ event }) => event.type === "conversationOffered")).toBe(false);
  });

  test("[ROUTE-01] one that waits is offered as soon as somebody comes", async () => {
    const customer = await server.customer();
    const id = await openConversation(customer);
    const agent = await server.agent(aino);
    await offerOf(agent, aino, id);
  });

  test("[ROUTE-01] a declined offer goes to the next agent, and the one who declined is told it is gone", async () => {
    const first = await server.agent(aino);
    const second = await server.agent(ville);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await first.ask(id, { type: "declineOffer", offerId: await offerOf(first, aino, id) });
    await acceptConversation(second, ville, id);
    expect(await first.ask(id, { type: "pickConversation" })).toEqual({ ok: false, code: "offerGone" });
    await first.until(() => first.heard.some((frame) => frame.t === "desk" && frame.gone.includes(id)), "gone");
  });

  test("[ROUTE-01] an offer left unanswered comes back, and sets the agent inactive", async () => {
    await use({ demo: { workstream: { offerMs: 200 } } });
    const agent = await server.agent(aino);
    const other = await server.agent(ville);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await offerOf(agent, aino, id);
    expect((await agent.told("presence", (frame) => frame.presence === "inactive")).agentId).toBe(aino);
    await offerOf(other, ville, id);
  });

  test("[ROUTE-02] of two consoles that accept at once one wins, and of two agents", async () => {
    const one = await server.agent(aino);
    const two = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    const offerId = await offerOf(one, aino, id);
    const results = await Promise.all([one, two].map((line) => line.ask(id, { type: "acceptOffer", offerId })));
    // Said by the winner's other console, it is no refusal; but nobody joins twice.
    expect(results.every((result) => result.ok)).toBe(true);
    await customer.happened(id, "agentJoined");
    await customer.settled();
    expect(customer.events(id).filter(({ event }) => event.type === "agentJoined")).toHaveLength(1);

    const third = await server.agent(ville);
    const another = await server.customer();
    const next = await openConversation(another);
    const offered = await Promise.race([offerOf(one, aino, next), offerOf(third, ville, next)]);
    const both = await Promise.all(
      [one, third].map((line) => line.ask(next, { type: "acceptOffer", offerId: offered })),
    );
    expect(both.filter((result) => result.ok)).toHaveLength(1);
  });

  test("[ROUTE-02] capacity is never exceeded, also when many come and are picked at once", async () => {
    await use({ demo: { queue: { agentIds: [aino] } } });
    const agent = await server.agent(aino);
    const customers = await Promise.all(Array.from({ length: 8 }, () => server.customer()));
    const ids = await Promise.all(customers.map(openConversation));
    // 30 units each of 100: three have room.
    await agent.until(() => viewOf(agent, aino)?.load === 90, "load 90");
    const picks = await Promise.all(ids.map((id) => agent.ask(id, { type: "pickConversation" })));
    expect(picks.filter((result) => result.ok)).toHaveLength(3);
    expect(new Set(picks.map((result) => (result.ok ? "ok" : result.code)))).toEqual(new Set(["ok", "noRoom"]));
    const loads = agent.heard.flatMap((frame) => (frame.t === "desk" ? frame.agents : [])).map((view) => view.load);
    expect(Math.max(...loads)).toBe(90);
  });

  test("[ROUTE-03] a call takes all capacity; when it ends, the oldest that waits comes at once", async () => {
    await use({ demo: { queue: { agentIds: [aino] } } });
    const agent = await server.agent(aino);
    const [caller, first, second] = await Promise.all([server.customer(), server.customer(), server.customer()]);
    const id = await openConversation(caller);
    await acceptConversation(agent, aino, id);
    const callId = newId<CallId>();
    const { clientId } = agent;
    expect(await agent.ask(id, { type: "startCall", callId, mode: "voice", clientId })).toMatchObject({ ok: true });
    await agent.until(() => viewOf(agent, aino)?.isInCall, "in call");
    expect(viewOf(agent, aino)?.load).toBe(100);
    const oldest = await openConversation(first);
    await openConversation(second);
    await agent.until(() => summaryOf(agent, oldest), "waiting in the list");
    expect(summaryOf(agent, oldest)?.offer).toBeNull();
    expect(await agent.ask(oldest, { type: "pickConversation" })).toEqual({ ok: false, code: "noRoom" });

    await caller.ask(id, { type: "answerCall", callId, answer: "audio", clientId: caller.clientId });
    await agent.ask(id, { type: "endCall", callId, reason: "hungUp" });
    const endedAt = Date.now();
    await offerOf(agent, aino, oldest);
    expect(Date.now() - endedAt).toBeLessThan(500);
    expect(viewOf(agent, aino)?.isInCall).toBe(false);
  });

  test("[ROUTE-03] an offer that stood when the call began is withdrawn, and waits with its place kept", async () => {
    await use({ demo: { queue: { agentIds: [aino] } } });
    const agent = await server.agent(aino);
    const [caller, customer] = await Promise.all([server.customer(), server.customer()]);
    const id = await openConversation(caller);
    await acceptConversation(agent, aino, id);
    const offered = await openConversation(customer);
    await offerOf(agent, aino, offered);
    const waitingSince = summaryOf(agent, offered)?.waitingSince;
    await agent.ask(id, { type: "startCall", callId: newId<CallId>(), mode: "voice", clientId: agent.clientId });
    await agent.until(() => summaryOf(agent, offered)?.offer === null, "withdrawn");
    expect(summaryOf(agent, offered)?.waitingSince).toBe(waitingSince);
    expect(viewOf(agent, aino)).toMatchObject({ presence: "busy", isBusyByLoad: true });
  });

  test("[ROUTE-04] a supervisor assigns also to an agent in a call; an agent may not", async () => {
    const agent = await server.agent(aino);
    const supervisor = await server.agent(saga);
    const caller = await server.customer();
    const id = await openConversation(caller);
    await acceptConversation(agent, aino, id);
    await agent.ask(id, { type: "startCall", callId: newId<CallId>(), mode: "video", clientId: agent.clientId });
    const customer = await server.customer();
    const next = await openConversation(customer);
    expect(await agent.ask(next, { type: "assignConversation", agentId: ville })).toEqual({
      ok: false,
      code: "notAllowed",
    });
    expect(await supervisor.ask(next, { type: "assignConversation", agentId: aino })).toMatchObject({ ok: true });
    await customer.happened(next, "agentJoined", ({ event }) => event.agentId === aino);
    await supervisor.until(() => viewOf(supervisor, aino)?.load === 130, "load over the limit");
    expect(await agent.ask(next, agentText("here in a moment"))).toMatchObject({ ok: true });
  });

  test("[ROUTE-05] whoever is away is offered nothing; presence is remembered over a sign-out", async () => {
    const agent = await server.agent(aino);
    agent.say({ t: "presence", presence: "away" });
    await agent.told("presence", (frame) => frame.presence === "away");
    await agent.close();
    const again = await server.agent(aino);
    expect((await again.told("presence")).presence).toBe("away");
    const customer = await server.customer();
    const id = await openConversation(customer);
    await again.until(() => summaryOf(again, id), "waiting");
    await again.settled();
    expect(summaryOf(again, id)?.offer).toBeNull();
    again.say({ t: "presence", presence: "available" });
    await offerOf(again, aino, id);
  });

  test("[ROUTE-05] an agent who does not come back loses the conversation to the queue; one who does keeps it", async () => {
    await use({ times: { agentGraceMs: 1_500 } });
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    await agent.cut();
    const back = await server.agent(aino);
    expect(await back.ask(id, agentText("still here"))).toMatchObject({ ok: true });
    await back.close();
    await customer.happened(id, "agentLeft", ({ event }) => event.because === "lost");
    const other = await server.agent(ville);
    await acceptConversation(other, ville, id);
    expect(viewOf(other, aino)).toMatchObject({ presence: "offline", isSignedIn: false, load: 0 });
  });

  test("[SUP-01] an agent's list holds the own and the waiting ones; a supervisor's all", async () => {
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const supervisor = await server.agent(saga);
    const other = await server.agent(ville);
    expect(summaryOf(supervisor, id)?.agentId).toBe(aino);
    expect(summaryOf(other, id)).toBeUndefined();
    other.say({ t: "follow", conversationId: id, after: 0 });
    expect((await other.told("refused")).code).toBe("notFound");
    expect(other.events(id)).toEqual([]);
  });
});
