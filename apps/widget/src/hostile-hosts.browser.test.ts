/**
 * The widget on pages that do their worst to it (CHAT-01): their styles, their policies, their frames. Measured is where it stands and how large
 * it is against a plain page; a picture of each lies in `test-report/hosts`.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./testing/browser.ts";
import { startTestServer, type TestServer } from "./testing/server.ts";

const report = fileURLToPath(new URL("../../../test-report/hosts/", import.meta.url));

interface Host {
  readonly name: string;
  readonly head?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What of the page is changed once it stands, such as a dialog that is opened. */
  readonly after?: () => void;
  readonly width?: number;
}

const story = `<main>${"<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>".repeat(60)}</main>`;

/** The directives of the guide for sites with a strict policy. */
const strict = (origin: string): string =>
  [
    "default-src 'none'",
    `script-src ${origin}`,
    `connect-src ${origin} ${origin.replace(/^http/, "ws")}`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

const hosts: readonly Host[] = [
  { name: "every element unset, by force", head: "<style>* { all: unset !important }</style>" },
  {
    name: "every element ugly, by force",
    head: `<style>
      *, *::before, *::after { font: 40px/3 serif !important; color: red !important; letter-spacing: 9px !important;
        text-transform: uppercase !important; direction: rtl !important; visibility: hidden !important; pointer-events: none !important }
      body, body *, rinnalla-widget { transform: rotate(8deg) !important; float: right !important; position: static !important;
        padding: 30px !important; opacity: 0.1 !important; clip-path: circle(1px) !important; filter: blur(9px) !important }
      rinnalla-widget { display: none !important; z-index: -1 !important; inset: auto !important; contain: strict !important }
    </style>`,
  },
  {
    name: "body turned, scaled and blurred",
    head: "<style>body { transform: rotate(12deg) scale(0.5); filter: blur(3px); zoom: 1.7; perspective: 10px }</style>",
  },
  {
    name: "root with rem of 40 px and own variables",
    head: "<style>html { font-size: 40px; --brand: red; --page: red; --gap: 90px; color-scheme: dark; line-height: 4; word-spacing: 30px }</style>",
  },
  {
    name: "layers as high as they go",
    body: `<div style="position: fixed; inset: 0; z-index: 2147483647; background: #fde; isolation: isolate"></div>`,
  },
  {
    name: "dialog that stands open",
    body: `<dialog open style="z-index: 2147483647; position: fixed">Cookies?</dialog>`,
  },
  {
    name: "dialog that was open and is closed",
    body: `<dialog id="d">Cookies?</dialog>`,
    after: () => {
      const dialog = document.querySelector<HTMLDialogElement>("#d");
      dialog?.showModal();
      dialog?.close();
    },
  },
  { name: "strict policy with trusted types" },
  { name: "a small phone", width: 360 },
];

let browser: Browser;
let server: TestServer;
let origin: string;

beforeAll(async () => {
  mkdirSync(report, { recursive: true });
  // The pages are made up here and come from no address, so that this machine is foreign ground to them.
  [browser, server] = await Promise.all([
    openBrowser("--disable-features=LocalNetworkAccessChecks"),
    startTestServer(),
  ]);
  ({ origin } = new URL(server.shop));
});
afterAll(async () => {
  await browser.close();
  await server.close();
  console.log(`Pictures: ${report}`);
});

function pageOf({ head = "", body = "" }: Host): string {
  return `<!doctype html><html lang="en"><head><title>Host</title><meta name="viewport" content="width=device-width">${head}
    <script async src="${origin}/widget/loader.js" data-widget="w_demo"></script></head><body>${story}${body}</body></html>`;
}

async function visit(
  host: Host,
  path = "/host",
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const width = host.width ?? 1280;
  const context = await browser.newContext({ locale: "en", reducedMotion: "reduce", viewport: { width, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  await context.route(`${origin}${path}`, (route) =>
    route.fulfill({ contentType: "text/html", headers: { ...host.headers }, body: pageOf(host) }),
  );
  await page.goto(`${origin}${path}`);
  return { context, page, complaints };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Look {
  readonly launcher: Box;
  readonly panel: Box;
  readonly fontSize: string;
  readonly color: string;
  readonly isOnTop: boolean;
}

async function look(page: Page, name: string): Promise<Look> {
  const open = page.getByRole("button", { name: "Open chat" });
  await open.waitFor({ state: "attached" });
  const launcher = await boxOf(page, ".dock button");
  await page.screenshot({ path: `${report}${name.replaceAll(/\W+/g, "-")}-closed.png` });
  await page.mouse.click(launcher.x + launcher.width / 2, launcher.y + launcher.height / 2);
  await page.getByText("Hello! How can we help?").waitFor({ state: "attached" });
  const panel = await boxOf(page, ".panel");
  const style = await page.evaluate(() => {
    const inside = document.querySelector("rinnalla-widget")?.shadowRoot;
    const greeting = [...(inside?.querySelectorAll(".panel *") ?? [])].find(
      (one) => one.textContent === "Hello! How can we help?",
    );
    const box = inside?.querySelector(".panel header")?.getBoundingClientRect();
    const { fontSize, color } = getComputedStyle(greeting ?? document.body);
    const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + 10);
    return { fontSize, color, isOnTop: top?.localName === "rinnalla-widget" };
  });
  await page.screenshot({ path: `${report}${name.replaceAll(/\W+/g, "-")}-open.png` });
  return { launcher, panel, ...style };
}

function boxOf(page: Page, selector: string): Promise<Box> {
  return page.evaluate((wanted) => {
    const element = document.querySelector("rinnalla-widget")?.shadowRoot?.querySelector(wanted);
    const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
    return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
  }, selector);
}

test("[CHAT-01] on every hostile page the widget stands where and as large as on a plain one, on top, and can be used", async () => {
  const plain = await visit({ name: "plain" });
  const expected = await look(plain.page, "plain");
  await plain.context.close();
  expect(expected).toMatchObject({ isOnTop: true, fontSize: expect.stringMatching(/px$/) });
  for (const host of hosts) {
    const headers = host.name.startsWith("strict") ? { "content-security-policy": strict(origin) } : {};
    const { context, page, complaints } = await visit({ ...host, headers });
    if (host.after) await page.evaluate(host.after);
    const seen = await look(page, host.name);
    if (host.width === undefined) expect({ host: host.name, ...seen }).toEqual({ host: host.name, ...expected });
    else {
      expect(seen.isOnTop).toBe(true);
      expect(seen.panel.x).toBeGreaterThanOrEqual(0);
      expect(seen.panel.x + seen.panel.width).toBeLessThanOrEqual(host.width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(host.width);
    }
    expect({ host: host.name, complaints }).toEqual({ host: host.name, complaints: [] });
    await context.close();
  }
}, 120_000);

test("[CHAT-01] inside a frame of another site the widget stands in the frame, and talks", async () => {
  const { context, page } = await visit({ name: "framed" }, "/framed");
  // Another site to the browser, and on this machine, so that it may hold what is on it.
  const other = `${origin.replace("127.0.0.1", "localhost")}/other`;
  await context.route(other, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Other</title><iframe src="${origin}/framed" style="inline-size: 420px; block-size: 620px; border: 0"></iframe>`,
    }),
  );
  await page.goto(other);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Open chat" }).click();
  await frame.getByLabel("Your message").fill("From inside a frame");
  await page.keyboard.press("Enter");
  await frame.getByText("We are looking for someone to help you.", { exact: false }).waitFor();
  const box = await frame.locator("rinnalla-widget .panel").boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 440 && box.y + box.height <= 640).toBe(true);
  await page.screenshot({ path: `${report}framed.png` });
  await context.close();
});
