/** Hours, form, message while closed and survey in the administration, in Chromium against a real server (CHAT-04). */
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

const press = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" }).click();
const save = async () => {
  await press("Save");
  await page.getByText("Saved.").waitFor();
};
async function isAccessible(where: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect([where, colorScheme, await axeFindings(page)]).toEqual([where, colorScheme, []]);
  }
}
const picture = (name: string) => page.screenshot({ path: `e2e/report/${name}.png` }).catch(() => undefined);

test("[CHAT-04] weekly hours, a holiday and what they mean now; a queue has them, and the widget's page hears it", async () => {
  await press("Operating hours");
  await press("New operating hours");
  await page.getByRole("textbox", { name: "Name" }).fill("Weekdays");
  const zone = page.getByRole("combobox", { name: /Time zone/ });
  await zone.fill("Europe/Helsingfors");
  await press("Save");
  await page.getByText("There is no such time zone.").waitFor();
  await zone.fill("Europe/Helsinki");
  await page.getByText(/Open now\. Closes|Closed now\. Opens/).waitFor();
  await page.getByLabel("Monday, 1: from").fill("22:00");
  await page.getByLabel("Monday, 1: to").fill("02:00");
  await page.getByText("next day", { exact: true }).waitFor();
  await press("Add hours: Tuesday");
  await page.getByLabel("Tuesday, 1: from").fill("01:00");
  await page.getByText("These hours overlap").waitFor();
  await isAccessible("hours, wrong");
  await press("Monday’s hours for Tuesday to Friday");
  await press("Add a day");
  await page.getByLabel("Day", { exact: true }).fill("2026-12-24");
  await page.getByRole("textbox", { name: "What day it is" }).fill("Christmas Eve");
  await isAccessible("hours");
  await picture("admin-hours");
  await page.setViewportSize({ width: 360, height: 740 });
  await picture("admin-hours-360");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.setViewportSize({ width: 1280, height: 800 });
  // Never open: so that it is closed whenever this runs.
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]) await press(`Remove: ${day}, 1`);
  await page.getByText("Closed now. Does not open at all.").waitFor();
  await save();
  await press("Queues");
  await press("Asiakaspalvelu");
  await press(/^As the workstream has them/);
  await page.getByRole("option", { name: "Weekdays" }).click();
  await save();
  await press("Operating hours");
  await press("Weekdays");
  await press("Remove…");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("It is still needed by: Asiakaspalvelu.").waitFor();
  await press("Cancel");
});

test("[CHAT-04] questions are added, worded in each language, put in order, taken away and had back", async () => {
  await press("Widgets");
  await press("Kahvila Kuusi");
  const add = page.getByRole("group", { name: "Add to the form" });
  await add.getByRole("button", { name: "Short text" }).click();
  await add.getByRole("button", { name: "Consent" }).click();
  await press("Save");
  await page.getByText("It is missing in one of the widget’s languages (fi).").first().waitFor();
  await isAccessible("form, wrong");
  for (const [language, name, terms] of [
    ["Finnish", "Nimi", "Hyväksyn"],
    ["Swedish", "Namn", "Jag godkänner"],
    ["English", "Name", "I agree"],
  ] as const) {
    await page.getByRole("textbox", { name: `Question (${language})` }).fill(name);
    await page.getByRole("textbox", { name: `What is agreed to (${language})` }).fill(terms);
  }
  // The form as customers will see it, before anything is saved.
  await page.frameLocator("iframe[title=Preview]").getByText("I agree").waitFor();
  await press("Move down: Name");
  await press("Remove: Name");
  await page.getByText("“Name” was removed.").waitFor();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await page.getByText("The customer can leave a message").click();
  await page.getByText("In our own words").click();
  for (const language of ["Finnish", "Swedish"])
    await page
      .getByRole("textbox", { name: `Question (${language})` })
      .last()
      .fill("?");
  await page.getByRole("textbox", { name: "Question (English)" }).last().fill("Did it help?");
  await isAccessible("form");
  await picture("admin-form");
  await save();
  const answer = await fetch(`${server.shopOrigin}/api/widget/w_demo/session`, {
    method: "POST",
    headers: { origin: server.shopOrigin, "content-type": "application/json" },
    body: "{}",
  });
  const { widget } = (await answer.json()) as { widget: Record<string, unknown> };
  expect(widget).toMatchObject({
    form: [
      { kind: "consent", labels: { en: "I agree" }, isRequired: true },
      { kind: "text", labels: { fi: "Nimi" }, isRequired: false },
    ],
    offlineMessage: { name: "optional", email: "required" },
    survey: { isOn: true, question: { en: "Did it help?" } },
  });
  // Of all that was asked, the removal of hours that are needed alone was refused.
  expect(seat.faults.filter((fault) => !/status of 422/.test(fault))).toEqual([]);
});
