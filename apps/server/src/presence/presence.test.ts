import { newId, type CallId, type ClientId, type ConversationId } from "@rinnalla/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  offerOf,
  openConversation,
  startTestServer,
  text,
  type TestServer,
} from "../testing/test-server.ts";

describe("who is there", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  const types = (line: Line, id: ConversationId) => line.events(id).map(({ event }) => event.type);

  test("[CHAT-03] a page load is not a leaving; a closed last tab is, and coming back ends it", async () => {
    await server.close();
    server = await startTestServer({ times: { dropMs: 1_500 } });
    const agent = await server.agent(aino);
    const token = await server.visitorToken();
    const page = await server.customer(token);
    const id = await openConversation(page);
    await acceptConversation(agent, aino, id);
    await page.close();
    const next = await server.customer(token);
    await next.ask(id, text("next page"));
    await agent.happened(id, "messagePosted", ({ event }) => event.text === "next page");
    expect(types(agent, id)).not.toContain("customerLeft");

    await next.close();
    const left = await agent.happened(id, "customerLeft");
    expect(left.event.until).toBeGreaterThan(left.at + 100_000);
    const back = await server.customer(token);
    await agent.happened(id, "customerReturned");
    expect((await back.told("welcome")).me).toMatchObject({ conversationId: id });
    expect(await back.ask(id, text("I am back"))).toMatchObject({ ok: true });
  });

  test("[CHAT-03] a customer who does not come back in time has left for good; the agent's capacity is free after wrap-up", async () => {
    await server.close();
    server = await startTestServer({ demo: { workstream: { reconnectWindowMs: 200, wrapUpMs: 200 } } });
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    await customer.close();
    const ended = await agent.happened(id, "conversationEnded");
    expect(ended.event.because).toBe("customerGone");
    await agent.happened(id, "conversationClosed");
    await agent.until(
      () =>
        agent.heard.flatMap((frame) => (frame.t === "desk" ? frame.agents : [])).findLast((view) => view.id === aino)
          ?.load === 0,
      "load 0",
    );
  });

  test("[CHAT-03] after a restart, customers who do not come back are missed, and those who do are not", async () => {
    await server.close();
    server = await startTestServer({ times: { startGraceMs: 1_500 } });
    const stays = await server.visitorToken();
    const [one, other] = [await server.customer(stays), await server.customer()];
    const [here, gone] = [await openConversation(one), await openConversation(other)];
    server = await server.restart();
    const back = await server.customer(stays);
    const agent = await server.agent(aino);
    for (const id of [here, gone]) await acceptConversation(agent, aino, id);
    await agent.happened(gone, "customerLeft");
    await back.ask(here, text("never away"));
    await agent.happened(here, "messagePosted");
    expect(types(agent, here)).not.toContain("customerLeft");
  });

  test("[ROUTE-05] who was available before a restart is available after it", async () => {
    const agent = await server.agent(aino);
    const customer = await server.customer();
    await acceptConversation(agent, aino, await openConversation(customer));
    server = await server.restart();
    const back = await server.agent(aino);
    expect((await back.told("presence")).presence).toBe("available");
  });

  test("[ROUTE-01] a console that is gone has its offers withdrawn, and no blame", async () => {
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await offerOf(agent, aino, id);
    await agent.close();
    const back = await server.agent(aino);
    const fresh = await back.until(
      () =>
        back.heard
          .flatMap((frame) => (frame.t === "desk" ? frame.conversations : []))
          .findLast((summary) => summary.id === id)?.offer,
    );
    expect(fresh.agentId).toBe(aino);
    expect((await back.told("presence")).presence).toBe("available");
  });
});

describe("the legs of a call", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  async function inCall() {
    const agent = await server.agent(aino);
    const token = await server.visitorToken();
    const customer = await server.customer(token);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const callId = newId<CallId>();
    await agent.ask(id, { type: "startCall", callId, mode: "voice", clientId: agent.clientId });
    await customer.happened(id, "callStarted");
    return { agent, customer, token, id, callId };
  }
  const answer = (line: Line, id: ConversationId, callId: CallId) =>
    line.ask(id, { type: "answerCall", callId, answer: "audio", clientId: line.clientId });

  test("[CALL-05] of two tabs that answer at once one has the call", async () => {
    const { customer, token, id, callId } = await inCall();
    const other = await server.customer(token);
    const results = await Promise.all([customer, other].map((line) => answer(line, id, callId)));
    expect(results.map((result) => (result.ok ? "ok" : result.code)).toSorted()).toEqual(["callGone", "ok"]);
  });

  test("[CALL-08] a page that closes loses the leg at once; the next page takes it over without a ring", async () => {
    const { agent, customer, token, id, callId } = await inCall();
    await answer(customer, id, callId);
    await agent.ask(id, { type: "confirmCall", callId, clientId: agent.clientId });
    const closedAt = Date.now();
    await customer.close();
    expect((await agent.happened(id, "callLegLost")).event).toMatchObject({ side: "customer" });
    expect(Date.now() - closedAt).toBeLessThan(1_000);
    const next = await server.customer(token);
    expect(await next.ask(id, { type: "rejoinCall", callId, clientId: next.clientId })).toMatchObject({ ok: true });
    await agent.happened(id, "callLegRejoined", ({ event }) => event.clientId === next.clientId);
    expect(agent.events(id).filter(({ event }) => event.type === "callStarted")).toHaveLength(1);
  });

  test("[CALL-08] a line that breaks and comes back with the same page was never lost", async () => {
    const { agent, customer, token, id, callId } = await inCall();
    await answer(customer, id, callId);
    await customer.cut();
    const back = await server.customer(token, new Line(server.socketUrl, server.shopOrigin, customer.clientId));
    await back.ask(id, text("blink"));
    await agent.happened(id, "messagePosted");
    expect(agent.events(id).some(({ event }) => event.type === "callLegLost")).toBe(false);
  });

  test("[CALL-08] a restart of the server ends no call; legs that do not come back are lost", async () => {
    await server.close();
    server = await startTestServer({ times: { startGraceMs: 1_500 } });
    const { agent, customer, token, id, callId } = await inCall();
    await answer(customer, id, callId);
    server = await server.restart();
    const back = await server.customer(token, new Line(server.socketUrl, server.shopOrigin, customer.clientId));
    back.say({ t: "follow", conversationId: id, after: 0 });
    const lost = await back.happened(id, "callLegLost");
    expect(lost.event.side).toBe("agent");
    const again = await server.agent(aino);
    expect(await again.ask(id, { type: "rejoinCall", callId, clientId: again.clientId })).toMatchObject({ ok: true });
    expect(back.events(id).some(({ event }) => event.type === "callEnded")).toBe(false);
    expect(agent.isOpen).toBe(false);
  });

  test("[CALL-05] the set-up of a link passes between the two ends alone, and to the client that is meant", async () => {
    const { agent, customer, token, id, callId } = await inCall();
    const other = await server.customer(token);
    other.say({ t: "follow", conversationId: id, after: 0 });
    await other.told("live");
    const secondConsole = await server.agent(aino);
    secondConsole.say({ t: "follow", conversationId: id, after: 0 });
    await secondConsole.told("live");
    const signal = (epoch: number) => ({ kind: "rtc", linkId: callId, rtc: { type: "hello", epoch } }) as const;
    const heard = (line: Line) => line.heard.flatMap((frame) => (frame.t === "signal" ? [frame] : []));

    customer.say({ t: "signal", conversationId: id, signal: signal(1) });
    await agent.told("signal", (frame) => frame.from.clientId === customer.clientId);
    agent.say({ t: "signal", conversationId: id, signal: signal(0) });
    await Promise.all([customer, other].map((line) => line.told("signal")));
    agent.say({ t: "signal", conversationId: id, to: other.clientId, signal: signal(7) });
    await other.told(
      "signal",
      (frame) => frame.signal.kind === "rtc" && frame.signal.rtc.type === "hello" && frame.signal.rtc.epoch === 7,
    );
    // A link that is not live leads nowhere.
    customer.say({ t: "signal", conversationId: id, signal: { ...signal(2), linkId: newId<CallId>() } });
    for (const line of [customer, other, agent, secondConsole]) await line.settled();
    expect([customer, other, agent, secondConsole].map((line) => heard(line).length)).toEqual([1, 2, 1, 0]);
  });

  test("[CALL-09] relays are told to the parties of a live link, with credentials bound to it", async () => {
    await server.close();
    const regions = {
      fi: { urls: ["turn:fi.example:3478"], secret: "s3cret" },
      se: { urls: ["turn:se.example:3478"], secret: "s3cret" },
    };
    const relays = { regions, region: "fi", isRelayOnly: false };
    const demo = { widget: { mediaRegion: "se", isRelayOnly: false }, queue: { isRelayOnly: true } };
    server = await startTestServer({ relays, demo });
    const { agent, customer, id, callId } = await inCall();
    customer.say({ t: "relays", conversationId: id, linkId: callId });
    const told = await customer.told("relays");
    expect(told).toMatchObject({ linkId: callId, isRelayOnly: true, region: "se" });
    expect(told.servers.map(({ urls }) => urls)).toEqual([["turn:se.example:3478"]]);
    const [first] = told.servers;
    const [expiry, bound] = first?.username.split(":") ?? [];
    expect(bound).toBe(callId);
    expect(Number(expiry) * 1000 - Date.now()).toBeLessThan(3_600_000);
    expect(JSON.stringify(told)).not.toContain("s3cret");
    const stranger = await server.customer();
    stranger.say({ t: "relays", conversationId: id, linkId: callId });
    expect((await stranger.told("refused")).code).toBe("notAllowed");
    agent.say({ t: "relays", conversationId: id, linkId: newId<CallId>() });
    expect((await agent.told("refused")).code).toBe("notFound");
  });
});

test("[CHAT-01] a page cannot pass itself off as the client of another's leg", async () => {
  const server = await startTestServer();
  const stranger = await server.customer();
  const customer = await server.customer();
  const id = await openConversation(customer);
  const clientId: ClientId = stranger.clientId;
  expect(await stranger.ask(id, { type: "rejoinCall", callId: newId<CallId>(), clientId })).toEqual({
    ok: false,
    code: "notFound",
  });
  await server.close();
});
