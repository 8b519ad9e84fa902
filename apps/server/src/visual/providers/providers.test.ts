import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@rinnalla/protocol";
import type {
  AgentId,
  ConversationId,
  ProviderConfig,
  ProviderId,
  ProviderPage,
  ProviderTrial,
  VisualEvent,
  VisualId,
  WidgetConfig,
} from "@rinnalla/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  acceptConversation,
  aino,
  openConversation,
  startTestServer,
  ville,
  type TestServer,
} from "../../testing/test-server.ts";
import type { Line } from "../../testing/line.ts";
import { frameVerdict } from "./frame-verdict.ts";
import { callbackSecret, checkSignature, signCallback } from "./signature.ts";
import { ProviderTokens } from "./tokens.ts";

const otso = "a_otso" as AgentId;
const surfer: ProviderConfig = {
  id: "p_surfer" as ProviderId,
  name: "Surfer",
  icon: null,
  locales: ["en", "fi"],
  capabilities: ["cobrowse", "screenShare"],
  opensIn: "frame",
  urlTemplate: "https://agent.surfer.example/{conversationId}?name={customerName}&l={locale}",
  joinHosts: ["join.surfer.example"],
  events: ["page", "callback"],
};
const other: ProviderConfig = { ...surfer, id: "p_other" as ProviderId, name: "Other" };

describe("a provider's session", () => {
  let server: TestServer;
  let agent: Line;
  let customer: Line;
  let conversationId: ConversationId;
  let cookies: Record<"aino" | "ville" | "otso", string>;
  let secret: string;
  beforeAll(async () => {
    server = await startTestServer();
    cookies = { aino: await server.cookie(aino), ville: await server.cookie(ville), otso: await server.cookie(otso) };
    for (const provider of [surfer, other]) expect(await put("provider", provider, null)).toBe(200);
    const widget = (await configuration()).widget[0] as WidgetConfig;
    expect(await put("widget", { ...widget, cobrowse: surfer.id, screenShare: "builtin" }, widget)).toBe(200);
    agent = await server.agent(aino);
    customer = await server.customer();
    conversationId = await openConversation(customer);
    await acceptConversation(agent, aino, conversationId);
    secret = ((await post(`/api/admin/providers/${surfer.id}/secret`, {}, "otso")).body as { secret: string }).secret;
  });
  afterAll(() => server.close());

  const post = async (path: string, body: unknown, who: keyof typeof cookies | null, origin = server.consoleOrigin) => {
    const answer = await server.fetch(path, {
      method: "POST",
      headers: { origin, "content-type": "application/json", ...(who && { cookie: cookies[who] }) },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const configuration = async () =>
    (await (await server.fetch("/api/admin/configuration", { headers: { cookie: cookies.otso } })).json()) as {
      widget: unknown[];
    };
  const put = async (kind: string, value: WidgetConfig | ProviderConfig, before: unknown) =>
    (
      await server.fetch(`/api/admin/configuration/${kind}/${value.id}`, {
        method: "PUT",
        headers: { cookie: cookies.otso, origin: server.consoleOrigin, "content-type": "application/json" },
        body: JSON.stringify({ value, before }),
      })
    ).status;
  const invite = async (): Promise<VisualId> => {
    const visualId = newId<VisualId>();
    const said = { type: "inviteVisual", visualId, kind: "cobrowse", clientId: agent.clientId } as const;
    expect(await agent.ask(conversationId, said)).toMatchObject({ ok: true });
    return visualId;
  };
  const open = async (visualId: VisualId, who: keyof typeof cookies | null = "aino") =>
    await post(`/api/conversations/${conversationId}/visual/${visualId}/page`, { locale: "fi" }, who);
  const tokenOf = async (visualId: VisualId) => ((await open(visualId)).body as ProviderPage).session.token;
  const report = (token: string, event: object, who: keyof typeof cookies | null = "aino", origin?: string) =>
    post("/api/provider-reports", { token, event: { id: newId(), ...event } }, who, origin);
  const callback = async (
    body: object | string,
    { at = Date.now(), key = secret, to = surfer.id, signature = "" } = {},
  ) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const timestamp = String(Math.floor(at / 1000));
    const answer = await server.fetch(`/api/provider-callbacks/${to}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "rinnalla-timestamp": timestamp,
        "rinnalla-signature": signature || signCallback(key, timestamp, text),
      },
      body: text,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const done = { status: 200, body: {} };
  const refused = (status: number, code: string) => ({ status, body: { code } });
  const happened = (line: Line, visualId: VisualId) =>
    line
      .events(conversationId)
      .map(({ event }) => event)
      .filter((event): event is VisualEvent => "visualId" in event && event.visualId === visualId)
      .map(({ type }) => type);

  test("[VIS-10] the agent's page is at the filled address, with a token of its own; nobody else gets one", async () => {
    const visualId = await invite();
    expect(await open(visualId)).toMatchObject({
      status: 200,
      body: {
        url: `https://agent.surfer.example/${conversationId}?name=Kaisa&l=fi`,
        origin: "https://agent.surfer.example",
        session: { providerId: surfer.id, conversationId, visualId, kind: "cobrowse", locale: "fi", agentName: "Aino" },
      },
    });
    expect(await open(visualId, "ville")).toEqual(refused(404, "notFound"));
    expect(await open(visualId, null)).toEqual(refused(401, "notSignedIn"));
    expect(await open(newId<VisualId>())).toEqual(refused(409, "visualGone"));
    const foreign = `/api/conversations/${conversationId}/visual/${visualId}/page`;
    expect(await post(foreign, {}, "aino", server.shopOrigin)).toEqual(refused(403, "originRefused"));
    await agent.ask(conversationId, { type: "endVisual", visualId });
    expect(await open(visualId)).toEqual(refused(409, "visualGone"));
  });

  test("[VIS-10] [VIS-02] what its page tells is what the timeline shows, and what the customer gets is the chat's", async () => {
    const visualId = await invite();
    const token = await tokenOf(visualId);
    const created = { type: "sessionCreated", pin: "12 34", joinLink: "https://join.surfer.example/x" };
    expect(await report(token, created)).toEqual(done);
    expect(await report(token, { type: "shareInvitation" })).toEqual(done);
    expect(await report(token, { type: "connected" })).toEqual(done);
    expect(await report(token, { type: "ended" })).toEqual(done);
    expect(await report(token, { type: "connected" })).toEqual(refused(409, "visualGone"));
    await customer.settled();
    await agent.settled();
    const types = ["visualInvited", "visualPrepared", "messagePosted", "visualConnected", "visualEnded"];
    expect([happened(agent, visualId), happened(customer, visualId)]).toEqual([types, types]);
    const seen = customer.events(conversationId).find(({ event }) => event.type === "visualPrepared");
    expect(seen?.event).toEqual({ type: "visualPrepared", visualId });
    expect(customer.events(conversationId).find(({ event }) => event.type === "messagePosted")).toMatchObject({
      by: { kind: "provider", providerId: surfer.id },
      event: { kind: "pin", text: "12 34\nhttps://join.surfer.example/x" },
    });
  });

  test("[VIS-10] its page cannot forge: another's session, an old or foreign token, another agent, another origin", async () => {
    const visualId = await invite();
    const token = await tokenOf(visualId);
    const event = { type: "connected" };
    const master = "another installation's secret, long enough for a key";
    const foreign = await new ProviderTokens(master, Date.now).issue({
      providerId: surfer.id,
      conversationId,
      visualId,
    });
    const gone = refused(401, "notSignedIn");
    expect(await report(foreign.token, event)).toEqual(gone);
    expect(await report(`${token}x`, event)).toEqual(gone);
    expect(await report(await server.visitorToken(), event)).toEqual(gone);
    expect(await report(token, event, "ville")).toEqual(refused(404, "notFound"));
    expect(await report(token, event, null)).toEqual(gone);
    expect(await report(token, event, "aino", server.shopOrigin)).toEqual(refused(403, "originRefused"));
    expect(await report(token, { type: "granted" })).toEqual(refused(400, "badFrame"));
    expect(await report(token, { type: "connected", scope: "control" })).toEqual(refused(400, "badFrame"));
    for (const joinLink of ["https://evil.example/", "http://join.surfer.example/", "javascript:alert(1)"])
      expect(await report(token, { type: "sessionCreated", joinLink })).toEqual(refused(409, "linkRefused"));
    expect(await report(token, { type: "sessionCreated", pin: "https://evil.example" })).toEqual(
      refused(400, "badFrame"),
    );
    await agent.ask(conversationId, { type: "endVisual", visualId });
    // The next session is not this token's.
    const next = await invite();
    expect(await report(token, event)).toEqual(refused(409, "visualGone"));
    await agent.settled();
    expect(happened(agent, next)).toEqual(["visualInvited"]);
    await agent.ask(conversationId, { type: "endVisual", visualId: next });
  });

  test("[VIS-10] a signed callback counts once; replayed it changes nothing, forged or late it is refused", async () => {
    const visualId = await invite();
    const of = (type: string, more: object = {}) => ({
      conversationId,
      visualId,
      event: { id: newId(), type, ...more },
    });
    const created = of("sessionCreated", { pin: "4711" });
    expect(await callback(created)).toEqual(done);
    expect(await callback(created)).toEqual(done);
    const shared = of("shareInvitation");
    for (let time = 0; time < 3; time += 1) expect(await callback(shared)).toEqual(done);
    const no = refused(403, "signatureRefused");
    expect(await callback(of("connected"), { key: "a guessed secret" })).toEqual(no);
    expect(await callback(of("connected"), { signature: "v1=00" })).toEqual(no);
    expect(await callback(of("connected"), { at: Date.now() - 301_000 })).toEqual(no);
    expect(await callback(of("connected"), { at: Date.now() + 301_000 })).toEqual(no);
    expect(await callback(of("connected"), { to: other.id })).toEqual(no);
    expect(await callback(of("connected"), { to: "p_none" as ProviderId })).toEqual(no);
    expect(await callback("{")).toEqual(refused(400, "badFrame"));
    expect(await callback({ ...of("connected"), visualId: newId() })).toEqual(refused(404, "notFound"));
    const theirs = (await post(`/api/admin/providers/${other.id}/secret`, {}, "otso")).body as { secret: string };
    expect(theirs.secret).not.toBe(secret);
    expect(await callback(of("connected"), { to: other.id, key: theirs.secret })).toEqual(refused(404, "notFound"));
    expect(await callback(of("ended"))).toEqual(done);
    await agent.settled();
    expect(happened(agent, visualId)).toEqual(["visualInvited", "visualPrepared", "messagePosted", "visualEnded"]);
  });

  test("[VIS-10] another secret version makes the old secret worthless", async () => {
    expect(await callback({ event: { id: newId(), type: "test" } })).toEqual(done);
    expect(await put("provider", { ...surfer, secretVersion: 2 }, surfer)).toBe(200);
    expect(await callback({ event: { id: newId(), type: "test" } })).toEqual(refused(403, "signatureRefused"));
    expect(await put("provider", surfer, { ...surfer, secretVersion: 2 })).toBe(200);
  });

  test("[VIS-01] a provider that a widget has, or a conversation, is not removed", async () => {
    const answer = await server.fetch(`/api/admin/configuration/provider/${surfer.id}`, {
      method: "DELETE",
      headers: { cookie: cookies.otso, origin: server.consoleOrigin },
    });
    expect(await answer.json()).toEqual({ removal: { problem: "needed", names: ["Kahvila Kuusi"] } });
  });

  test("[VIS-10] the console may frame the providers' origins and no other", async () => {
    const policy = (await server.fetch("/console/")).headers.get("content-security-policy") ?? "";
    const framed = /frame-src ([^;]*)/.exec(policy)?.[1]?.split(" ") ?? [];
    // The viewer of mirrored pages has a host of its own, the sample provider a port.
    const named = (origin: string) =>
      origin.replace(/^http:\/\/127\.0\.0\.1:\d+$/, "sample").replace(/^http:\/\/viewer\.localhost:\d+$/, "viewer");
    expect(framed.map(named)).toEqual(["'self'", "viewer", "sample", "https://agent.surfer.example"]);
  });

  describe("tried by the administrator", () => {
    let page: Server;
    let headers: Record<string, string> = {};
    let status = 200;
    let base: string;
    beforeAll(async () => {
      page = createServer((_request, response) => response.writeHead(status, headers).end("secret words"));
      await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
      base = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    });
    afterAll(() => page.close());
    const tryIt = async (change: Partial<ProviderConfig> = {}) =>
      (await post("/api/admin/provider-trial", { ...surfer, urlTemplate: `${base}/{kind}`, ...change }, "otso"))
        .body as ProviderTrial;

    test("[VIS-10] reach, frame and callback each have their clear result", async () => {
      await callback({ event: { id: newId(), type: "test" } });
      expect(await tryIt()).toEqual({
        reach: { status: 200, problem: null },
        frame: { isAllowed: true, by: null },
        example: `${base}/cobrowse`,
        callback: {
          url: `${server.consoleOrigin}/api/provider-callbacks/${surfer.id}`,
          last: { at: expect.any(Number), outcome: "right" },
        },
      });
      await callback({ event: { id: newId(), type: "test" } }, { key: "wrong" });
      headers = { "x-frame-options": "DENY" };
      status = 404;
      expect(await tryIt()).toMatchObject({
        reach: { status: 404, problem: "notFound" },
        frame: { isAllowed: false, by: "x-frame-options: DENY" },
        callback: { last: { outcome: "signatureWrong" } },
      });
      status = 503;
      expect(await tryIt({ opensIn: "window", events: [] })).toMatchObject({
        reach: { status: 503, problem: "failing" },
        frame: null,
        callback: null,
      });
      expect(await tryIt({ urlTemplate: "http://127.0.0.1:1/" })).toMatchObject({
        reach: { status: null, problem: "unreachable" },
      });
      expect(await tryIt({ urlTemplate: "http://intranet.example/" })).toMatchObject({
        problems: [{ field: "urlTemplate", problem: "notAnAddress" }],
      });
      expect(await post("/api/admin/provider-trial", surfer, "aino")).toEqual(refused(403, "notAllowed"));
      expect(await post(`/api/admin/providers/${surfer.id}/secret`, {}, "aino")).toEqual(refused(403, "notAllowed"));
    });
  });
});

test("[VIS-10] a token lives for minutes, and for one provider's one session", async () => {
  const clock = { now: 1_700_000_000_000 };
  const tokens = new ProviderTokens("a secret that is long enough to sign", () => clock.now);
  const claim = {
    providerId: surfer.id,
    conversationId: "c1" as ConversationId,
    visualId: "v1" as VisualId,
  };
  const { token, expiresAt } = await tokens.issue(claim);
  expect(await tokens.read(token)).toEqual(claim);
  clock.now = expiresAt + 1_000;
  expect(await tokens.read(token)).toBeNull();
});

test("[VIS-10] a signature is over time and body", () => {
  const key = callbackSecret("master", surfer);
  const now = 1_700_000_000_000;
  const said = { timestamp: "1700000000", body: "{}", signature: signCallback(key, "1700000000", "{}") };
  expect(checkSignature(key, said, now)).toBe("right");
  expect(checkSignature(key, { ...said, body: "{ }" }, now)).toBe("signatureWrong");
  expect(checkSignature(key, { ...said, timestamp: "1700000001" }, now)).toBe("signatureWrong");
  expect(checkSignature(key, said, now + 300_001)).toBe("tooOld");
  const odd = { body: "{}", timestamp: "NaN", signature: signCallback(key, "NaN", "{}") };
  expect(checkSignature(key, odd, now)).toBe("tooOld");
});

const page = "https://agent.surfer.example";
const frames: readonly (readonly [Record<string, string>, boolean])[] = [
  [{}, true],
  [{ "x-frame-options": "SAMEORIGIN" }, false],
  [{ "x-frame-options": "ALLOW-FROM https://x.example" }, true],
  [{ "content-security-policy": "default-src 'self'" }, true],
  [{ "content-security-policy": "frame-ancestors 'none'" }, false],
  [{ "content-security-policy": "frame-ancestors 'self'" }, false],
  [{ "content-security-policy": "frame-ancestors" }, false],
  [{ "content-security-policy": "frame-ancestors *" }, true],
  [{ "content-security-policy": "frame-ancestors https:" }, true],
  [{ "content-security-policy": "default-src *; frame-ancestors https://chat.example" }, true],
  [{ "content-security-policy": "frame-ancestors https://*.example" }, true],
  [{ "content-security-policy": "frame-ancestors chat.example:8443" }, false],
  [{ "content-security-policy": "frame-ancestors https://chat.example", "x-frame-options": "DENY" }, true],
  [{ "content-security-policy": "frame-ancestors *, frame-ancestors 'self'" }, false],
];

test.each(frames)("[VIS-10] a page with %o may stand in the console: %s", (headers, isAllowed) => {
  expect(frameVerdict(new Headers(headers), page, "https://chat.example").isAllowed).toBe(isAllowed);
});
