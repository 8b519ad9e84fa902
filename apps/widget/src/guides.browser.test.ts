/**
 * Each example of docs/guides/javascript-api.md and embed.md is read out of the guide and run as it stands there, in a page of another origin
 * under the guide's own policy (CHAT-01, CHAT-08, CHAT-09).
 */
import { execFile } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { newId, type CallId, type VisualId } from "@rinnalla/protocol";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestAgent } from "./testing/agent.ts";
import { openBrowser } from "./testing/browser.ts";
import { configureWidget } from "./testing/configure-widget.ts";
import { startHostPages, type HostPages } from "./testing/host-page.ts";
import { startTestServer, type TestServer } from "./testing/server.ts";

const guides = ["javascript-api", "embed"] as const;
type Guide = (typeof guides)[number];
const root = new URL("../../../", import.meta.url);
const textOf = (guide: Guide): string => readFileSync(new URL(`docs/guides/${guide}.md`, root), "utf8");
/** What has been run; at the end nothing may be left. */
const used = new Set<string>();
function example(name: string, guide: Guide = "javascript-api"): string {
  const found = new RegExp(`\\n\`\`\`\\w+ ${name}\\n([^]*?)\\n\`\`\`\\n`).exec(textOf(guide))?.[1];
  if (found === undefined) throw new Error(`${guide}.md has no example "${name}"`);
  used.add(`${guide} ${name}`);
  const { host, origin } = new URL(server.shop);
  return found.replaceAll("https://chat.example", origin).replaceAll("wss://chat.example", `ws://${host}`);
}

const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
function tokenOf(sub: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: "https://shop.example", aud: "w_demo", sub, name: "Kaisa Kuusi", exp: Date.now() / 1000 + 300 };
  const text = `${part({ alg: "ES256" })}.${part(claims)}`;
  const signature = sign("sha256", Buffer.from(text), { key: keys.privateKey, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

let browser: Browser;
let server: TestServer;
let host: HostPages;
let aino: TestAgent;
beforeAll(async () => {
  [browser, server, host] = await Promise.all([openBrowser(), startTestServer(), startHostPages()]);
  await configureWidget(server.agents.otso, {
    allowedOrigins: [host.origin],
    identity: { issuer: "https://shop.example", audience: "w_demo", keys: { kind: "pem", pem } },
  });
  aino = await TestAgent.signIn(server.agents.aino);
});
afterAll(async () => {
  aino.connection.close();
  await browser.close();
  await Promise.all([server.close(), host.close()]);
});

interface Visit {
  readonly page: Page;
  /** Breaches of the policy, and errors of scripts. */
  readonly faults: string[];
  /** What `console.error` and `console.warn` were told. */
  readonly said: string[];
}

/** A page of the guide's tag with scripts of its own, each a file. */
async function visit(
  body: string,
  scripts: readonly string[],
  { tag = example("snippet"), headers = example("policy") } = {},
): Promise<Visit> {
  const files = scripts.map((script, n) => {
    host.serve(`/example-${n}.js`, script, { type: "text/javascript" });
    return `<script src="/example-${n}.js" defer></script>`;
  });
  host.serve("/", `<!doctype html><html lang="en"><title>Shop</title>${body}${files.join("")}${tag}`, { headers });
  const context = await browser.newContext({ locale: "en", reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults: string[] = [];
  const said: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) faults.push(message.text());
    else if (["error", "warning"].includes(message.type()))
      said.push(
        `${message.text()} ${message.text().startsWith("Failed to load") ? message.location().url : ""}`.trim(),
      );
  });
  await page.goto(host.origin);
  return { page, faults, said };
}
const launcher = (page: Page) => page.getByRole("button", { name: "Open chat", exact: true });
const read = <Value>(page: Page, name: string): Promise<Value> =>
  page.evaluate((key) => (window as unknown as Record<string, Value>)[key]!, name);

test("[CHAT-01] [CHAT-09] under the strict policy: start, availability, events, a call, and the end", async () => {
  const body = `<button id="ask">Ask</button><p id="chat-line"></p><audio></audio>`;
  const player = `const heard = (window.heard = []);
    HTMLMediaElement.prototype.pause = () => heard.push("pause");
    HTMLMediaElement.prototype.play = async () => void heard.push("play");
    for (const name of ["ringing", "accepted", "ended"])
      document.addEventListener("rinnalla:" + name, ({ detail }) => heard.push(name + " " + detail.kind));`;
  const scripts = [player, example("start"), example("availability"), example("events"), example("calls")];
  const { page, faults, said } = await visit(body, scripts);
  await page.locator("#chat-line", { hasText: "We answer at once" }).waitFor();
  await page.locator("#ask").click();
  await page.getByText("Aino joined the conversation").waitFor();
  await expect.poll(() => aino.texts).toContain("I have a question about my order.");
  await aino.say("Which one?");
  await page.getByText("Which one?").waitFor();

  const callId = newId<CallId>();
  await aino.command({ type: "startCall", callId, mode: "voice", clientId: aino.clientId });
  await page.getByRole("button", { name: "Accept with audio" }).click();
  await expect.poll(() => aino.state?.call?.answer).toBe("audio");
  await aino.command({ type: "endCall", callId, reason: "hungUp" });
  const visualId = newId<VisualId>();
  await expect.poll(() => read(page, "heard")).toContain("ended call");
  await aino.command({ type: "inviteVisual", visualId, kind: "cobrowse", clientId: aino.clientId });
  await expect.poll(() => read(page, "heard")).toContain("ringing cobrowse");
  await aino.command({ type: "endVisual", visualId });
  await expect
    .poll(() => read(page, "heard"))
    .toEqual(["ringing call", "pause", "accepted call", "ended call", "play", "ringing cobrowse", "ended cobrowse"]);

  await page.evaluate(() => window.Rinnalla?.close());
  await expect
    .poll(async () => (await read<{ event: string }[]>(page, "dataLayer")).map(({ event }) => event))
    .toEqual(["chat_queued", "chat_message", "chat_assigned", "chat_message", "chat_minimise", "chat_close"]);
  const told = await read<object[]>(page, "dataLayer");
  expect(told).toContainEqual(expect.objectContaining({ event: "chat_assigned", agentName: "Aino" }));
  expect(JSON.stringify(told)).not.toContain("question about");
  expect([faults, said]).toEqual([[], []]);
  await page.context().close();
});

test("[CHAT-01] with nonces, and with nothing but the tag", async () => {
  const nonce = { tag: example("nonce-snippet"), headers: example("nonce-policy") };
  const plain = { tag: example("tag", "embed"), headers: example("permissions", "embed") };
  for (const way of [nonce, plain]) {
    const { page, faults, said } = await visit("", [], way);
    await launcher(page).click();
    await page.getByText("Hello! How can we help?").waitFor();
    expect([faults, said]).toEqual([[], []]);
    await page.context().close();
  }
});

test("[CHAT-07] [CHAT-09] an invitation at the third search in vain", async () => {
  const form = `<form id="search"><input name="q"><button>Search</button></form>`;
  const { page, faults } = await visit(form, [example("proactive"), example("events")]);
  await launcher(page).waitFor();
  aino.connection.setPresence("available");
  const search = () => page.getByRole("button", { name: "Search" }).click();
  await search();
  await search();
  expect(await read(page, "dataLayer")).toEqual([]);
  await expect
    .poll(
      async () => {
        await search();
        return read(page, "dataLayer");
      },
      // What the server knew of the agents is two seconds old at most.
      { timeout: 30_000 },
    )
    .toEqual([{ event: "chat_proactive", rule: "search", what: "shown" }]);
  await page.getByText("Not found what you look for? Ask us.").waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("[CHAT-08] [CHAT-09] who is signed in, from the configuration and without a page load", async () => {
  const body = `<p id="basket">3 cups</p><button id="sign-in">In</button><button id="sign-out">Out</button>`;
  const scripts = [example("identity"), example("signing-in")];
  for (const way of ["configuration", "inline"] as const) {
    host.serve("/chat-token", tokenOf(`kaisa-${way}`), { type: "text/plain" });
    const inline = { tag: example("signed-in", "embed"), headers: "X-None: 1" };
    const { page, faults } = await (way === "inline" ? visit(body, [], inline) : visit(body, scripts));
    const asked = page.waitForRequest((request) => request.url().endsWith("/session") && request.postData() !== "{}");
    await launcher(page).click();
    expect(JSON.parse((await asked).postData() ?? "")).toEqual({ identity: tokenLike(`kaisa-${way}`) });
    await isOnline(page);
    if (way === "configuration") {
      const session = () => page.waitForResponse((response) => response.url().endsWith("/session"));
      const out = session();
      await page.locator("#sign-out").click();
      expect(await (await out).json()).not.toHaveProperty("isSignedIn");
      await isOnline(page);
      const back = session();
      await page.locator("#sign-in").click();
      expect(await (await back).json()).toHaveProperty("isSignedIn", true);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  }
});

/** So that no answer is still under way. */
async function isOnline(page: Page): Promise<void> {
  await page.getByText("Hello! How can we help?").waitFor();
  await page.getByText("Connecting…").waitFor({ state: "detached" });
}

const tokenLike = (sub: string): unknown =>
  expect.toSatisfy((token: string) => {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sub: string };
    return claims.sub === sub;
  });

test("[CHAT-09] what is called wrongly is named, and breaks nothing", async () => {
  const { page, faults, said } = await visit(`<p id="phone-number" hidden>010 123</p>`, [example("errors")]);
  await launcher(page).waitFor();
  const given = await page.evaluate(async () => {
    const api = window.Rinnalla as unknown as Record<string, (...given: unknown[]) => unknown>;
    const late: unknown[] = [];
    api["on"]!("ready", (detail: unknown) => late.push(detail));
    await Promise.resolve();
    return [
      await api["start"]!({ text: "Hello" }),
      await api["proactive"]!("Hello"),
      await api["identify"]!("a token"),
      typeof api["on"]!("opened", () => {}),
      late,
    ];
  });
  expect(given).toEqual([false, false, false, "function", [{ widgetId: "w_demo" }]]);
  const named = said.filter((line) => line.startsWith("Rinnalla."));
  expect(named.toSorted()).toEqual([
    "Rinnalla.identify: it takes a function, or null",
    expect.stringMatching(/^Rinnalla\.on: there is no "opened", only ready,/),
    "Rinnalla.proactive: it takes an object",
    'Rinnalla.start: "text" must be one of name, message',
  ]);
  expect(said.filter((line) => line.startsWith("Chat: badCall Rinnalla."))).toHaveLength(4);
  expect(await page.locator("#phone-number").isHidden()).toBe(true);

  // The server goes away: asked for once in ten seconds, and told each time that it was asked.
  await page.context().setOffline(true);
  expect(await page.evaluate(() => window.Rinnalla?.availability())).toBeNull();
  await page.locator("#phone-number").waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test("[CHAT-09] a page of an origin that the widget does not allow is told so, and goes on", async () => {
  const { page, faults } = await visit(`<p id="phone-number" hidden>010 123</p>`, [example("errors")]);
  // The same page by another name.
  await page.goto(host.origin.replace("127.0.0.1", "localhost"));
  await page.locator("#phone-number").waitFor();
  expect(await page.evaluate(() => window.Rinnalla?.open())).toBe(false);
  expect(faults).toEqual([]);
  await page.context().close();
});

test("[CHAT-09] the types that the server gives fit the example", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-types-"));
  try {
    const answer = await fetch(new URL("/widget/rinnalla.d.ts", server.shop));
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    writeFileSync(join(folder, "rinnalla.d.ts"), await answer.text());
    const check = async (source: string): Promise<string> => {
      writeFileSync(join(folder, "page.ts"), source);
      const options = {
        strict: true,
        noEmit: true,
        allowImportingTsExtensions: true,
        types: [],
        lib: ["es2022", "dom"],
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["page.ts"] }));
      const tsc = new URL("node_modules/.bin/tsc", root).pathname;
      const { stdout } = await promisify(execFile)(tsc, ["-p", folder]).catch((failed: { stdout: string }) => failed);
      return stdout;
    };
    const source = example("typescript");
    expect(await check(source)).toBe("");
    expect(await check(source.replace('message: "Hello"', 'text: "Hello"'))).toContain("'text' does not exist");
    expect(await check(source.replace("agentName", "agent"))).toContain("'agent' does not exist");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("[CHAT-09] no example of the guides is untested", () => {
  const all = guides.flatMap((guide) =>
    [...textOf(guide).matchAll(/\n```(\w*) ?([\w-]*)\n[^]*?\n```\n/g)].map((block) => `${guide} ${block[2]}`),
  );
  expect(all.length).toBeGreaterThan(12);
  expect([...used].sort()).toEqual(all.sort());
});
