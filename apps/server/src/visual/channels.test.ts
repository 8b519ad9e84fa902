import { binaryFlags, binaryHeaderBytes, newId, writeBinaryHeader, type VisualId } from "@rinnalla/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

/** The first piece of a whole snapshot. */
const whole = binaryFlags.first | binaryFlags.snapshot;

describe("the channel of a co-browse", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  async function invited() {
    const agent = await server.agent(aino);
    const token = await server.visitorToken();
    const customer = await server.customer(token);
    const id = await openConversation(customer);
    await acceptConversation(agent, aino, id);
    const visualId = newId<VisualId>();
    await agent.ask(id, { type: "inviteVisual", visualId, kind: "cobrowse", clientId: agent.clientId });
    const { event } = await agent.happened(id, "visualInvited");
    await customer.happened(id, "visualInvited");
    return { agent, customer, token, id, visualId, pin: event.pin ?? "" };
  }

  async function live() {
    const all = await invited();
    const { agent, customer, id, visualId, pin } = all;
    const { clientId } = customer;
    await customer.ask(id, { type: "enterPin", pin, clientId });
    await customer.ask(id, { type: "grantScope", visualId, scope: "view", clientId });
    const channel = await join(customer, all);
    await join(agent, all);
    await customer.told("channelWants", (wants) => wants.viewers === 1 && wants.wantsSnapshot);
    return { ...all, channel };
  }

  async function join(line: Line, { id, visualId }: Awaited<ReturnType<typeof invited>>): Promise<number> {
    line.say({ t: "joinChannel", conversationId: id, visualId });
    return (await line.told("channel")).channel;
  }

  function frame(channel: number, flags: number, byte: number): Uint8Array {
    const bytes = new Uint8Array(binaryHeaderBytes + 1);
    writeBinaryHeader(bytes, flags, channel);
    bytes[binaryHeaderBytes] = byte;
    return bytes;
  }
  const bytesOf = (line: Line) => line.binary.map((bytes) => bytes[binaryHeaderBytes]);

  test("[VIS-02] the PIN has six digits and reaches the agent alone", async () => {
    const { customer, pin } = await invited();
    expect(pin).toMatch(/^\d{6}$/);
    expect(JSON.stringify(customer.heard)).not.toContain(pin);
  });

  test("[VIS-04] there is no channel before consent, nor for anybody else", async () => {
    const all = await invited();
    const { agent, customer, token, id, visualId, pin } = all;
    const refused = async (line: Line) => {
      const before = line.heard.filter((each) => each.t === "refused").length;
      line.say({ t: "joinChannel", conversationId: id, visualId });
      return (await line.until(() => line.heard.filter((each) => each.t === "refused")[before])).code;
    };
    expect(await refused(agent)).toBe("noConsent");
    await customer.ask(id, { type: "enterPin", pin, clientId: customer.clientId });
    expect(await refused(customer)).toBe("noConsent");
    await customer.ask(id, { type: "grantScope", visualId, scope: "view", clientId: customer.clientId });
    await join(customer, all);
    expect(await refused(await server.customer())).toBe("notFound");
    expect(await refused(await server.agent(ville))).toBe("notFound");
    // Another tab of the same customer is not the shared page.
    expect(await refused(await server.customer(token))).toBe("notAllowed");
  });

  test("[VIS-04] what the page sends reaches the viewer from a whole snapshot on", async () => {
    const { agent, customer, channel } = await live();
    customer.sayRaw(frame(channel, 0, 1));
    customer.sayRaw(frame(channel, whole | binaryFlags.more, 2));
    customer.sayRaw(frame(channel, binaryFlags.snapshot, 3));
    customer.sayRaw(frame(channel, 0, 4));
    await agent.until(() => agent.binary.length === 3);
    expect(bytesOf(agent)).toEqual([2, 3, 4]);
  });

  test("[VIS-03] a viewer that leaves gets nothing more, and one that comes late or again begins with a whole snapshot", async () => {
    const all = await live();
    const { customer, channel } = all;
    const wanted = () => customer.heard.findLast((each) => each.t === "channelWants");
    all.agent.say({ t: "leaveChannel", channel });
    await customer.until(() => wanted()?.viewers === 0);
    customer.sayRaw(frame(channel, whole, 1));
    await customer.settled();
    expect(await join(all.agent, all)).toBe(channel);
    await customer.until(() => wanted()?.viewers === 1);
    expect(wanted()).toMatchObject({ wantsSnapshot: true });
    customer.sayRaw(frame(channel, 0, 2));
    customer.sayRaw(frame(channel, whole, 3));
    customer.sayRaw(frame(channel, 0, 4));
    await all.agent.until(() => all.agent.binary.length === 2);
    expect(bytesOf(all.agent)).toEqual([3, 4]);
  });

  test("[VIS-03] a viewer that cannot keep up is cut back to the next whole snapshot, for which the page is asked", async () => {
    const { agent, customer, channel } = await live();
    const large = (flags: number, byte: number): Uint8Array => {
      const bytes = new Uint8Array(binaryHeaderBytes + 60_000).fill(byte);
      writeBinaryHeader(bytes, flags, channel);
      return bytes;
    };
    const wanted = () => customer.heard.filter((each) => each.t === "channelWants" && each.wantsSnapshot).length;
    customer.sayRaw(large(whole, 1));
    await agent.until(() => agent.binary.length === 1);
    const asked = wanted();
    agent.stopReading();
    // More than the sockets of both ends and the bound hold together.
    const sent = 400;
    for (let i = 0; i < sent; i++) customer.sayRaw(large(0, 2));
    // They are through when the server answers what was said after them.
    await customer.settled();
    agent.goOnReading();
    await customer.until(() => wanted() > asked);
    const came = agent.binary.length;
    expect(came).toBeLessThan(sent);
    customer.sayRaw(frame(channel, 0, 3));
    customer.sayRaw(frame(channel, whole, 4));
    customer.sayRaw(frame(channel, 0, 5));
    await agent.until(() => bytesOf(agent).at(-1) === 5);
    expect(bytesOf(agent)).not.toContain(3);
    expect(bytesOf(agent).slice(-2)).toEqual([4, 5]);
  });

  test("[VIS-04] what acts on the page passes only while control is granted; pointing always", async () => {
    const { agent, customer, id, visualId, channel } = await live();
    const { clientId } = customer;
    agent.sayRaw(frame(channel, binaryFlags.control, 1));
    agent.sayRaw(frame(channel, 0, 2));
    await customer.until(() => customer.binary.length === 1);
    await agent.ask(id, { type: "askScope", visualId, scope: "control" });
    agent.sayRaw(frame(channel, binaryFlags.control, 3));
    await customer.ask(id, { type: "grantScope", visualId, scope: "control", clientId });
    agent.sayRaw(frame(channel, binaryFlags.control, 4));
    await customer.until(() => customer.binary.length === 2);
    await customer.ask(id, { type: "revokeScope", visualId, scope: "control" });
    agent.sayRaw(frame(channel, binaryFlags.control, 5));
    agent.sayRaw(frame(channel, 0, 6));
    await customer.until(() => customer.binary.length === 3);
    expect(bytesOf(customer)).toEqual([2, 4, 6]);
  });

  test("[VIS-04] while paused nothing passes; then it goes on from a whole snapshot", async () => {
    const { agent, customer, id, visualId, channel } = await live();
    customer.sayRaw(frame(channel, whole, 1));
    await agent.until(() => agent.binary.length === 1);
    await customer.ask(id, { type: "pauseVisual", visualId });
    await customer.told("channelWants", (wants) => wants.viewers === 0);
    customer.sayRaw(frame(channel, whole, 2));
    await customer.settled();
    const before = customer.heard.length;
    await customer.ask(id, { type: "resumeVisual", visualId });
    await customer.until(() =>
      customer.heard.slice(before).some((each) => each.t === "channelWants" && each.wantsSnapshot),
    );
    customer.sayRaw(frame(channel, 0, 3));
    customer.sayRaw(frame(channel, whole, 4));
    await agent.until(() => agent.binary.length === 2);
    expect(bytesOf(agent)).toEqual([1, 4]);
  });

  test("[VIS-04] the end closes the channel for both at once", async () => {
    const { agent, customer, id, visualId, channel } = await live();
    await customer.ask(id, { type: "endVisual", visualId });
    await Promise.all(
      [agent, customer].map((line) => line.told("channelClosed", (closed) => closed.channel === channel)),
    );
    customer.sayRaw(frame(channel, whole, 1));
    await customer.settled();
    await agent.settled();
    expect(agent.binary).toEqual([]);
  });

  test("[VIS-07] the customer's next page goes on in the same channel, said in one breath with its rejoining", async () => {
    const { agent, customer, token, id, visualId, channel } = await live();
    await customer.close();
    await agent.happened(id, "visualLegLost");
    const next = await server.customer(token);
    const rejoined = next.ask(id, { type: "rejoinVisual", visualId, clientId: next.clientId });
    next.say({ t: "joinChannel", conversationId: id, visualId });
    expect(await rejoined).toMatchObject({ ok: true });
    expect(await next.told("channel")).toMatchObject({ channel, as: "sharer" });
    await next.told("channelWants", (wants) => wants.wantsSnapshot);
    next.sayRaw(frame(channel, whole, 9));
    await agent.until(() => agent.binary.length === 1);
  });

  test("[VIS-09] frames of strangers, of other channels and without a header go nowhere", async () => {
    const { agent, customer, channel } = await live();
    const stranger = await server.customer();
    stranger.sayRaw(frame(channel, whole, 1));
    customer.sayRaw(frame(channel + 1, whole, 2));
    customer.sayRaw(new Uint8Array(2));
    customer.sayRaw(frame(channel, whole, 3));
    await stranger.settled();
    await agent.until(() => agent.binary.length === 1);
    expect(bytesOf(agent)).toEqual([3]);
  });
});
