import { newId, type CommandId, type ConversationId } from "@rinnalla/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Line } from "../testing/line.ts";
import {
  acceptConversation,
  agentText,
  aino,
  openConversation,
  startTestServer,
  text,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

describe("messages", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  const words = (line: Line, id: ConversationId) =>
    line.events(id).flatMap(({ event }) => (event.type === "messagePosted" ? [event.text] : []));

  test("[CHAT-02] go both ways in order, acknowledged with the place in the log that both sides see", async () => {
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const results = [];
    for (const word of ["one", "two", "three"]) results.push(await customer.ask(id, text(word)));
    results.push(await agent.ask(id, agentText("four")));
    expect(results.every((result) => result.ok)).toBe(true);
    const last = results.at(-1);
    for (const line of [agent, customer]) {
      const seen = await line.happened(id, "messagePosted", ({ event }) => event.text === "four");
      expect(last).toEqual({ ok: true, seq: seen.seq });
      expect(words(line, id)).toEqual(["one", "two", "three", "four"]);
    }
  });

  test("[CHAT-02] the same command id gets the same answer and is carried out once", async () => {
    const customer = await server.customer();
    const id = await openConversation(customer);
    const commandId = newId<CommandId>();
    const message = text("once");
    const first = await customer.ask(id, message, commandId);
    const second = await customer.ask(id, message, commandId);
    expect(second).toEqual(first);
    await customer.ask(id, text("after"));
    await customer.happened(id, "messagePosted", ({ event }) => event.text === "after");
    expect(words(customer, id)).toEqual(["once", "after"]);
  });

  test("[CHAT-02] a burst keeps its order, also when some of it was said before and others speak meanwhile", async () => {
    const token = await server.visitorToken();
    const customer = await server.customer(token);
    const other = await server.customer(token);
    const id = await openConversation(customer);
    const repeated = newId<CommandId>();
    const message = text("early");
    const first = await customer.ask(id, message, repeated);
    const answers = [];
    for (let n = 0; n < 100; n += 1) {
      answers.push(customer.ask(id, text(`a${n}`)));
      if (n % 10 === 5)
        answers.push(customer.ask(id, message, newId<CommandId>()), customer.ask(id, message, repeated));
      answers.push(other.ask(id, text(`b${n}`)));
    }
    const results = await Promise.all(answers);
    expect(results.every((result) => result.ok)).toBe(true);
    expect(results.filter((result) => result.ok && first.ok && result.seq === first.seq)).toHaveLength(10);
    await customer.until(() => words(customer, id).length === 211);
    for (const side of ["a", "b"]) {
      const own = words(customer, id).filter((word) => new RegExp(`^${side}\\d`).test(word));
      expect(own).toEqual(Array.from({ length: 100 }, (_, n) => `${side}${n}`));
    }
    const seqs = customer.events(id).map((logged) => logged.seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
  });

  test("[CHAT-02] an answer that was given stays, also when by now the command would be refused", async () => {
    const customer = await server.customer();
    const id = newId<ConversationId>();
    const commandId = newId<CommandId>();
    const open = { type: "openConversation", locale: "en", customerName: null, page: null } as const;
    const first = await customer.ask(id, open, commandId);
    expect(first.ok).toBe(true);
    expect(await customer.ask(id, open, commandId)).toEqual(first);
    expect(await customer.ask(id, open)).toEqual({ ok: false, code: "conversationExists" });
    expect(await customer.ask(newId<ConversationId>(), open)).toEqual({ ok: false, code: "conversationExists" });
  });

  test("[CHAT-02] what was acknowledged is there after a restart, and is resumed by cursor without a doubled event", async () => {
    const token = await server.visitorToken();
    const before = await server.customer(token);
    const id = await openConversation(before);
    for (let n = 1; n <= 5; n += 1) await before.ask(id, text(`n${n}`));
    const seen = (await before.happened(id, "messagePosted", ({ event }) => event.text === "n3")).seq;
    server = await server.restart();
    const after = new Line(server.socketUrl, server.shopOrigin);
    await after.opened();
    after.hello("visitor", token, [{ conversationId: id, after: seen }]);
    const welcome = await after.told("welcome");
    expect(welcome.me).toMatchObject({ realm: "visitor", conversationId: id });
    await after.told("live", (live) => live.conversationId === id);
    expect(words(after, id)).toEqual(["n4", "n5"]);
  });

  test("[CHAT-03] all of a visitor's tabs share the conversation that one of them opened", async () => {
    const token = await server.visitorToken();
    const one = await server.customer(token);
    const other = await server.customer(token);
    const id = await openConversation(one);
    await other.happened(id, "conversationOpened");
    await other.ask(id, text("from the other tab"));
    await one.happened(id, "messagePosted", ({ event }) => event.text === "from the other tab");
    const third = await server.customer(token);
    expect((await third.told("welcome")).me).toMatchObject({ conversationId: id });
  });

  test("[CHAT-02] a long log is replayed whole and in order while messages go on", async () => {
    await server.close();
    server = await startTestServer({ framesPerSecond: 10_000 });
    const token = await server.visitorToken();
    const writer = await server.customer(token);
    const id = await openConversation(writer);
    const all = Array.from({ length: 620 }, (_, n) => `m${n}`);
    const write = (from: number, to: number) =>
      Promise.all(all.slice(from, to).map((word) => writer.ask(id, text(word))));
    for (let n = 0; n < 520; n += 260) await write(n, n + 260);
    const writing = write(520, 620);
    const reader = await server.customer(token);
    reader.say({ t: "follow", conversationId: id, after: 0 });
    await writing;
    await reader.happened(id, "messagePosted", ({ event }) => event.text === "m619");
    expect(words(reader, id)).toEqual(all);
    const seqs = reader.events(id).map((logged) => logged.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
  }, 30_000);

  test("[CHAT-02] delivered and read marks reach the other side, never fall, and cannot run ahead of the log", async () => {
    const agent = await server.agent(aino);
    const customer = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const result = await agent.ask(id, agentText("read me"));
    const seq = result.ok ? result.seq : 0;
    customer.say({ t: "mark", conversationId: id, delivered: 100_000, read: seq });
    const frame = await agent.told("marks", (told) => told.marks.customer.read === seq);
    expect(frame.marks.customer.delivered).toBe(seq);
    customer.say({ t: "mark", conversationId: id, delivered: 1, read: 1 });
    await customer.settled();
    agent.say({ t: "follow", conversationId: id, after: 0 });
    const live = await agent.until(() => agent.heard.filter((each) => each.t === "live")[1]);
    expect(live).toMatchObject({ marks: { customer: { read: seq, delivered: seq } } });
  });

  test("[CHAT-02] typing reaches the other side alone", async () => {
    const agent = await server.agent(aino);
    const other = await server.agent(ville);
    const customer = await server.customer();
    const stranger = await server.customer();
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    customer.say({ t: "signal", conversationId: id, signal: { kind: "typing", isTyping: true } });
    const heard = await agent.told("signal");
    expect(heard.from).toEqual({ side: "customer", clientId: customer.clientId });
    stranger.say({ t: "signal", conversationId: id, signal: { kind: "typing", isTyping: false } });
    other.say({ t: "signal", conversationId: id, signal: { kind: "typing", isTyping: false } });
    agent.say({ t: "signal", conversationId: id, signal: { kind: "typing", isTyping: true } });
    await customer.told("signal");
    for (const line of [stranger, other, agent]) await line.settled();
    for (const line of [stranger, other]) expect(line.heard.some((frame) => frame.t === "signal")).toBe(false);
    for (const line of [customer, agent]) expect(line.heard.filter((frame) => frame.t === "signal")).toHaveLength(1);
  });
});
