/** The live view in real browsers: the table by keyboard while rows come and go, and all that a supervisor does from a row (SUP-01). */
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser, takeSeat, type Seat } from "../testing/console-page.ts";
import { openCustomer, type Customer } from "../testing/customer.ts";
import { startOwnServer, type OwnServer } from "../testing/own-server.ts";

let server: OwnServer;
let browser: Browser;
let aino: Seat;
let saga: Seat;
let liisa: Customer;
const waiting: Customer[] = [];

const panelOf = ({ page }: Seat) => page.getByRole("region", { name: "Communication panel" });
const table = (): Locator => saga.page.getByRole("grid", { name: "Ongoing conversations" });
const clean = async (seat: Seat) => expect(await axeFindings(seat.page)).toEqual([]);
const focused = (): Promise<string | null> =>
  saga.page.evaluate(() => document.activeElement?.closest("[role=row]")?.getAttribute("aria-label") ?? null);
const focusedIndex = (): Promise<number> =>
  saga.page.evaluate(() => Number(document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex")));

async function fromMenu(name: string, command: string): Promise<void> {
  await saga.page.getByRole("button", { name: "Live view" }).click();
  // Only what is in sight is in the page.
  await saga.page.getByRole("searchbox").fill(name);
  await saga.page.getByRole("button", { name: `More for ${name}` }).click();
  await saga.page.getByRole("menuitem", { name: command }).click();
}

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
  aino = await takeSeat(browser, server.links.aino);
  await aino.page.getByRole("button", { name: /^Presence: Available/ }).waitFor();
  liisa = await openCustomer(server.shopOrigin, "Liisa Virtanen");
  await aino.page
    .getByRole("alertdialog", { name: "New conversation" })
    .getByRole("button", { name: "Accept" })
    .click();
  await panelOf(aino).getByRole("textbox", { name: "Message" }).waitFor();
  await aino.page.getByRole("button", { name: /^Presence: / }).click();
  await aino.page.getByRole("menuitemradio", { name: "Away" }).click();
  for (let n = 10; n < 80; n++) waiting.push(await openCustomer(server.shopOrigin, `Customer ${n}`));
  saga = await takeSeat(browser, server.links.saga);
  await saga.page.getByRole("button", { name: "Live view" }).click();
  await table().getByRole("row", { name: "Customer 10" }).waitFor();
}, 120_000);

afterAll(async () => {
  for (const customer of [liisa, ...waiting]) customer?.leave();
  await browser?.close();
  await server?.stop();
});

test("[SUP-01] the table is gone through by keyboard, counts its rows, and holds the focus while others come and go", async () => {
  const { page } = saga;
  expect(await table().getAttribute("aria-rowcount")).toBe("72");
  await table().getByRole("columnheader", { name: "Customer" }).getByRole("button").click();
  expect(await table().getByRole("columnheader", { name: "Customer" }).getAttribute("aria-sort")).toBe("ascending");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("Customer 10");
  await page.keyboard.press("End");
  expect([await focused(), await focusedIndex()]).toEqual(["Liisa Virtanen", 72]);
  await page.keyboard.press("PageUp");
  expect(await focusedIndex()).toBeLessThan(68);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  expect([await focused(), await focusedIndex()]).toEqual(["Customer 11", 3]);
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("gridcell");
  await page.keyboard.press("ArrowLeft");

  // Scrolled far away, the row with the focus is still there.
  await table().evaluate((grid) => void (grid.scrollTop = 900));
  expect(await focused()).toBe("Customer 11");
  waiting.push(await openCustomer(server.shopOrigin, "Customer 00"));
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-rowindex") === "4");
  expect(await focused()).toBe("Customer 11");
  await table().evaluate((grid) => void (grid.scrollTop = 0));
  await clean(saga);
  await waiting[1]!.command({ type: "endConversation" });
  await page.waitForFunction(
    () => document.activeElement?.closest("[role=row]")?.getAttribute("aria-label") === "Customer 12",
  );

  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "More for Customer 12" });
  const isAt = (text: string) => page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text);
  await isAt("Open");
  await page.keyboard.press("ArrowDown");
  await isAt("Assign…");
  await clean(saga);
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  expect(await focused()).toBe("Customer 12");
  await page.getByRole("row", { name: "Customer 12" }).click({ button: "right" });
  await menu.waitFor();
  await page.keyboard.press("Escape");
});

test("[SUP-01] [ROUTE-01] of a long queue in the inbox only what is in sight is drawn, and the last can be picked", async () => {
  const queue = aino.page.getByRole("region", { name: "Waiting in my queues" });
  const drawn = queue.getByRole("listitem");
  await drawn.first().waitFor();
  expect(await drawn.count()).toBeLessThan(40);
  expect(await drawn.first().getAttribute("aria-setsize")).toBe("70");
  await aino.page.locator(".list-body").evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await queue.getByRole("button", { name: /Customer 00/ }).waitFor();
  expect(await queue.getByText("Customer 10", { exact: true }).count()).toBe(0);
  await clean(aino);
});

test("[SUP-01] agents are searched and filtered", async () => {
  const { page } = saga;
  await page.getByRole("tab", { name: /^Agents/ }).click();
  await page.getByRole("searchbox", { name: "Search agent" }).fill("ain");
  await page.getByText("1 found").waitFor();
  await page.getByRole("row", { name: "Aino" }).waitFor();
  await page.getByRole("combobox", { name: "Status" }).selectOption("call");
  await page.getByText("Nothing fits the search and the filters.").waitFor();
  await clean(saga);
  await page.getByRole("tab", { name: /^Ongoing conversations/ }).click();
});

test("[SUP-01] [ROUTE-07] from a row's menu: monitor, join and leave the chat", async () => {
  await fromMenu("Liisa Virtanen", "Monitor the chat");
  await panelOf(saga).getByText("You monitor. Aino has this conversation and is told; the customer is not.").waitFor();
  await fromMenu("Liisa Virtanen", "Join the chat");
  await panelOf(saga).getByText("You have joined. The customer sees your name.").waitFor();
  await liisa.hears(({ event }) => event.type === "participantJoined" && event.role === "join");
  await fromMenu("Liisa Virtanen", "Leave the chat");
  await liisa.hears(({ event }) => event.type === "participantLeft");
  await panelOf(aino).getByRole("log").getByText("Saga left the conversation").waitFor();
  await table().waitFor();
});

test("[SUP-01] [ROUTE-04] [ROUTE-07] assign, transfer to a colleague and to a queue; a refusal is told over the dialog", async () => {
  const ville = await takeSeat(browser, server.links.ville);
  await ville.page.getByRole("button", { name: /^Presence: / }).click();
  await ville.page.getByRole("menuitemradio", { name: "Away" }).click();
  await fromMenu("Liisa Virtanen", "Transfer to a colleague…");
  const dialog = saga.page.getByRole("dialog");
  await dialog.getByRole("option", { name: /Ville/ }).click();
  expect(await dialog.getByRole("option", { name: /Aino/ }).count()).toBe(0);
  await clean(saga);
  await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
  const offer = ville.page.getByRole("alertdialog", { name: /transfers a conversation to you/ });
  await offer.getByRole("button", { name: "Accept" }).click();
  await liisa.hears(({ event }) => event.type === "agentJoined" && event.name === "Ville");

  await fromMenu("Customer 13", "Assign…");
  await dialog.getByRole("option", { name: /Ville/ }).click();
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();
  await waiting[3]!.hears(({ event }) => event.type === "agentJoined" && event.name === "Ville");

  await fromMenu("Customer 13", "Transfer to a queue…");
  await dialog.getByRole("option").first().click();
  await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
  await waiting[3]!.hears(({ event }) => event.type === "agentLeft");

  await fromMenu("Liisa Virtanen", "Transfer to a colleague…");
  await dialog.getByRole("option", { name: /Aino/ }).click();
  await liisa.command({ type: "endConversation" });
  await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
  const refusal = saga.page.locator(".toast-danger");
  await refusal.waitFor();
  const box = (await refusal.boundingBox())!;
  // What stands uppermost there is the refusal, not what the dialog lays over the page.
  expect(
    await saga.page.evaluate(
      ([x, y]) => document.elementFromPoint(x!, y!)?.closest(".toast") !== null,
      [box.x + 40, box.y + box.height / 2],
    ),
  ).toBe(true);
  await saga.page.keyboard.press("Escape");
  await fromMenu("Customer 14", "Force close…");
  await saga.page.getByRole("alertdialog").getByRole("button", { name: "Close the conversation" }).click();
  await waiting[4]!.hears(({ event }) => event.type === "conversationEnded" && event.because === "forceClosed");
  expect([...saga.faults, ...ville.faults, ...aino.faults]).toEqual([]);
});
