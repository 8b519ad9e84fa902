import {
  newId,
  type AgentId,
  type AgentView,
  type CallId,
  type ClientFrame,
  type ClientId,
  type ConversationId,
  type ServerFrame,
} from "@rinnalla/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
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

type SignalFrame = Extract<ClientFrame, { t: "signal" }>;

describe("three in a call", () => {
  let server: TestServer;
  let agent: Line;
  let colleague: Line;
  let supervisor: Line;
  let customer: Line;
  let id: ConversationId;
  let callId: CallId;

  beforeEach(async () => {
    server = await startTestServer();
    [agent, colleague, supervisor, customer] = await Promise.all([
      server.agent(aino),
      server.agent(ville),
      server.agent(saga),
      server.customer(),
    ]);
    id = await openConversation(customer);
    const owner = await agent.until(() => ownerOf(agent, id), "an offer");
    if (owner === ville) [agent, colleague] = [colleague, agent];
    await acceptConversation(agent, owner, id);
    callId = newId<CallId>();
    await agent.ask(id, { type: "startCall", callId, mode: "voice", clientId: agent.clientId });
    await customer.ask(id, { type: "answerCall", callId, answer: "audio", clientId: customer.clientId });
  });
  afterEach(() => server.close());

  const agentIdOf = (line: Line): AgentId => {
    const welcome = line.heard.find((frame) => frame.t === "welcome");
    if (welcome?.me.realm !== "staff") throw new Error("no staff");
    return welcome.me.agent.id;
  };
  const follow = async (line: Line) => {
    line.say({ t: "follow", conversationId: id, after: 0 });
    await line.told("live", (live) => live.conversationId === id);
  };
  const hello = (to?: ClientId): SignalFrame => ({
    t: "signal",
    conversationId: id,
    ...(to ? { to } : {}),
    signal: { kind: "rtc", linkId: callId, rtc: { type: "hello", epoch: 1 } },
  });
  const media: SignalFrame["signal"] = {
    kind: "media",
    get callId() {
      return callId;
    },
    hasAudio: true,
    hasVideo: false,
  };
  const signalsOf = (line: Line) =>
    line.heard.filter((frame): frame is Extract<ServerFrame, { t: "signal" }> => frame.t === "signal");
  /** All that was said before has come through, at each of these. */
  const settle = async (...lines: Line[]) => {
    for (const line of [agent, colleague, supervisor, customer]) await line.settled();
    for (const line of lines) await line.settled();
  };
  const join = (role: "listen" | "whisper" | "join") =>
    supervisor.ask(id, { type: "joinCall", callId, role, clientId: supervisor.clientId });
  const consult = async () => {
    await agent.ask(id, { type: "inviteToCall", callId, agentId: agentIdOf(colleague) });
    await colleague.told("desk", (desk) => desk.conversations.some((one) => one.call?.invited != null));
    await follow(colleague);
    expect(await colleague.ask(id, { type: "acceptCallInvite", callId, clientId: colleague.clientId })).toMatchObject({
      ok: true,
    });
  };

  test("[CALL-11] a colleague sees the invitation in the list, may follow from then on, and no longer after leaving", async () => {
    await consult();
    await customer.happened(id, "callGuestJoined", ({ event }) => event.role === "consult");
    await colleague.ask(id, { type: "leaveCall", callId });
    await colleague.told("desk", (desk) => desk.gone.includes(id));
    expect(await colleague.ask(id, { type: "rejoinCall", callId, clientId: colleague.clientId })).toEqual({
      ok: false,
      code: "notFound",
    });
  });

  test("[CALL-11] who listens is linked with the agent alone, and the customer never hears of it", async () => {
    await follow(supervisor);
    expect(await join("listen")).toMatchObject({ ok: true });
    supervisor.say(hello(agent.clientId));
    supervisor.say(hello(customer.clientId));
    supervisor.say({ t: "signal", conversationId: id, signal: media });
    supervisor.say({ t: "signal", conversationId: id, signal: { kind: "typing", isTyping: true } });
    supervisor.say({ t: "relays", conversationId: id, linkId: callId });
    await supervisor.told("relays");
    agent.say(hello(supervisor.clientId));
    customer.say({ t: "signal", conversationId: id, signal: media });
    await supervisor.until(() => signalsOf(supervisor).length === 2, "the agent's hello and the customer's tracks");
    await settle();
    expect(
      signalsOf(agent)
        .filter(({ from }) => from.guest === saga)
        .map(({ signal }) => signal.kind),
    ).toEqual(["rtc", "media"]);
    expect(signalsOf(supervisor).map(({ from, signal }) => [from.side, from.guest, signal.kind])).toEqual([
      ["agent", undefined, "rtc"],
      ["customer", undefined, "media"],
    ]);
    expect(JSON.stringify(customer.heard)).not.toContain(saga);
    expect(JSON.stringify(customer.heard)).not.toContain(supervisor.clientId);
  });

  test("[CALL-11] who joins is linked with the customer too; who is consulted is not", async () => {
    await follow(supervisor);
    await join("join");
    await consult();
    supervisor.say(hello(customer.clientId));
    colleague.say(hello(customer.clientId));
    colleague.say(hello(supervisor.clientId));
    await settle();
    expect(signalsOf(customer).map(({ from }) => from.guest)).toEqual([saga]);
    expect(signalsOf(supervisor)).toEqual([]);
    customer.say(hello(supervisor.clientId));
    customer.say(hello(colleague.clientId));
    await supervisor.until(() => signalsOf(supervisor).some(({ from }) => from.side === "customer"), "an answer");
    await settle();
    expect(signalsOf(colleague)).toEqual([]);
  });

  test("[CALL-11] nobody but the parties sends, or names somebody who is none", async () => {
    await follow(supervisor);
    supervisor.say(hello(customer.clientId));
    supervisor.say(hello(agent.clientId));
    supervisor.say({ t: "relays", conversationId: id, linkId: callId });
    expect((await supervisor.told("refused")).code).toBe("notAllowed");
    await settle();
    expect([...signalsOf(agent), ...signalsOf(customer)]).toEqual([]);
  });

  test("[CALL-11] the customer's call goes on with whoever takes it over", async () => {
    await consult();
    const agentId = agentIdOf(colleague);
    await agent.ask(id, { type: "holdCall", callId });
    expect(await agent.ask(id, { type: "transferCall", callId, agentId })).toMatchObject({ ok: true });
    await customer.happened(id, "callTransferred", ({ event }) => event.clientId === colleague.clientId);
    await customer.happened(id, "agentJoined", ({ event }) => event.agentId === agentId);
    await agent.told("desk", (desk) => desk.gone.includes(id));
    colleague.say(hello());
    await customer.until(() => signalsOf(customer).some(({ from }) => from.clientId === colleague.clientId), "a hello");
    const types = customer.events(id).map(({ event }) => event.type);
    expect(types.filter((type) => type === "callStarted")).toHaveLength(1);
    expect(types).not.toContain("callEnded");
    expect(await agent.ask(id, { type: "endCall", callId, reason: "hungUp" })).toMatchObject({ ok: false });
    const free = (line: Line, of: AgentId) =>
      line.told("desk", (desk) => desk.agents.some((one) => one.id === of && !one.isInCall && one.load === 0));
    await free(agent, agentIdOf(agent));
  });

  test("[CALL-11] [ROUTE-03] to a queue: offered to its agents with the call, and theirs once its media plays", async () => {
    const { queueId } = await customer.happened(id, "conversationQueued").then(({ event }) => event);
    expect(await agent.ask(id, { type: "transferCallToQueue", callId, queueId: "q_none" as typeof queueId })).toEqual({
      ok: false,
      code: "notFound",
    });
    expect(await agent.ask(id, { type: "transferCallToQueue", callId, queueId })).toMatchObject({ ok: true });
    await customer.happened(id, "callTransferAsked", ({ event }) => event.queueName === "Asiakaspalvelu");
    const agentId = agentIdOf(colleague);
    const offerId = await offerOf(colleague, agentId, id);
    const { clientId } = colleague;
    expect(await colleague.ask(id, { type: "acceptOffer", offerId })).toEqual({ ok: false, code: "wrongState" });
    expect(await colleague.ask(id, { type: "acceptOffer", offerId, clientId })).toMatchObject({ ok: true });
    await agent.told("desk", (desk) => isInCall(desk.agents, agentId));
    await follow(colleague);
    colleague.say(hello(customer.clientId));
    await customer.until(() => signalsOf(customer).some(({ from }) => from.guest === agentId), "a hello");
    expect(await colleague.ask(id, { type: "confirmCall", callId, clientId })).toMatchObject({ ok: true });
    await customer.happened(id, "callTransferred", ({ event }) => event.clientId === clientId);
    await agent.told("desk", (desk) => desk.gone.includes(id));
    await agent.told("desk", (desk) => desk.agents.some((one) => one.id === agentIdOf(agent) && one.load === 0));
    expect(customer.events(id).map(({ event }) => event.type)).not.toContain("callEnded");
  });

  test("[CALL-11] a guest whose page is gone is waited for, and is in again with the next page", async () => {
    await follow(supervisor);
    await join("listen");
    await supervisor.close();
    await agent.happened(id, "callGuestLost", ({ event }) => event.agentId === saga);
    supervisor = await server.agent(saga);
    await follow(supervisor);
    await supervisor.ask(id, { type: "rejoinCall", callId, clientId: supervisor.clientId });
    await agent.happened(id, "callGuestRejoined", ({ event }) => event.clientId === supervisor.clientId);
    supervisor.say(hello(agent.clientId));
    await agent.until(() => signalsOf(agent).some(({ from }) => from.guest === saga), "the new page's hello");
  });

  function isInCall(agents: readonly AgentView[], of: AgentId): boolean {
    return agents.some((one) => one.id === of && one.isInCall);
  }

  function ownerOf(line: Line, conversationId: ConversationId): AgentId | null {
    for (const frame of [...line.heard, ...colleague.heard])
      for (const one of frame.t === "desk" ? frame.conversations : [])
        if (one.id === conversationId && one.offer) return one.offer.agentId;
    return null;
  }
});
