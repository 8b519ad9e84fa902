import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { limits, newId, type CallId, type ConversationId, type RecordingId } from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Line } from "../testing/line.ts";
import {
  acceptConversation,
  aino,
  openConversation,
  saga,
  startTestServer,
  ville,
  type TestServer,
} from "../testing/test-server.ts";

const bytes = (text: string) => Buffer.from(text);

describe("recordings", () => {
  let server: TestServer;
  let agent: Line;
  let customer: Line;
  let conversationId: ConversationId;
  let callId: CallId;
  const cookies = new Map<string, string>();
  const recordingId = newId<RecordingId>();

  beforeAll(async () => {
    server = await startTestServer();
    for (const who of [aino, ville, saga]) cookies.set(who, await server.cookie(who));
    agent = await server.agent(aino);
    customer = await server.customer();
    conversationId = await openConversation(customer);
    await acceptConversation(agent, aino, conversationId);
    callId = newId<CallId>();
    const { clientId } = agent;
    await agent.ask(conversationId, { type: "startCall", callId, mode: "voice", clientId });
    await customer.ask(conversationId, { type: "answerCall", callId, answer: "audio", clientId: customer.clientId });
  });
  afterAll(() => server.close());

  const put = (n: number | string, body: Buffer, who: string = aino, more: Record<string, string> = {}) =>
    server.fetch(`/api/recordings/${recordingId}/${n}?conversation=${conversationId}`, {
      method: "PUT",
      headers: {
        cookie: cookies.get(who) ?? "",
        origin: server.consoleOrigin,
        "content-type": "audio/webm;codecs=opus",
        ...more,
      },
      body,
    });
  const get = (who: string, headers: Record<string, string> = {}) =>
    server.fetch(`/api/recordings/${recordingId}`, { headers: { cookie: cookies.get(who) ?? "", ...headers } });

  test("[CALL-12] not a byte is kept before the customer's consent", async () => {
    expect((await put(0, bytes("early"))).status).toBe(404);
    await agent.ask(conversationId, { type: "askRecording", callId, recordingId });
    expect((await put(0, bytes("early"))).status).toBe(404);
    expect(existsSync(join(server.dataFolder, "recordings", recordingId))).toBe(false);
    expect(await customer.ask(conversationId, { type: "grantRecording", callId, recordingId })).toMatchObject({
      ok: true,
    });
  });

  test("[CALL-12] pieces in any order and twice become one whole, each on disk when answered", async () => {
    expect((await put(1, bytes("two,"))).status).toBe(204);
    expect((await put(0, bytes("one,"))).status).toBe(204);
    expect((await put(1, bytes("other"))).status).toBe(204);
    expect((await put(10, bytes("three"))).status).toBe(204);
    expect(readdirSync(join(server.dataFolder, "recordings", recordingId)).toSorted()).toEqual([
      "0",
      "1",
      "10",
      "about.json",
    ]);
    const answer = await get(aino);
    expect(await answer.text()).toBe("one,two,three");
    expect(answer.headers.get("content-type")).toBe("audio/webm");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-length")).toBe("13");
  });

  test("[CALL-12] a player gets the part that it asks for, over the pieces' borders", async () => {
    const part = await get(saga, { range: "bytes=2-9" });
    expect([part.status, await part.text()]).toEqual([206, "e,two,th"]);
    expect(part.headers.get("content-range")).toBe("bytes 2-9/13");
    const last = await get(saga, { range: "bytes=-3" });
    expect(await last.text()).toBe("ree");
    const outside = await get(saga, { range: "bytes=13-" });
    expect([outside.status, outside.headers.get("content-range")]).toEqual([416, "bytes */13"]);
  });

  test("[CALL-12] [ADM-02] a colleague neither sends nor hears, nor does a supervisor send, nor a foreign page", async () => {
    expect((await put(2, bytes("x"), ville)).status).toBe(404);
    expect((await put(2, bytes("x"), saga)).status).toBe(404);
    expect((await put(2, bytes("x"), "nobody")).status).toBe(401);
    expect((await put(2, bytes("x"), aino, { origin: server.shopOrigin })).status).toBe(403);
    expect((await get(ville)).status).toBe(404);
    expect((await get("nobody")).status).toBe(401);
    const foreign = newId<ConversationId>();
    const elsewhere = await server.fetch(`/api/recordings/${recordingId}/2?conversation=${foreign}`, {
      method: "PUT",
      headers: { cookie: cookies.get(aino) ?? "", "content-type": "audio/webm" },
      body: bytes("x"),
    });
    expect(elsewhere.status).toBe(404);
    expect(await (await get(aino)).text()).toBe("one,two,three");
  });

  test("[SUP-04] who played it is in the log, once for each playing, before a byte is given, and not in the customer's", async () => {
    const played = () =>
      agent
        .events(conversationId)
        .flatMap(({ event }) => (event.type === "recordingPlayed" ? [[event.name, event.recordingId]] : []));
    await agent.settled();
    expect(played()).toEqual([
      ["Aino", recordingId],
      ["Saga", recordingId],
    ]);
    await get(aino, { range: "bytes=4-7" });
    await get(ville);
    await agent.settled();
    expect(played()).toHaveLength(2);
    await customer.settled();
    expect(customer.events(conversationId).filter(({ event }) => event.type === "recordingPlayed")).toEqual([]);
  });

  test("[CALL-12] what is no piece of a recording is refused", async () => {
    expect((await put(2, bytes("x"), aino, { "content-type": "text/html" })).status).toBe(400);
    expect((await put(2, Buffer.alloc(0))).status).toBe(400);
    expect((await put("-1", bytes("x"))).status).toBe(400);
    expect((await put("1e3", bytes("x"))).status).toBe(400);
    expect((await put(limits.recordingChunks, bytes("x"))).status).toBe(413);
    expect((await put(2, Buffer.alloc(limits.recordingChunkBytes + 1))).status).toBe(413);
    for (const path of ["..%2fserver.secret", "%2e%2e", "a%00b"])
      expect(
        (await server.fetch(`/api/recordings/${path}`, { headers: { cookie: cookies.get(saga) ?? "" } })).status,
      ).toBe(404);
  });

  test("[CALL-12] another page's part stands apart from the first, and only once the log tells of it", async () => {
    const putInPart = (n: number, part: number, body: string) =>
      server.fetch(`/api/recordings/${recordingId}/${n}?conversation=${conversationId}&part=${part}`, {
        method: "PUT",
        headers: { cookie: cookies.get(aino) ?? "", origin: server.consoleOrigin, "content-type": "audio/webm" },
        body: bytes(body),
      });
    expect((await putInPart(0, 1, "early")).status).toBe(409);
    const { clientId } = agent;
    await agent.ask(conversationId, { type: "continueRecording", callId, recordingId, clientId });
    expect((await putInPart(0, 1, "next")).status).toBe(204);
    expect(await (await get(aino)).text()).toBe("one,two,three");
    const track = (name: string) =>
      server.fetch(`/api/recordings/${recordingId}?track=${name}`, { headers: { cookie: cookies.get(aino) ?? "" } });
    expect(await (await track("1")).text()).toBe("next");
    expect((await track("2")).status).toBe(404);
    expect((await track("..%2fabout.json")).status).toBe(404);
    const outline = (who: string, of: string = conversationId) =>
      server.fetch(`/api/recordings/${recordingId}/outline?conversation=${of}`, {
        headers: { cookie: cookies.get(who) ?? "" },
      });
    const told = { of: "all", hasVideo: false, startMs: 0, lengthMs: 0 };
    expect(await (await outline(saga)).json()).toEqual({
      isGrowing: true,
      stretches: [
        { part: 0, lengthMs: 0, tracks: [{ name: "0", ...told }] },
        { part: 1, lengthMs: 0, tracks: [{ name: "1", ...told }] },
      ],
    });
    expect([(await outline(ville)).status, (await outline("nobody")).status]).toEqual([404, 401]);
    expect((await outline(aino, newId())).status).toBe(404);
  });

  test("[CALL-12] what is left may come after the call's end; past its time it is deleted, and the log says so", async () => {
    await agent.ask(conversationId, { type: "endCall", callId, reason: "hungUp" });
    expect((await put(11, bytes("!"))).status).toBe(204);
    expect(await (await get(saga)).text()).toBe("one,two,three!");
    await server.running.close();
    server = await startTestServer({ demo: { widget: { recordingDays: 0 } } }, server.dataFolder);
    const console = await server.agent(saga);
    console.say({ t: "follow", conversationId, after: 0 });
    await console.happened(conversationId, "recordingDeleted", ({ event }) => event.recordingId === recordingId);
    cookies.set(saga, await server.cookie(saga));
    expect((await get(saga)).status).toBe(404);
    await expect.poll(() => existsSync(join(server.dataFolder, "recordings", recordingId))).toBe(false);
  });
});
