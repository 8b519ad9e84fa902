import { limits, newId, protocolVersion, type ClientFrame, type ClientId } from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aino, openConversation, startTestServer, text, type TestServer } from "../testing/test-server.ts";

describe("the door for sockets", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ framesPerSecond: 50 });
  });
  afterAll(() => server.close());

  const greet = async (origin: string | null, hello: Partial<Extract<ClientFrame, { t: "hello" }>>) => {
    const line = await server.line(origin);
    const clientId = newId<ClientId>();
    line.say({
      t: "hello",
      version: protocolVersion,
      realm: "visitor",
      token: "none",
      clientId,
      locale: "en",
      cursors: [],
      ...hello,
    });
    return line;
  };
  const codeOf = async (origin: string | null, hello: Parameters<typeof greet>[1]) =>
    (await (await greet(origin, hello)).told("bye")).code;

  test("[CHAT-01] a visitor is greeted from an allowed origin alone", async () => {
    const token = await server.visitorToken();
    for (const origin of ["https://evil.example", server.consoleOrigin, "null", null])
      expect(await codeOf(origin, { token })).toBe("originRefused");
    const line = await greet(server.shopOrigin, { token });
    const welcome = await line.told("welcome");
    expect(welcome.me).toMatchObject({ realm: "visitor", conversationId: null, widget: { id: "w_demo" } });
    expect(JSON.stringify(welcome)).not.toContain("allowedOrigins");
    await line.close();
  });

  test("[ADM-02] staff are greeted with a ticket, once, from the console's origin alone", async () => {
    const cookie = await server.cookie(aino);
    const ticket = async () => {
      const answer = await server.fetch("/api/staff/ticket", {
        method: "POST",
        headers: { cookie, origin: server.consoleOrigin },
      });
      return ((await answer.json()) as { ticket: string }).ticket;
    };
    expect(await codeOf(server.shopOrigin, { realm: "staff", token: await ticket() })).toBe("originRefused");
    const token = await ticket();
    const line = await greet(server.consoleOrigin, { realm: "staff", token });
    expect((await line.told("welcome")).me).toMatchObject({ realm: "staff", agent: { id: aino, role: "agent" } });
    expect(await codeOf(server.consoleOrigin, { realm: "staff", token })).toBe("notSignedIn");
    // The realms are separate: neither's token opens the other's door.
    expect(await codeOf(server.consoleOrigin, { realm: "staff", token: await server.visitorToken() })).toBe(
      "notSignedIn",
    );
    expect(await codeOf(server.shopOrigin, { realm: "visitor", token: await ticket() })).toBe("notSignedIn");
    await line.close();
  });

  test("[CHAT-08] forged, foreign and unsigned tokens are refused", async () => {
    const token = await server.visitorToken();
    const [head = "", body = "", signature = ""] = token.split(".");
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, "base64url").toString()), sub: "somebody" }),
    ).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    for (const bad of [`${head}.${other}.${signature}`, `${none}.${body}.`, "x", token.slice(0, -3)])
      expect(await codeOf(server.shopOrigin, { token: bad })).toBe("notSignedIn");
  });

  test("[CHAT-01] another version is told so", async () => {
    expect(await codeOf(server.shopOrigin, { version: 0, token: await server.visitorToken() })).toBe("versionTooOld");
  });

  test("[CHAT-01] who does not say hello in time is shown out", async () => {
    const hasty = await startTestServer({ times: { helloMs: 200 } });
    const line = await hasty.line(hasty.shopOrigin);
    expect((await line.told("bye")).code).toBe("notSignedIn");
    await line.closed;
    await hasty.close();
  });

  test("[CHAT-01] hostile frames end that one socket, and the server lives on", async () => {
    const deep = "[".repeat(20_000);
    const hostile: (string | Uint8Array)[] = [
      "",
      "{",
      "null",
      deep,
      JSON.stringify({ t: "hello" }),
      JSON.stringify({ t: "__proto__" }),
      JSON.stringify({
        t: "command",
        id: "x",
        conversationId: "y",
        command: { type: "offerConversation", offerId: "o", agentId: "a_aino" },
      }),
      JSON.stringify({ t: "ping", n: 1 }),
      "x".repeat(limits.textFrameBytes + 1),
      new Uint8Array(limits.binaryFrameBytes + 1),
      new Uint8Array(3),
    ];
    for (const data of hostile) {
      const line = await server.line(server.shopOrigin);
      line.sayRaw(data);
      await line.closed;
    }
    // Greeted, one may ping, and a command is refused by its id; the rest is no better than before.
    const worse = hostile.filter((data) => typeof data !== "string" || !/"ping"|"command"/.test(data));
    for (const data of worse.filter((each) => each.length !== 3)) {
      const line = await server.customer();
      line.sayRaw(data);
      await line.closed;
    }
    const line = await server.customer();
    await openConversation(line);
    await line.close();
  });

  test("[CHAT-01] the system's own commands have no way in", async () => {
    const customer = await server.customer();
    const id = await openConversation(customer);
    customer.sayRaw(
      JSON.stringify({
        t: "command",
        id: "c1",
        conversationId: id,
        command: { type: "fireTimer", timer: "customerWindow" },
      }),
    );
    const ack = await customer.told("ack", (told) => told.id === "c1");
    expect(ack.result).toEqual({ ok: false, code: "badFrame" });
    expect(customer.isOpen).toBe(true);
  });

  test("[CHAT-02] a command that does not fit is refused by its id; one who goes on so is shown out", async () => {
    const customer = await server.customer();
    const id = await openConversation(customer);
    expect(await customer.ask(id, text("x".repeat(limits.messageChars + 1)))).toEqual({ ok: false, code: "badFrame" });
    expect(await customer.ask(id, text("shorter"))).toMatchObject({ ok: true });
    for (let n = 0; n < 50; n += 1)
      customer.sayRaw(JSON.stringify({ t: "command", id: `c${n}`, conversationId: id, command: { type: "nonsense" } }));
    expect((await customer.told("bye")).code).toBe("badFrame");
  });

  test("[CHAT-02] too many commands in a short time are answered with a code, and may be said again", async () => {
    const customer = await server.customer();
    const id = await openConversation(customer);
    const results = await Promise.all(Array.from({ length: 300 }, (_, n) => customer.ask(id, text(`n${n}`))));
    const refused = results.filter((result) => !result.ok);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((result) => (result.ok ? "" : result.code)))).toEqual(new Set(["tooMany"]));
    expect(customer.isOpen).toBe(true);
    await customer.close();
  });

  test("[CALL-08] what is said right behind a hello is heard once the hello is judged, in order, and not if it is refused", async () => {
    const token = await server.visitorToken();
    const line = await greet(server.shopOrigin, { token });
    line.say({ t: "ping", n: 1 });
    line.say({ t: "ping", n: 2 });
    await line.told("pong", ({ n }) => n === 2);
    expect(line.heard.map((frame) => (frame.t === "pong" ? frame.n : frame.t)).slice(0, 3)).toEqual(["welcome", 1, 2]);
    await line.close();
    const refused = await greet(server.shopOrigin, { token: "forged" });
    refused.say({ t: "ping", n: 1 });
    expect((await refused.told("bye")).code).toBe("notSignedIn");
    await refused.closed;
    expect(refused.heard.some(({ t }) => t === "pong")).toBe(false);
  });

  // On a busy machine the hello may have been answered before the last of them comes, and then none is too many: once more, then.
  test(
    "[CALL-08] a hundred frames are held behind a hello; one more, and the line is shown out with nothing of it done",
    { retry: 5 },
    async () => {
      const token = await server.visitorToken();
      const pings = (line: Awaited<ReturnType<typeof greet>>, count: number): void => {
        for (let n = 1; n <= count; n += 1) line.say({ t: "ping", n });
      };
      const line = await greet(server.shopOrigin, { token });
      pings(line, 100);
      await line.told("pong", ({ n }) => n === 100);
      await line.close();
      const flood = await greet(server.shopOrigin, { token });
      pings(flood, 101);
      expect((await flood.told("bye")).code).toBe("tooMany");
      await flood.closed;
      expect(flood.heard.map(({ t }) => t)).toEqual(["bye"]);
    },
  );

  test("[CHAT-03] the same page on a new socket takes the place of the old one; another's page cannot", async () => {
    const token = await server.visitorToken();
    const old = await server.customer(token);
    const stranger = await greet(server.shopOrigin, { token: await server.visitorToken(), clientId: old.clientId });
    expect((await stranger.told("bye")).code).toBe("notAllowed");
    const fresh = await greet(server.shopOrigin, { token, clientId: old.clientId });
    await fresh.told("welcome");
    await old.closed;
    expect(fresh.isOpen).toBe(true);
    await fresh.close();
  });
});
