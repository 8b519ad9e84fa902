/** The built-in provider's PIN over the wire: what is wrong, spent, somebody else's or too much opens nothing (VIS-02). */
import { newId, type ConversationId, type VisualId } from "@rinnalla/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  type TestServer,
} from "../testing/test-server.ts";

const spent = { ok: false, code: "pinSpent" };

describe("the PIN of a visual session", () => {
  let server: TestServer;
  let agent: Line;
  beforeAll(async () => {
    server = await startTestServer();
    agent = await server.agent(aino);
  });
  afterAll(() => server.close());

  // An agent has room for a few only.
  const open: ConversationId[] = [];
  afterEach(async () => {
    for (const id of open.splice(0)) {
      await agent.ask(id, { type: "endConversation" });
      await agent.ask(id, { type: "closeConversation" });
    }
  });

  async function conversation() {
    const token = await server.visitorToken();
    const customer = await server.customer(token);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    open.push(id);
    return { token, customer, id };
  }
  async function invite(id: ConversationId) {
    const visualId = newId<VisualId>();
    await agent.ask(id, { type: "inviteVisual", visualId, kind: "cobrowse", clientId: agent.clientId });
    const { event } = await agent.happened(id, "visualInvited", (logged) => logged.event.visualId === visualId);
    return { visualId, pin: event.pin ?? "" };
  }
  const enter = (line: Line, id: ConversationId, pin: string) =>
    line.ask(id, { type: "enterPin", pin, clientId: line.clientId });
  const otherThan = (pin: string): string => (pin === "000000" ? "000001" : "000000");
  const mayJoin = async (line: Line, id: ConversationId, visualId: VisualId): Promise<boolean> => {
    line.say({ t: "joinChannel", conversationId: id, visualId });
    await line.settled();
    return line.heard.some((frame) => frame.t === "channel" && frame.visualId === visualId);
  };

  test("[VIS-02] used once: not by another page of the same customer, nor again when the session is over", async () => {
    const { token, customer, id } = await conversation();
    const { visualId, pin } = await invite(id);
    expect(await enter(customer, id, pin)).toMatchObject({ ok: true });
    const other = await server.customer(token);
    expect(await enter(other, id, pin)).toMatchObject(spent);
    await customer.ask(id, { type: "grantScope", visualId, scope: "view", clientId: customer.clientId });
    expect(await mayJoin(other, id, visualId)).toBe(false);
    expect(await mayJoin(customer, id, visualId)).toBe(true);
    await customer.ask(id, { type: "endVisual", visualId });
    expect(await enter(customer, id, pin)).toMatchObject({ ok: false, code: "visualGone" });
    // Of the next session it is only a try.
    const next = await invite(id);
    if (next.pin !== pin) {
      expect(await enter(customer, id, pin)).toMatchObject({ ok: true });
      const { event } = await customer.happened(id, "visualPinRefused");
      expect(event).toMatchObject({ visualId: next.visualId, triesLeft: 4 });
    }
    await agent.ask(id, { type: "endVisual", visualId: next.visualId });
  });

  test("[VIS-02] another customer's PIN opens nothing here, and costs that one no try", async () => {
    const one = await conversation();
    const two = await conversation();
    const { visualId, pin } = await invite(one.id);
    expect(await enter(two.customer, two.id, pin)).toMatchObject({ ok: false, code: "visualGone" });
    expect(await enter(two.customer, one.id, pin)).toMatchObject({ ok: false, code: "notFound" });
    expect(await mayJoin(two.customer, one.id, visualId)).toBe(false);
    expect(await enter(one.customer, one.id, pin)).toMatchObject({ ok: true });
    expect(agent.events(one.id).some(({ event }) => event.type === "visualPinRefused")).toBe(false);
  });

  test("[VIS-02] after five wrong ones a sixth, though right, opens nothing, whoever says it", async () => {
    const { token, customer, id } = await conversation();
    const { visualId, pin } = await invite(id);
    for (let left = 4; left >= 0; left -= 1) {
      await enter(customer, id, otherThan(pin));
      await customer.happened(id, "visualPinRefused", ({ event }) => event.triesLeft === left);
    }
    await agent.happened(id, "visualEnded", ({ event }) => event.visualId === visualId && event.reason === "pinSpent");
    expect(await enter(customer, id, pin)).toMatchObject(spent);
    expect(await enter(await server.customer(token), id, pin)).toMatchObject(spent);
    expect(await mayJoin(customer, id, visualId)).toBe(false);
  });

  test.each(["12345", "1234567", "12345a", "", "１２３４５６"])(
    "[VIS-02] %j is no PIN and costs no try",
    async (pin) => {
      const { customer, id } = await conversation();
      await invite(id);
      expect(await enter(customer, id, pin)).toMatchObject({ ok: false });
      await agent.settled();
      expect(agent.events(id).some(({ event }) => event.type === "visualPinRefused")).toBe(false);
    },
  );
});
