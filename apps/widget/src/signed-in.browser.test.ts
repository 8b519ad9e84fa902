/** Who is signed in on the site, as the widget makes use of it: on a page load, at signing in and out on a page, with a wrong token. */
import { generateKeyPairSync, sign } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestAgent } from "./testing/agent.ts";
import { openBrowser } from "./testing/browser.ts";
import { configureWidget } from "./testing/configure-widget.ts";
import { startTestServer, type TestServer } from "./testing/server.ts";

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
const identity = { issuer: "https://shop.example", audience: "w_demo", keys: { kind: "pem", pem } } as const;

function tokenOf(sub: string, claims: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const { issuer: iss, audience: aud } = identity;
  const text = `${part({ alg: "ES256" })}.${part({ iss, aud, sub, exp: Date.now() / 1000 + 300, ...claims })}`;
  const signature = sign("sha256", Buffer.from(text), { key: keys.privateKey, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

let browser: Browser;
let server: TestServer;
let aino: TestAgent;
/** Of whoever is signed in on the site now. */
let token: string | null = null;
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startTestServer()]);
  await configureWidget(server.agents.otso, { identity });
  aino = await TestAgent.signIn(server.agents.aino);
});
afterAll(async () => {
  aino.connection.close();
  await browser.close();
  await server.close();
});

async function openShop(): Promise<{ page: Page; codes: () => Promise<readonly string[]> }> {
  const context = await browser.newContext({ locale: "en", reducedMotion: "reduce" });
  await context.exposeFunction("siteToken", () => token);
  await context.addInitScript(() => {
    const site = window as unknown as { siteToken: () => Promise<string | null>; codes: string[] };
    site.codes = [];
    document.addEventListener("rinnalla:error", (event) => site.codes.push((event as CustomEvent).detail.code));
    window.rinnallaConfig = {
      identity: () => site.siteToken(),
      context: () => ({ basket: "3 cups", total: 42, "not a name": 1, deep: {} }),
    };
  });
  const page = await context.newPage();
  await page.goto(server.shop);
  const codes = () => page.evaluate(() => (window as unknown as { codes: string[] }).codes);
  return { page, codes };
}

const say = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel("Your message").fill(text);
  await page.keyboard.press("Enter");
};
const open = (page: Page) => page.getByRole("button", { name: "Open chat", exact: true }).click();
const start = (page: Page) => page.getByText("Hello! How can we help?").waitFor();

test("[CHAT-08] [CHAT-09] signed in, out, and in again: the conversation is whose it is", async () => {
  token = tokenOf("kaisa", { name: "Kaisa Kuusi", context: { tier: "gold" } });
  const { page, codes } = await openShop();
  await open(page);
  await say(page, "Mine alone");
  await page.getByText("Aino joined the conversation").waitFor();
  await expect
    .poll(() => aino.events[0]?.event)
    .toMatchObject({
      customerName: "Kaisa Kuusi",
      customer: { issuer: "https://shop.example", subject: "kaisa", context: { tier: "gold" } },
      context: { basket: "3 cups", total: "42" },
    });
  expect(await codes()).toEqual(["tooLarge"]);

  // Another device of hers.
  const elsewhere = await openShop();
  await open(elsewhere.page);
  await elsewhere.page.getByText("Mine alone").waitFor();

  // She signs out: who sits down at this browser next sees nothing of it.
  token = null;
  await page.reload();
  await start(page);
  expect(await page.getByText("Mine alone").count()).toBe(0);

  // Somebody else signs in without a page load, then she again.
  token = tokenOf("mallory");
  await page.evaluate(() => window.Rinnalla?.identify(() => (window as never as { siteToken(): string }).siteToken()));
  await start(page);
  expect(await page.getByText("Mine alone").count()).toBe(0);
  token = tokenOf("kaisa");
  await page.evaluate(() => window.Rinnalla?.identify(() => (window as never as { siteToken(): string }).siteToken()));
  await page.getByText("Mine alone").waitFor();
  await Promise.all([page, elsewhere.page].map((one) => one.context().close()));
});

test("[CHAT-08] a token that is not right is said to the page, and its visitor is somebody unknown", async () => {
  token = `${tokenOf("kaisa")}x`;
  const { page, codes } = await openShop();
  await open(page);
  await start(page);
  await expect.poll(codes).toContain("identityRefused");
  expect(await page.getByText("Mine alone").count()).toBe(0);
  await page.context().close();
});
