/**
 * Every screen of the console and the widget, by one table: no breach of WCAG in light and in dark, no complaint of the page, a way through by
 * Tab that is seen and ends, and nothing wider than 360 px. A new screen is a new row.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser } from "./testing/console-page.ts";
import { openCustomer, type Customer } from "./testing/customer.ts";
import { startOwnServer, type OwnServer } from "./testing/own-server.ts";
import { tabFaults } from "./testing/tab-walk.ts";

type Go = (page: Page) => Promise<unknown>;
interface Screen {
  readonly name: string;
  readonly go: Go;
  /** A dialog or a menu: Tab stays in it, and Escape gives the focus back to what opened it. */
  readonly isOver?: true;
}

let server: OwnServer;
let browser: Browser;
let customers: Customer[] = [];
const faults: string[] = [];

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
  for (const name of ["Liisa Virtanen", null, "Anna-Kaisa Vesterinen-Lindqvist"])
    customers.push(await openCustomer(server.shopOrigin, name));
}, 120_000);

afterAll(async () => {
  for (const customer of customers) customer.leave();
  customers = [];
  await browser?.close();
  await server?.stop();
});

/** By the address, as a bookmark would, so that no screen depends on the one before it. */
const at =
  (hash: string, ready: (page: Page) => Promise<unknown>): Go =>
  async (page) => {
    await page.goto(`${server.consoleOrigin}/console/${hash}`);
    await page.reload();
    await ready(page);
  };
const heading = (name: string) => (page: Page) => page.getByRole("heading", { name, exact: true }).first().waitFor();
const live: Go = (page) => at("#/live", () => page.getByRole("row", { name: "Liisa Virtanen" }).waitFor())(page);
const after =
  (first: Go, ...steps: readonly Go[]): Go =>
  async (page) => {
    await first(page);
    for (const step of steps) await step(page);
  };
const tab =
  (name: string): Go =>
  (page) =>
    page.getByRole("tab", { name }).click();
const more: Go = (page) => page.getByRole("button", { name: "More for Liisa Virtanen" }).click();
const item =
  (name: string): Go =>
  async (page) => {
    await more(page);
    await page.getByRole("menuitem", { name }).click();
    await page.getByRole(/close/i.test(name) ? "alertdialog" : "dialog").waitFor();
  };
const setting = (kind: string, id: string | null): Screen => ({
  name: `admin: ${kind}`,
  go: at(`#/admin/${kind}${id === null ? "" : `/${id}`}`, heading("Administration")),
});

const consoleScreens: readonly Screen[] = [
  { name: "inbox", go: at("#/", heading("Inbox")) },
  {
    name: "conversation",
    go: async (page) => {
      await live(page);
      await page.getByRole("button", { name: "Open the conversation of Liisa Virtanen" }).click();
      await page.getByRole("region", { name: "Communication panel" }).waitFor();
    },
  },
  {
    name: "settings menu",
    isOver: true,
    go: after(at("#/", heading("Inbox")), (page) => page.getByRole("button", { name: "Settings" }).click()),
  },
  {
    name: "presence menu",
    isOver: true,
    go: after(at("#/", heading("Inbox")), (page) => page.getByRole("button", { name: /^Presence:/ }).click()),
  },
  { name: "live: conversations", go: live },
  {
    name: "live: queues",
    go: after(live, tab("Queues"), (page) => page.getByRole("row", { name: "Asiakaspalvelu" }).waitFor()),
  },
  {
    name: "live: agents",
    go: after(live, tab("Agents"), (page) => page.getByRole("row", { name: "Ville" }).waitFor()),
  },
  { name: "live: nothing found", go: after(live, (page) => page.getByRole("searchbox").fill("nobody at all")) },
  { name: "live: more", isOver: true, go: after(live, more) },
  { name: "live: transfer", isOver: true, go: after(live, item("Transfer to a queue…")) },
  { name: "live: force close", isOver: true, go: after(live, item("Force close…")) },
  setting("widget", "w_demo"),
  setting("workstream", "ws_chat"),
  setting("queue", "q_service"),
  setting("agent", "a_aino"),
  setting("masking", "m_card"),
  setting("quickReply", "qr_hei"),
  setting("provider", null),
];

const openChat: Go = (page) => page.getByRole("button", { name: /^Open chat/ }).click();
const shop: Go = (page) => page.goto(`${server.shopOrigin}/shop/?lang=en`);
const begin: Go = async (page) => {
  await page.getByLabel("Your message").fill("Is it open on Sunday?");
  await page.keyboard.press("Enter");
  await page.getByText("We are looking for someone to help you.", { exact: false }).waitFor();
};
const widgetScreens: readonly Screen[] = [
  { name: "launcher", go: after(shop, (page) => page.getByRole("button", { name: "Open chat" }).waitFor()) },
  { name: "start", go: after(shop, openChat, (page) => page.getByText("Hello! How can we help?").waitFor()) },
  { name: "conversation", go: begin },
  {
    name: "end asked",
    go: (page) => page.getByRole("button", { name: "End conversation" }).click(),
  },
  {
    name: "ended",
    go: async (page) => {
      await page.getByRole("button", { name: "End", exact: true }).click();
      await page.getByText("You ended the conversation").waitFor();
    },
  },
];

async function seat(
  link: string | null,
  colorScheme: "light" | "dark",
  width: number,
): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    locale: "en-US",
    colorScheme,
    reducedMotion: "reduce",
    viewport: { width, height: 800 },
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  if (link) await page.goto(link);
  return [context, page];
}

/** Colours on their way from light to dark are neither. */
const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));

const widest = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

async function widgetFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include("rinnalla-widget").analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test("[ADM-01] [SUP-01] every screen of the console: WCAG in light and dark, the way by Tab, the focus that comes back", async () => {
  const [context, page] = await seat(server.links.otso, "light", 1280);
  const found: string[] = [];
  for (const { name, go, isOver } of consoleScreens) {
    await go(page);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      for (const finding of await axeFindings(page)) found.push(`${name}, ${colorScheme}: ${finding}`);
    }
    if (isOver) {
      await page.keyboard.press("Escape");
      const isBack = await page
        .waitForFunction(() => document.activeElement?.closest("button") !== null, null, { timeout: 3_000 })
        .then(() => true)
        .catch(() => false);
      if (!isBack) found.push(`${name}: Escape gave the focus to nobody`);
    } else for (const fault of await tabFaults(page)) found.push(`${name}: ${fault}`);
  }
  await context.close();
  expect(found).toEqual([]);
  expect(faults.splice(0)).toEqual([]);
}, 240_000);

test("[ADM-01] [SUP-01] no screen of the console is wider than a small phone", async () => {
  const [context, page] = await seat(server.links.saga, "dark", 360);
  const found: string[] = [];
  for (const { name, go } of consoleScreens) {
    if (name.startsWith("admin")) continue;
    await go(page);
    if ((await widest(page)) > 360) found.push(`${name}: ${await widest(page)} px`);
    for (const finding of await axeFindings(page)) found.push(`${name}: ${finding}`);
  }
  await context.close();
  expect(found).toEqual([]);
  expect(faults.splice(0)).toEqual([]);
}, 240_000);

test("[CHAT-10] every screen of the widget: WCAG in light and dark, on a desktop and on a small phone, and the way by Tab", async () => {
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ] as const) {
    const [context, page] = await seat(null, colorScheme, width);
    for (const { name, go } of widgetScreens) {
      await go(page);
      for (const finding of await widgetFindings(page)) found.push(`${name}, ${colorScheme} ${width}: ${finding}`);
      if ((await widest(page)) > width) found.push(`${name}, ${width}: ${await widest(page)} px`);
      for (const fault of await tabFaults(page)) if (!/the way ends/.test(fault)) found.push(`${name}: ${fault}`);
    }
    await context.close();
  }
  expect(found).toEqual([]);
  expect(faults.splice(0)).toEqual([]);
}, 120_000);
