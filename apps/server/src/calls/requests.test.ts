import { newId, type CallId } from "@rinnalla/protocol";
import { afterEach, expect, test } from "vitest";
import {
  acceptConversation,
  aino,
  openConversation,
  saga,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

let server: TestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

test("[CALL-10] the customer's request shows in the list until the agent calls", async () => {
  server = await startTestServer();
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  expect(await customer.ask(id, { type: "askCall", mode: "video" })).toMatchObject({ ok: true });
  await acceptConversation(agent, aino, id);
  await agent.told("desk", (desk) => desk.conversations.some((one) => one.callRequest?.mode === "video"));
  const callId = newId<CallId>();
  await agent.ask(id, { type: "startCall", callId, mode: "video", clientId: agent.clientId });
  await customer.happened(id, "callRequestEnded", ({ event }) => event.because === "answered");
  await agent.told("desk", (desk) => desk.conversations.some((one) => one.call !== null && !one.callRequest));
});

test("[CALL-10] a widget whose administrator does not allow it refuses", async () => {
  server = await startTestServer({ demo: { widget: { customerMayAskCall: false } } });
  const customer = await server.customer();
  const id = await openConversation(customer);
  expect(await customer.ask(id, { type: "askCall", mode: "voice" })).toEqual({ ok: false, code: "callsOff" });
});

test("[CALL-10] a call-back outlives its conversation and the server, and is gone from the lists when it is done", async () => {
  server = await startTestServer({ demo: { workstream: { wrapUpMs: 0 } } });
  const agent = await server.agent(aino);
  const customer = await server.customer();
  const id = await openConversation(customer);
  await acceptConversation(agent, aino, id);
  await customer.ask(id, { type: "endConversation" });
  await customer.happened(id, "conversationClosed");
  const asked = { type: "askCallBack", at: 1_900_000_000_000, note: "040 1234567" } as const;
  expect(await customer.ask(id, asked)).toMatchObject({ ok: true });
  await agent.told("desk", (desk) => (desk.callBacks ?? []).some((one) => one.conversationId === id));
  server = await server.restart();
  const colleague = await server.agent(ville);
  const supervisor = await server.agent(saga);
  const own = await server.agent(aino);
  for (const line of [colleague, supervisor, own]) {
    const desk = await line.told("desk", (one) => one.isWhole);
    expect(desk.callBacks).toMatchObject([
      { conversationId: id, note: asked.note, wantedAt: asked.at, customerName: "Kaisa", agentId: null },
    ]);
  }
  expect(await colleague.ask(id, { type: "takeCallBack" })).toMatchObject({ ok: true });
  await own.told("desk", (desk) => (desk.callBacksGone ?? []).includes(id));
  await supervisor.told("desk", (desk) => (desk.callBacks ?? []).some((one) => one.agentId === ville));
  expect(await own.ask(id, { type: "takeCallBack" })).toEqual({ ok: false, code: "wrongState" });
  colleague.say({ t: "follow", conversationId: id, after: 0 });
  await colleague.told("live");
  expect(await colleague.ask(id, { type: "closeCallBack", outcome: "done" })).toMatchObject({ ok: true });
  await colleague.told("desk", (desk) => (desk.callBacksGone ?? []).includes(id));
  await supervisor.told("desk", (desk) => (desk.callBacksGone ?? []).includes(id));
});

test("[CALL-05] a ring lasts as the widget's setting says, within its bounds", async () => {
  for (const [set, kept] of [
    [15_000, 15_000],
    [1, 10_000],
    [600_000, 120_000],
  ] as const) {
    server = await startTestServer({ demo: { widget: { ringMs: set } } });
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const { clientId } = agent;
    await agent.ask(id, { type: "startCall", callId: newId<CallId>(), mode: "voice", clientId });
    const { at, event } = await customer.happened(id, "callStarted");
    expect(event.ringUntil - at).toBe(kept);
    await server.close();
    server = null;
  }
});
