/** The rules by which a widget invites, in the administration, in Chromium against a real server (CHAT-07). */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser, takeSeat, type Seat } from "../testing/console-page.ts";
import { startOwnServer, type OwnServer } from "../testing/own-server.ts";

let server: OwnServer;
let browser: Browser;
let seat: Seat;
let page: Page;

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
  seat = await takeSeat(browser, server.links.otso);
  page = seat.page;
  await page.getByRole("button", { name: "Admin" }).click();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
const picture = (name: string) => page.screenshot({ path: `e2e/report/${name}.png` }).catch(() => undefined);
const word = async (n: number, texts: readonly [fi: string, sv: string, en: string]): Promise<void> => {
  for (const [at, language] of (["Finnish", "Swedish", "English"] as const).entries())
    await page
      .getByRole("textbox", { name: `Invitation (${language})` })
      .nth(n)
      .fill(texts[at] ?? "");
};

test("[CHAT-07] [ADM-01] rules are added, worded, tried, shown, put in order, taken away, had back, and in force", async () => {
  await press("Widgets");
  await press("Kahvila Kuusi");
  await press("Add a rule");
  await page.getByRole("textbox", { name: "On pages" }).fill("https://shop.example/cart");
  await page.getByRole("textbox", { name: "After" }).fill("0.5");
  await page.keyboard.press("Tab");
  await press("Save");
  await page.getByText("A host and a path, without https://").waitFor();
  await page.getByText("From 1 to 3600.").waitFor();
  await page.getByText("It is missing in one of the widget’s languages (fi).").waitFor();
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect([colorScheme, await axeFindings(page)]).toEqual([colorScheme, []]);
  }
  await page.getByRole("textbox", { name: "On pages" }).fill("*/cart*");
  await page.getByRole("textbox", { name: "After" }).fill("20");
  await word(0, ["Jäikö jotain?", "Något kvar?", "Anything missing?"]);
  await press("Add a rule");
  await word(1, ["Voimmeko auttaa?", "Kan vi hjälpa?", "Can we help?"]);
  // By keyboard: what is pressed keeps its place in the order of the page.
  await page.getByRole("button", { name: "Remove: Anything missing?" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("“Anything missing?” was removed.").waitFor();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();

  await page.getByText("Try the rules").click();
  const outcome = page.getByRole("status").filter({ hasText: /comes/ });
  const address = page.getByRole("textbox", { name: "Address of a page" });
  await address.fill("shop.example/cart/2?step=3");
  await outcome.getByText("This one comes: Anything missing?").waitFor();
  await address.fill("shop.example/");
  await outcome.getByText("This one comes: Can we help?").waitFor();
  await page.getByText("An agent has room", { exact: true }).click();
  await outcome.getByText("None comes.").waitFor();
  await page.getByText("Also while nobody is there").last().click();
  await outcome.getByText("This one comes: Can we help?").waitFor();

  const preview = page.frameLocator("iframe[title=Preview]");
  await page.getByRole("button", { name: "Show in the preview" }).last().click();
  await preview.getByText("Can we help?").waitFor();
  await press("Move up: Can we help?");
  await page.getByRole("button", { name: "Show in the preview" }).last().click();
  await preview.getByText("Anything missing?").waitFor();
  await picture("admin-invitations");
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByText("Try the rules").scrollIntoViewIfNeeded();
  await picture("admin-invitations-360-dark");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await press("Save");
  await page.getByText("Saved.").waitFor();

  const answer = await fetch(`${server.shopOrigin}/api/widget/w_demo/session`, {
    method: "POST",
    headers: { origin: server.shopOrigin, "content-type": "application/json" },
    body: "{}",
  });
  const { widget } = (await answer.json()) as { widget: { proactive: readonly object[] } };
  expect(widget.proactive).toMatchObject([
    { texts: { en: "Can we help?" }, afterMs: 30_000, againAfterDays: 7, isForAbsence: true },
    { texts: { fi: "Jäikö jotain?" }, page: "*/cart*", afterMs: 20_000 },
  ]);
  expect(seat.faults).toEqual([]);
});

test("[CHAT-07] without any rule the widget invites nobody", async () => {
  for (const name of ["Can we help?", "Anything missing?"]) await press(`Remove: ${name}`);
  await press("Save");
  await page.getByText("Saved.").waitFor();
  expect(await page.getByText("Try the rules").count()).toBe(0);
  const answer = await fetch(`${server.shopOrigin}/api/widget/w_demo/session`, {
    method: "POST",
    headers: { origin: server.shopOrigin, "content-type": "application/json" },
    body: "{}",
  });
  expect(((await answer.json()) as { widget: object }).widget).not.toHaveProperty("proactive");
});
