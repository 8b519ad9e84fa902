/** Three consoles and one customer in real browsers: consult, monitor and join, transfer to a colleague (ROUTE-07). */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser, takeSeat, type Seat } from "../../testing/console-page.ts";
import { openCustomer, type Customer } from "../../testing/customer.ts";
import { startOwnServer, type OwnServer } from "../../testing/own-server.ts";

let server: OwnServer;
let browser: Browser;
let customer: Customer;
let aino: Seat;
let ville: Seat;
let saga: Seat;

const panelOf = ({ page }: Seat) => page.getByRole("region", { name: "Communication panel" });
const besideOf = (seat: Seat) => panelOf(seat).getByRole("group", { name: "In this conversation" });
const logOf = (seat: Seat) => panelOf(seat).getByRole("log");
const clean = async (seat: Seat) => expect(await axeFindings(seat.page)).toEqual([]);

/** Within the panel, also with all that stands before it. */
async function canReachSend(seat: Seat): Promise<void> {
  const [send, composer] = await Promise.all([
    panelOf(seat).getByRole("button", { name: "Send", exact: true }).boundingBox(),
    seat.page.locator(".composer").boundingBox(),
  ]);
  expect(send!.x + send!.width).toBeLessThanOrEqual(composer!.x + composer!.width);
}

async function moreCommand(page: Page, name: string): Promise<void> {
  await page
    .getByRole("region", { name: "Communication panel" })
    .getByRole("button", { name: "More commands" })
    .click();
  await page.getByRole("menuitem", { name }).click();
}

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
  aino = await takeSeat(browser, server.links.aino);
  await aino.page.getByRole("button", { name: /^Presence: Available/ }).waitFor();
  customer = await openCustomer(server.shopOrigin, "Liisa Virtanen");
  await aino.page
    .getByRole("alertdialog", { name: "New conversation" })
    .getByRole("button", { name: "Accept" })
    .click();
  await panelOf(aino).getByRole("textbox", { name: "Message" }).waitFor();
  [ville, saga] = await Promise.all([takeSeat(browser, server.links.ville), takeSeat(browser, server.links.saga)]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test("[ROUTE-07] a colleague is asked for advice, and both write aside; nothing of it reaches the customer", async () => {
  await moreCommand(aino.page, "Consult a colleague…");
  const dialog = aino.page.getByRole("dialog", { name: "Consult a colleague" });
  await dialog.getByRole("option", { name: /Ville/ }).click();
  await clean(aino);
  await dialog.getByRole("button", { name: "Ask" }).click();
  await besideOf(aino).getByText("Asking Ville…").waitFor();
  const asked = ville.page.getByRole("alertdialog", { name: "Aino asks for your advice" });
  await clean(ville);
  await asked.getByRole("button", { name: "Accept" }).click();
  await panelOf(ville).getByText("Aino asks for your advice. The customer does not see you.").waitFor();
  const aside = panelOf(ville).getByRole("textbox", { name: "To colleagues" });
  await aside.fill("Offer a refund");
  await aside.press("Enter");
  await logOf(aino).getByText("Offer a refund").waitFor();
  await panelOf(aino).getByRole("button", { name: "To colleagues" }).click();
  await panelOf(aino).getByRole("textbox", { name: "To colleagues" }).fill("Thank you");
  await aino.page.keyboard.press("Enter");
  await logOf(ville).getByText("Thank you").waitFor();
  await canReachSend(aino);
  await aino.page.setViewportSize({ width: 360, height: 740 });
  await canReachSend(aino);
  await aino.page.setViewportSize({ width: 1280, height: 800 });
  await clean(ville);
  await clean(aino);
});

test("[ROUTE-07] [SUP-01] a supervisor who opens a conversation monitors it and is seen to; joining shows the name to the customer", async () => {
  await saga.page.getByRole("button", { name: "Live view" }).click();
  await saga.page.getByRole("button", { name: "Open the conversation of Liisa Virtanen" }).click();
  await panelOf(saga).getByText("You monitor. Aino has this conversation and is told; the customer is not.").waitFor();
  await besideOf(aino).getByText("Monitors").waitFor();
  await clean(saga);
  await panelOf(saga).getByRole("button", { name: "Join", exact: true }).click();
  await panelOf(saga).getByRole("textbox", { name: "Message" }).fill("Hello, I am Saga");
  await saga.page.keyboard.press("Enter");
  const joined = await customer.hears(({ event }) => event.type === "participantJoined");
  expect(joined.event).toMatchObject({ name: "Saga", role: "join" });
  await customer.hears(({ event }) => event.type === "messagePosted" && event.text === "Hello, I am Saga");
  await panelOf(saga).getByRole("button", { name: "Only monitor" }).click();
  await saga.page.getByRole("button", { name: "Close the tab of Liisa Virtanen" }).click();
  await logOf(aino).getByText("Saga left the conversation").waitFor();
});

test("[ROUTE-07] declined, a transfer stays with its agent, who is told; the colleague who is consulted gets it at once", async () => {
  await moreCommand(aino.page, "Transfer to a colleague…");
  const dialog = aino.page.getByRole("dialog", { name: "Transfer Liisa Virtanen" });
  await dialog.getByRole("option", { name: /Saga/ }).click();
  await dialog.getByRole("textbox", { name: "Note to the next one" }).fill("Wants a refund");
  await clean(aino);
  await dialog.getByRole("button", { name: "Transfer" }).click();
  await besideOf(aino).getByText("Offered to Saga…").waitFor();
  const offer = saga.page.getByRole("alertdialog", { name: "Aino transfers a conversation to you" });
  await offer.getByText("Note: Wants a refund").waitFor();
  await clean(saga);
  await offer.getByRole("button", { name: "Decline" }).click();
  await aino.page.getByRole("status").getByText("Saga declined. The conversation stays with you.").waitFor();

  await moreCommand(aino.page, "Transfer to a colleague…");
  await dialog.getByRole("option", { name: /Ville/ }).click();
  await dialog.getByText("Ville is in the conversation and gets it at once.").waitFor();
  await dialog.getByRole("button", { name: "Transfer" }).click();
  await panelOf(ville).getByRole("button", { name: "End", exact: true }).waitFor();
  await customer.hears(({ event }) => event.type === "agentJoined" && event.name === "Ville");
  const heard = JSON.stringify(customer.heard());
  expect(heard).not.toMatch(/Offer a refund|Thank you|Wants a refund|monitor|consult/);
  for (const seat of [aino, ville, saga]) expect(seat.faults).toEqual([]);
});
