/** Invitations in the demo shop (CHAT-07): when they come, what a keyboard and a screen reader meet, and when they do not come. */
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestAgent } from "./testing/agent.ts";
import { openBrowser } from "./testing/browser.ts";
import { configureWidget } from "./testing/configure-widget.ts";
import { startTestServer, type TestServer } from "./testing/server.ts";

let browser: Browser;
let server: TestServer;
let aino: TestAgent;
const question = { en: "Can we help you choose?", fi: "Voimmeko auttaa valinnassa?", sv: "Kan vi hjälpa dig välja?" };
const away = {
  en: "Nobody is here just now. Leave us a message?",
  fi: "Jätätkö viestin?",
  sv: "Lämna ett meddelande?",
};

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startTestServer()]);
  await configureWidget(server.agents.otso, {
    proactive: [
      { id: "deep", page: "*/shop/", scrolledPercent: 40, afterMs: 1_000, againAfterDays: 7, texts: question },
      { id: "away", page: "*/shop/cart*", afterMs: 1_000, againAfterDays: 0, isForAbsence: true, texts: away },
    ],
  });
  aino = await TestAgent.signIn(server.agents.aino);
});
afterAll(async () => {
  aino.connection.close();
  await browser.close();
  await server.close();
});

interface Visit {
  readonly page: Page;
  readonly invited: () => Promise<readonly string[]>;
}

async function visit(address = "", options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: "en", reducedMotion: "reduce", ...options });
  await context.clock.install();
  await context.addInitScript(() => {
    const site = window as unknown as { invited: string[] };
    site.invited = [];
    addEventListener("rinnalla:proactive", (event) => {
      const { rule, what } = (event as CustomEvent).detail;
      site.invited.push(`${rule} ${what}`);
    });
  });
  const page = await context.newPage();
  await page.goto(server.shop + address);
  await page.getByRole("button", { name: /^(Open chat|Avaa keskustelu|Öppna chatten)$/ }).waitFor();
  return { page, invited: () => page.evaluate(() => (window as unknown as { invited: string[] }).invited) };
}
const patient = { timeout: 15_000 };
const scroll = (page: Page) => page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
const invitation = (page: Page) => page.getByRole("group", { name: "Invitation to chat" });

test("[CHAT-07] it comes by its rule, is told politely, takes no focus, and a keyboard sends it away for good", async () => {
  // A page with something to scroll, whatever the shop has on it.
  const { page, invited } = await visit("", { viewport: { width: 1280, height: 300 } });
  await page.clock.runFor(3_000);
  expect(await invited()).toEqual([]);
  // The place where it will be told is there before it is.
  expect(await invitation(page).getByRole("status").textContent()).toBe("");
  await page.getByRole("link").first().focus();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const before = await focused();
  const shift = await page.evaluate(() => document.documentElement.scrollHeight);
  await scroll(page);
  await expect
    .poll(async () => {
      await page.clock.runFor(600);
      return invited();
    })
    .toEqual(["deep shown"]);
  await invitation(page).getByText("Can we help you choose?").waitFor();
  expect(await invitation(page).getByRole("status").textContent()).toBe("Can we help you choose?");
  expect(await focused()).toBe(before);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(shift);
  await page.getByRole("button", { name: "Start chatting" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  expect(await invited()).toEqual(["deep shown", "deep dismissed"]);
  const inWidget = () =>
    page.evaluate(() => document.querySelector("rinnalla-widget")?.shadowRoot?.activeElement?.className);
  expect(await inWidget()).toBe("launcher");
  // Not again: neither on the next page of this visit, nor in another tab.
  for (const again of [page, await page.context().newPage()]) {
    await again.goto(server.shop);
    await again.getByRole("button", { name: "Open chat" }).waitFor();
    await scroll(again);
    await again.clock.runFor(5_000);
    expect(await again.evaluate(() => (window as unknown as { invited: string[] }).invited)).toEqual([]);
  }
  await page.context().close();
});

test("[CHAT-07] it closes by itself after a minute, unless the pointer is on it; accepting opens the chat", async () => {
  const { page, invited } = await visit("cart");
  const shown = invitation(page).getByText("Leave us a message?");
  await expect
    .poll(async () => {
      await page.clock.runFor(600);
      return invited();
    })
    .toEqual(["away shown"]);
  await shown.hover();
  await page.clock.runFor(65_000);
  expect(await invited()).toEqual(["away shown"]);
  await page.mouse.move(5, 5);
  await page.clock.runFor(10_000);
  expect(await invited()).toEqual(["away shown", "away expired"]);
  await page.context().close();

  const other = await visit("cart");
  await expect
    .poll(async () => {
      await other.page.clock.runFor(600);
      return other.invited();
    })
    .toEqual(["away shown"]);
  await other.page.getByRole("button", { name: "Start chatting" }).click();
  await other.page.getByText("Hello! How can we help?").waitFor();
  expect(await other.invited()).toEqual(["away shown", "away accepted"]);
  await other.page.context().close();
});

test("[CHAT-07] [CHAT-09] by the site's own rule, while nobody is there, and beside a conversation", async () => {
  const { page, invited } = await visit();
  const invite = (options: object) => page.evaluate((given) => window.Rinnalla?.proactive(given as never), options);
  aino.connection.setPresence("away");
  await expect.poll(() => page.evaluate(() => window.Rinnalla?.availability())).toMatchObject({ isOpen: true });
  await expect
    .poll(async () => {
      // Kept for ten seconds in the page, for two on the server.
      await page.clock.runFor(11_000);
      return page.evaluate(async () => (await window.Rinnalla?.availability())?.staffing);
    }, patient)
    .toBe("none");
  expect(await invite({ text: "Your basket is heavy. Shall we carry it?", id: "basket" })).toBe(false);
  aino.connection.setPresence("available");
  await expect
    .poll(async () => {
      await page.clock.runFor(11_000);
      return page.evaluate(async () => (await window.Rinnalla?.availability())?.staffing);
    }, patient)
    .toBe("free");
  await expect
    .poll(async () => {
      await page.clock.runFor(11_000);
      return invite({ text: "Your basket is heavy.\nShall we carry it?", id: "basket" });
    }, patient)
    .toBe(true);
  await invitation(page).getByText("Shall we carry it?").waitFor();
  // One at a time, and one in a visit.
  expect(await invite({ text: "And another" })).toBe(false);
  await page.evaluate(() => window.Rinnalla?.start({ message: "Hello" }));
  await page.getByText("Aino joined the conversation").waitFor();
  expect(await invited()).toEqual(["basket shown", "basket left"]);
  expect(await invitation(page).getByRole("button").count()).toBe(0);
  expect(await invite({ text: "And another" })).toBe(false);
  await page.context().close();
});

test("[CHAT-07] [CHAT-10] small, dark and in Finnish nothing of it is out of reach", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const { page } = await visit("cart?lang=fi", { colorScheme, viewport: { width: 360, height: 640 } });
    await expect
      .poll(async () => {
        await page.clock.runFor(600);
        return page.locator("rinnalla-widget .invite p").allTextContents();
      })
      .toEqual(["Jätätkö viestin?"]);
    const box = await page.locator("rinnalla-widget .invite").boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
    const { violations } = await new AxeBuilder({ page }).include("rinnalla-widget").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.screenshot({ path: `e2e/report/invitation-${colorScheme}-360.png` });
    await page.context().close();
  }
});
