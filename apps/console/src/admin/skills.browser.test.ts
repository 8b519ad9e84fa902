/** Skills and own presences in the administration, in Chromium against a real server: what is set holds for agents (ROUTE-01, ROUTE-05). */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser, takeSeat } from "../testing/console-page.ts";
import { openCustomer } from "../testing/customer.ts";
import { startOwnServer, type OwnServer } from "../testing/own-server.ts";

let server: OwnServer;
let browser: Browser;
let page: Page;
let aino: Page;
let saga: Page;

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
  [page, aino, saga] = (await Promise.all(
    (["otso", "aino", "saga"] as const).map(async (name) => (await takeSeat(browser, server.links[name])).page),
  )) as [Page, Page, Page];
  await page.getByRole("button", { name: "Admin" }).click();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (name: string | RegExp, on = page) =>
  on
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .click();
const save = async () => {
  await press("Save");
  await page.getByText("Saved.").waitFor();
};
const picture = (of: Page, name: string) => of.screenshot({ path: `e2e/report/${name}.png` }).catch(() => undefined);
/** Both lights, wide and narrow. */
async function look(of: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await of.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await picture(of, `${name}-${colorScheme}`);
    expect([name, colorScheme, await axeFindings(of)]).toEqual([name, colorScheme, []]);
  }
  const before = of.viewportSize();
  await of.setViewportSize({ width: 360, height: 740 });
  expect(await of.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await picture(of, `${name}-360`);
  if (before) await of.setViewportSize(before);
}

test("[ROUTE-01] a skill is made, asked for and waited for; the supervisor is warned, and it comes to who is given it", async () => {
  await press("Skills");
  await press("New skill");
  await page.getByRole("textbox", { name: "Name" }).fill("Swedish");
  await save();
  await look(page, "admin-skill");
  await press("Workstreams");
  await press("Chat");
  await page.getByRole("checkbox", { name: "Swedish" }).check({ force: true });
  await page.getByText("Nobody in the queue has: Swedish.").waitFor();
  await page.getByText("After a while anybody in the queue will do").click();
  await page.getByText("After a while anybody in the queue will do").click();
  await look(page, "admin-workstream-skills");
  await save();

  const customer = await openCustomer(server.shopOrigin, "Kaisa");
  await aino.getByText("Needs: Swedish").waitFor();
  expect(await aino.getByRole("button", { name: /^Pick.*Kaisa|Kaisa.*pick/i }).isDisabled()).toBe(true);
  await look(aino, "inbox-skill");
  await saga.getByRole("button", { name: /^Live/ }).click();
  await saga.getByText("Needs: Swedish").first().waitFor();
  await look(saga, "live-skill");

  await press("People");
  await press("Aino");
  await page.getByRole("checkbox", { name: "Swedish" }).check({ force: true });
  await save();
  await aino
    .getByRole("button", { name: /^Accept/ })
    .first()
    .click();
  await customer.hears(({ event }) => event.type === "agentJoined");
  customer.leave();
}, 60_000);

test("[ROUTE-01] a widget's rule asks for a skill, and one that is asked for is not removed", async () => {
  await press("Widgets");
  await press("Kahvila Kuusi");
  await press("Add a skill rule");
  await press("Remove skill rule 1");
  await press("Add a skill rule");

  await look(page, "admin-widget-skills");
  await save();
  await press("Skills");
  await press("Swedish");
  await press("Remove…");
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await dialog.getByText(/still needed by: Chat, Kahvila Kuusi/).waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
}, 30_000);

test("[ROUTE-05] an own presence is made, chosen by keyboard, seen by the supervisor, removed and had back", async () => {
  await press("Presences");
  await press("New presence");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Lounas");
  await page.getByRole("textbox", { name: "Name in English" }).fill("Lunch");
  await look(page, "admin-presence");
  await save();
  await aino.getByRole("button", { name: /^Presence:/ }).focus();
  await aino.keyboard.press("Enter");
  await aino.getByRole("menuitemradio", { name: "Lunch" }).waitFor();
  await look(aino, "presence-menu");
  await aino.getByRole("menuitemradio", { name: "Lunch" }).focus();
  await aino.keyboard.press("Enter");
  await aino.getByRole("button", { name: /^Presence: Lunch/ }).waitFor();
  await saga.getByRole("button", { name: /^Live/ }).click();
  await saga.getByRole("tab", { name: /^Agents/ }).click();
  await saga.getByText("Lunch").first().waitFor();
  await press("Remove…");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await aino.getByRole("button", { name: /^Presence: Busy/ }).waitFor();
  await press("Undo");
  await aino.getByRole("button", { name: /^Presence: Lunch/ }).waitFor();
}, 60_000);

test("[ROUTE-07] the administrator says whether agents are told who monitors", async () => {
  await press("Workstreams");
  await press("Chat");
  await page.getByText("Agents are not told who monitors").click();
  await save();
  await press("Undo");
}, 20_000);
