/** What tells a customer of a new message who is not looking (CHAT-10): title, sound, badge, desktop; in several tabs once. */
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TestAgent } from "./testing/agent.ts";
import { openBrowser } from "./testing/browser.ts";
import { startTestServer, type TestServer } from "./testing/server.ts";

let browser: Browser;
let server: TestServer;
let aino: TestAgent;
let context: BrowserContext;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startTestServer();
  aino = await TestAgent.signIn(server.agents.aino);
  context = await browser.newContext({ locale: "en" });
  await context.addInitScript(() => {
    const site = window as unknown as { told: string[]; isHidden: boolean; NoNotification?: true };
    site.told = [];
    // No browser without a screen says so by itself. The widget itself is as it is.
    Object.defineProperty(document, "visibilityState", { get: () => (site.isHidden ? "hidden" : "visible") });
    document.hasFocus = () => !site.isHidden;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...given) {
      site.told.push("tone");
      start.apply(this, given);
    };
    class Shown {
      static permission = "granted";
      onclick: (() => void) | null = null;
      constructor(title: string, { body }: { body: string }) {
        site.told.push(`${title}: ${body}`);
        (window as unknown as { shown: Shown }).shown = this;
      }
      close(): void {
        site.told.push("taken away");
      }
    }
    Object.assign(window, { Notification: Shown });
  });
});
afterEach(async () => {
  aino.connection.close();
  await context.close();
  await server.close();
});

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);
const hide = (page: Page, isHidden: boolean) =>
  page.evaluate((is) => {
    (window as unknown as { isHidden: boolean }).isHidden = is;
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
/** A conversation that Aino is in; its page has been touched. */
async function begin(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.shop);
  await page.getByRole("button", { name: "Open chat", exact: true }).click();
  await page.getByLabel("Your message").fill("Hello");
  await page.keyboard.press("Enter");
  await page.getByText("Aino joined the conversation").waitFor();
  return page;
}

test("[CHAT-10] title, sound, badge and desktop, and all of it taken away when it is read", async () => {
  const page = await begin();
  const plain = await page.title();
  await aino.say("In view");
  await page.getByText("In view").waitFor();
  expect(await told(page)).toEqual([]);

  await hide(page, true);
  await aino.say("One");
  await expect.poll(() => told(page)).toEqual(["tone", "tone", "Kahvila Kuusi: 1 unread message"]);
  await expect.poll(() => page.title()).toBe("(1) 1 unread message");
  await expect.poll(() => page.title(), { timeout: 5_000 }).toBe(plain);
  await expect.poll(() => page.title(), { timeout: 5_000 }).toBe("(1) 1 unread message");
  // The page's own script changes the title meanwhile.
  await page.evaluate(() => (document.title = "Basket"));
  await aino.say("Two");
  await expect.poll(() => page.title(), { timeout: 5_000 }).toBe("(2) 2 unread messages");
  await hide(page, false);
  await expect.poll(() => page.title()).toBe("Basket");
  await expect.poll(() => told(page)).toContain("taken away");

  // Put away and in sight: the badge says it, with a sound, and nothing on the desktop.
  const before = (await told(page)).length;
  await page.getByRole("button", { name: "Minimise chat" }).click();
  await aino.say("Three");
  await page.getByRole("button", { name: "Open chat, 1 unread message" }).waitFor();
  await expect.poll(async () => (await told(page)).slice(before)).toEqual(["tone", "tone"]);
  expect(await page.title()).toBe("Basket");
  await page.getByRole("button", { name: "Open chat, 1 unread message" }).click();
  await page.getByText("Three").waitFor();
});

test("[CHAT-10] the customer's switch: no sound and no desktop, in every tab and on the next page", async () => {
  const page = await begin();
  const other = await context.newPage();
  await other.goto(server.shop);
  const bell = (of: Page) => of.getByRole("button", { name: "Sound of new messages" });
  await bell(other).waitFor();
  await bell(page).focus();
  await page.keyboard.press("Space");
  expect(await bell(page).getAttribute("aria-pressed")).toBe("false");
  await expect.poll(() => bell(other).getAttribute("aria-pressed")).toBe("false");
  const { violations } = await new AxeBuilder({ page }).include("rinnalla-widget").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: "e2e/report/widget-sound-off.png" });
  await page.reload();
  await bell(page).waitFor();
  expect(await bell(page).getAttribute("aria-pressed")).toBe("false");
  for (const tab of [page, other]) await hide(tab, true);
  await aino.say("Quietly");
  await expect.poll(() => page.title()).toBe("(1) 1 unread message");
  // Longer than whatever tells waits for other tabs.
  await page.waitForTimeout(800);
  expect([await told(page), await told(other)]).toEqual([[], []]);
  await hide(page, false);
  await bell(page).click();
  expect(await bell(page).getAttribute("aria-pressed")).toBe("true");
  // It is heard at once what was switched on.
  expect(await told(page)).toEqual(["tone", "tone"]);
});

test("[CHAT-10] in three tabs one message is told once, and not at all where one of them shows it", async () => {
  const tabs = [await begin()];
  for (let more = 0; more < 2; more++) {
    const page = await context.newPage();
    await page.goto(server.shop);
    await page.getByLabel("Your message").click();
    tabs.push(page);
  }
  for (const tab of tabs) await hide(tab, true);
  await aino.say("Once");
  const all = async (): Promise<string[]> => (await Promise.all(tabs.map(told))).flat().sort();
  const once = ["Kahvila Kuusi: 1 unread message", "tone", "tone"];
  await expect.poll(all, { timeout: 5_000 }).toEqual(once);
  await tabs[0]?.waitForTimeout(800);
  expect(await all()).toEqual(once);
  await hide(tabs[1]!, false);
  await expect.poll(async () => (await all()).includes("taken away")).toBe(true);
  const before = (await all()).length;
  await aino.say("Seen in the second");
  await tabs[1]?.getByText("Seen in the second").waitFor();
  await tabs[0]?.waitForTimeout(800);
  expect((await all()).length).toBe(before);
});

test("[CHAT-10] a browser without notifications and without locks tells by title and sound", async () => {
  await context.addInitScript(() => {
    delete (window as { Notification?: unknown }).Notification;
    Object.defineProperty(navigator, "locks", { value: undefined });
  });
  const page = await begin();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await hide(page, true);
  await aino.say("Still told");
  await expect.poll(() => told(page)).toEqual(["tone", "tone"]);
  await expect.poll(() => page.title()).toBe("(1) 1 unread message");
  expect(faults).toEqual([]);
});
