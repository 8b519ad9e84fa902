/** How an agent is told of news (CHAT-10): asked on a click alone, in several tabs once, without anything private, and as the agent wants it. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser, takeSeat } from "../testing/console-page.ts";
import { openCustomer, type Customer } from "../testing/customer.ts";
import { startOwnServer, type OwnServer } from "../testing/own-server.ts";

let server: OwnServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: readonly string[];
let customer: Customer;

interface Spied {
  told: string[];
  isAway: boolean;
  asked: number;
  answer: NotificationPermission;
}
declare global {
  interface Window {
    spied: Spied;
    shown: { onclick: (() => void) | null };
  }
}

/** A browser without a screen has no notifications to show, and is always in front. */
function spy(): void {
  const spied: Spied = { told: [], isAway: false, asked: 0, answer: "granted" };
  window.spied = spied;
  document.hasFocus = () => !spied.isAway;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...given) {
    spied.told.push("tone");
    start.apply(this, given);
  };
  class Shown {
    static get permission(): NotificationPermission {
      return (localStorage.getItem("answered") as NotificationPermission | null) ?? "default";
    }
    static async requestPermission(): Promise<NotificationPermission> {
      spied.asked += 1;
      localStorage.setItem("answered", spied.answer);
      return spied.answer;
    }
    onclick: (() => void) | null = null;
    constructor(title: string, { body }: { body: string }) {
      spied.told.push(body ? `${title} | ${body}` : title);
      window.shown = this;
    }
    close(): void {
      spied.told.push("taken away");
    }
  }
  Object.assign(window, { Notification: Shown });
}

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
  const seat = await takeSeat(browser, `${server.consoleOrigin}/console/`);
  ({ page, faults } = seat);
  context = page.context();
  await context.addInitScript(spy);
  await page.goto(server.links.aino);
  await page.getByRole("button", { name: /^Presence: Available/ }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const told = (of: Page = page) => of.evaluate(() => window.spied.told.splice(0));
const away = (isAway: boolean, of: Page = page) =>
  of.evaluate((is) => {
    window.spied.isAway = is;
    window.dispatchEvent(new Event(is ? "blur" : "focus"));
  }, isAway);
const settings = async (): Promise<void> => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Notifications…" }).click();
  await page.getByRole("dialog", { name: "Notifications" }).waitFor();
};
const option = (name: string) => page.getByRole("switch", { name });
const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
const gathered = async (pages: readonly Page[], least: number): Promise<readonly string[]> => {
  const all: string[] = [];
  await expect
    .poll(async () => {
      for (const one of pages) all.push(...(await told(one)));
      return all.length;
    })
    .toBeGreaterThanOrEqual(least);
  return all.sort();
};

test("[CHAT-10] what the browser will ask is said before, and asked on the click; a no is explained", async () => {
  await settings();
  expect(await page.evaluate(() => window.spied.asked)).toBe(0);
  expect(await option("Sound").isChecked()).toBe(true);
  expect(await option("Desktop notifications").isChecked()).toBe(false);
  expect(await option("Names and messages in them").isDisabled()).toBe(true);
  await page.getByText("your browser asks once whether this console may show them").waitFor();
  await page.evaluate(() => (window.spied.answer = "denied"));
  await page.getByText("Desktop notifications", { exact: true }).click();
  await page.getByText("Your browser does not let this console show notifications.").waitFor();
  expect(await page.evaluate(() => window.spied.asked)).toBe(1);
  expect(await option("Desktop notifications").isChecked()).toBe(false);
  for (const [width, colorScheme] of [
    [1280, "dark"],
    [360, "dark"],
    [360, "light"],
    [1280, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect([width, colorScheme, await axeFindings(page)]).toEqual([width, colorScheme, []]);
    await page.screenshot({ path: `e2e/report/notifications-${width}-${colorScheme}.png` }).catch(() => undefined);
  }
  // Allowed meanwhile, beside the address.
  await page.evaluate(() => localStorage.setItem("answered", "granted"));
  await press("Done");
  await settings();
  await option("Desktop notifications").focus();
  await page.keyboard.press("Space");
  expect(await option("Desktop notifications").isChecked()).toBe(true);
  await press("Try");
  expect(await told()).toEqual(["tone", "tone", "A new message | This is how it looks"]);
  await press("Done");
});

test("[CHAT-10] an offer in two tabs of one agent: one sound, one notification, the number in the title; gone when it is taken", async () => {
  const second = await context.newPage();
  await second.goto(`${server.consoleOrigin}/console/`);
  await second.getByRole("button", { name: "Inbox" }).click();
  for (const tab of [page, second]) await away(true, tab);
  customer = await openCustomer(server.shopOrigin, "Liisa Virtanen");
  // An offer sounds twice.
  const all = await gathered([page, second], 5);
  expect(all).toEqual(["A conversation is offered to you", "tone", "tone", "tone", "tone"]);
  for (const tab of [page, second]) {
    await expect.poll(() => tab.title()).toMatch(/^\(1\) New conversation/);
    expect(await tab.locator('link[rel="icon"]').getAttribute("href")).toMatch(/icon-news\.svg$/);
  }
  await page.getByRole("alertdialog", { name: "New conversation" }).getByRole("button", { name: "Accept" }).click();
  expect(await gathered([page, second], 1)).toEqual(["taken away"]);
  await expect.poll(() => page.title()).not.toMatch(/New conversation/);
  await second.close();
});

test("[CHAT-10] a message in view is not told, one behind is; nothing private is in it but where the agent permits", async () => {
  await away(false);
  await customer.say("In view");
  await page.getByRole("log").getByText("In view").waitFor();
  await away(true);
  await customer.say("My number is 555");
  expect(await gathered([page], 3)).toEqual(["A new message", "tone", "tone"]);
  // Pressed, it brings the conversation to the front.
  await away(false);
  expect(await gathered([page], 1)).toEqual(["taken away"]);
  await settings();
  await option("Names and messages in them").focus();
  await page.keyboard.press("Space");
  await press("Done");
  await away(true);
  await customer.say("Are you\nthere?");
  expect(await gathered([page], 3)).toEqual(["A new message: Liisa Virtanen | Are you there?", "tone", "tone"]);
  await away(false);
  await gathered([page], 1);
  // The console is in front and shows another page: a sound is enough.
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByRole("button", { name: "Inbox" }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe("#/");
  await customer.say("From the list");
  expect(await gathered([page], 2)).toEqual(["tone", "tone"]);
});

test("[CHAT-10] without sound and desktop nothing is told but by title; it is kept for this agent", async () => {
  await settings();
  for (const name of ["Sound", "Desktop notifications"]) {
    await option(name).focus();
    await page.keyboard.press("Space");
  }
  expect(await page.getByRole("button", { name: "Try" }).isDisabled()).toBe(true);
  await press("Done");
  await page.reload();
  await page.getByRole("button", { name: "Inbox" }).click();
  await away(true);
  await customer.say("Hushed");
  await expect.poll(() => page.title()).toMatch(/^\(\d\) /);
  await settings();
  expect(await option("Sound").isChecked()).toBe(false);
  expect(await told()).toEqual([]);
  await press("Done");
  expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
});

test("[CHAT-10] a browser without notifications has the switch off and says so, in Finnish and Swedish as well", async () => {
  await context.addInitScript(() => delete (window as { Notification?: unknown }).Notification);
  await page.reload();
  for (const [menu, language, entry, words] of [
    ["Settings", "Suomi", "Ilmoitukset…", "Tämä selain ei osaa näyttää ilmoituksia työpöydällä."],
    ["Asetukset", "Svenska", "Aviseringar…", "Den här webbläsaren kan inte visa skrivbordsaviseringar."],
  ] as const) {
    await page.getByRole("button", { name: menu }).click();
    await page.getByRole("menuitemradio", { name: language }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: language === "Suomi" ? "Asetukset" : "Inställningar" }).click();
    await page.getByRole("menuitem", { name: entry }).click();
    await page.getByText(words).waitFor();
    await page.screenshot({ path: `e2e/report/notifications-${language}.png` }).catch(() => undefined);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
  }
  expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
});
