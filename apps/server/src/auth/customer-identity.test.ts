import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newId, type AgentId, type ConversationId, type IdentityConfig, type WidgetConfig } from "@rinnalla/protocol";
import { exportJWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acceptConversation, aino, startTestServer, type TestServer } from "../testing/test-server.ts";
import { CustomerIdentity } from "./customer-identity.ts";

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pemOf = (pair: { publicKey: typeof rsa.publicKey }) =>
  pair.publicKey.export({ type: "spki", format: "pem" }).toString();

const byPem: IdentityConfig = {
  issuer: "https://shop.example",
  audience: "rinnalla",
  keys: { kind: "pem", pem: pemOf(rsa) },
};

interface Made {
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: typeof rsa.privateKey;
  readonly claims?: Record<string, unknown>;
  readonly expires?: string | null;
  readonly from?: string;
}

async function tokenOf({ alg = "RS256", kid, key = rsa.privateKey, claims = {}, expires = "5m", from }: Made = {}) {
  const { sub = "customer-7", iss = byPem.issuer, aud = byPem.audience, ...rest } = claims as Record<string, string>;
  const token = new SignJWT(rest).setProtectedHeader({ alg, ...(kid && { kid }) }).setIssuedAt();
  if (expires) token.setExpirationTime(expires);
  if (from) token.setNotBefore(from);
  if (sub) token.setSubject(sub);
  if (iss) token.setIssuer(iss);
  if (aud) token.setAudience(aud);
  return await token.sign(key);
}

/** Put together by hand, as an attacker would. */
function forged(header: object, sign: (text: string) => string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    iss: byPem.issuer,
    aud: byPem.audience,
    sub: "customer-7",
    exp: Math.floor(Date.now() / 1000) + 300,
  };
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign(text)}`;
}

const identity = new CustomerIdentity();
const verify = async (token: string, config = byPem) => await identity.verify(config, token);

test("[CHAT-08] a token by the site's key says who the customer is, as far as its claims fit", async () => {
  const claims = {
    name: " Kaisa Kuusi ",
    email: "kaisa@example.fi",
    phone_number: "x".repeat(41),
    context: { tier: "gold", orders: 3, isNew: false, "not a name": "1", long: "x".repeat(501), deep: { a: 1 } },
  };
  expect(await verify(await tokenOf({ claims }))).toEqual({
    issuer: "https://shop.example",
    subject: "customer-7",
    name: "Kaisa Kuusi",
    email: "kaisa@example.fi",
    context: { tier: "gold", orders: "3", isNew: "false" },
  });
  expect(await verify(await tokenOf())).toEqual({ issuer: "https://shop.example", subject: "customer-7" });
  const byCurve: IdentityConfig = { ...byPem, keys: { kind: "pem", pem: pemOf(ec) } };
  expect(await verify(await tokenOf({ alg: "ES256", key: ec.privateKey }), byCurve)).not.toBeNull();
});

const refused: readonly (readonly [string, () => string | Promise<string>])[] = [
  ["nothing", () => ""],
  ["no token", () => "a.b.c"],
  ["another key", () => tokenOf({ key: foreign.privateKey })],
  ["an algorithm beside the two", () => tokenOf({ alg: "RS384" })],
  ["PS256 by the same key", () => tokenOf({ alg: "PS256" })],
  ["no signature", () => forged({ alg: "none" }, () => "")],
  [
    "the public key as a secret",
    () => forged({ alg: "HS256" }, (text) => createHmac("sha256", pemOf(rsa)).update(text).digest("base64url")),
  ],
  ["the key of a curve", () => tokenOf({ alg: "ES256", key: ec.privateKey })],
  ["another issuer", () => tokenOf({ claims: { iss: "https://evil.example" } })],
  ["no issuer", () => tokenOf({ claims: { iss: "" } })],
  ["another audience", () => tokenOf({ claims: { aud: "somebody-else" } })],
  ["no audience", () => tokenOf({ claims: { aud: "" } })],
  ["no subject", () => tokenOf({ claims: { sub: "" } })],
  ["an end in the past", () => tokenOf({ expires: "-1m" })],
  ["no end", () => tokenOf({ expires: null })],
  ["a beginning to come", () => tokenOf({ from: "10m" })],
  ["a changed claim", async () => (await tokenOf()).replace(/\.[^.]+\./, (part) => `${part.slice(0, -5)}AAAA.`)],
  ["too long a token", () => tokenOf({ claims: { name: "x".repeat(9000) } })],
];

test.each(refused)("[CHAT-08] refused: %s", async (_what, make) => {
  expect(await verify(await make())).toBeNull();
});

describe("by an address of keys", () => {
  let asked = 0;
  const keys = createServer((_request, response) => {
    asked += 1;
    void Promise.all([exportJWK(rsa.publicKey), exportJWK(ec.publicKey)]).then(([one, other]) =>
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          keys: [
            { ...one, kid: "one", alg: "RS256" },
            { ...other, kid: "other", alg: "ES256" },
          ],
        }),
      ),
    );
  });
  let config: IdentityConfig;
  beforeAll(async () => {
    await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys.json`;
    config = { ...byPem, keys: { kind: "jwks", url } };
  });
  afterAll(() => keys.close());

  test("[CHAT-08] the token names its key; the keys are fetched once", async () => {
    expect(await verify(await tokenOf({ kid: "one" }), config)).not.toBeNull();
    expect(await verify(await tokenOf({ kid: "other", alg: "ES256", key: ec.privateKey }), config)).not.toBeNull();
    expect(asked).toBe(1);
    expect(await verify(await tokenOf(), config)).toBeNull();
    expect(await verify(await tokenOf({ kid: "other" }), config)).toBeNull();
    expect(await verify(await tokenOf({ kid: "none" }), config)).toBeNull();
    // A `kid` that nobody knows does not make us ask again and again.
    expect(asked).toBe(1);
  });
});

describe("a signed-in customer's session", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    const cookie = await server.cookie("a_otso" as AgentId);
    const all = (await (await server.fetch("/api/admin/configuration", { headers: { cookie } })).json()) as {
      configuration?: { widget: WidgetConfig[] };
      widget?: WidgetConfig[];
    };
    const widget = (all.widget ?? all.configuration?.widget ?? [])[0]!;
    const answer = await server.fetch(`/api/admin/configuration/widget/${widget.id}`, {
      method: "PUT",
      headers: { cookie, origin: server.consoleOrigin, "content-type": "application/json" },
      body: JSON.stringify({ value: { ...widget, identity: byPem }, before: widget }),
    });
    expect(answer.status).toBe(200);
  });
  afterAll(() => server.close());

  const session = async (body: object) => {
    const answer = await server.fetch("/api/widget/w_demo/session", {
      method: "POST",
      headers: { origin: server.shopOrigin, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };

  test("[CHAT-08] verified and unverified never merge: neither takes over the other's visitor", async () => {
    const anonymous = (await session({})).body;
    const kaisa = (await session({ identity: await tokenOf(), token: anonymous["token"] })).body;
    expect(kaisa).toMatchObject({ isSignedIn: true });
    expect(kaisa["visitorId"]).not.toBe(anonymous["visitorId"]);
    // Elsewhere she is the same; somebody else, or another issuer's customer of that name, is not.
    expect((await session({ identity: await tokenOf() })).body["visitorId"]).toBe(kaisa["visitorId"]);
    const other = await session({ identity: await tokenOf({ claims: { sub: "customer-8" } }) });
    expect(other.body["visitorId"]).not.toBe(kaisa["visitorId"]);
    // Signed out: nobody that was here before.
    const after = (await session({ token: kaisa["token"] })).body;
    expect(after["visitorId"]).not.toBe(kaisa["visitorId"]);
    expect(after["visitorId"]).toMatch(/^(?!s_)/);
    expect((await session({ token: anonymous["token"] })).body["visitorId"]).toBe(anonymous["visitorId"]);
  });

  test("[CHAT-08] a token that is not right opens nothing, and what widgets are told holds none of the keys", async () => {
    const wrong = await session({ identity: await tokenOf({ key: foreign.privateKey }) });
    expect(wrong).toEqual({ status: 403, body: { code: "identityRefused" } });
    expect(JSON.stringify((await session({})).body)).not.toContain("PUBLIC KEY");
  });

  test("[CHAT-08] who it is and what the page tells reach the agent, and the site's name counts before a typed one", async () => {
    const claims = { name: "Kaisa Kuusi", email: "kaisa@example.fi", context: { tier: "gold" } };
    const { token } = (await session({ identity: await tokenOf({ claims }) })).body;
    const customer = await server.customer(token);
    const id = newId<ConversationId>();
    const command = { type: "openConversation", locale: "en", customerName: "Mallory", page: null } as const;
    const misnamed = { ...command, context: { "not a name": "x" } };
    expect(await customer.ask(newId<ConversationId>(), misnamed)).toEqual({ ok: false, code: "badFrame" });
    expect(await customer.ask(id, { ...command, context: { basket: "3 cups" } })).toMatchObject({ ok: true });
    const agent = await server.agent(aino);
    await acceptConversation(agent, aino, id);
    expect(agent.events(id)[0]?.event).toMatchObject({
      type: "conversationOpened",
      customerName: "Kaisa Kuusi",
      customer: { subject: "customer-7", email: "kaisa@example.fi", context: { tier: "gold" } },
      context: { basket: "3 cups" },
    });
  });
});
