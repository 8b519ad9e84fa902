/** The console in Chromium against a real server: the conversation path, calls as far as one browser shows them, axe on every screen. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, buildConsole, openBrowser, takeSeat, type Seat } from "./testing/console-page.ts";
import { openCustomer, type Customer } from "./testing/customer.ts";
import { startOwnServer, type OwnServer } from "./testing/own-server.ts";

let server: OwnServer;
let browser: Browser;

beforeAll(async () => {
  await buildConsole();
  [server, browser] = await Promise.all([startOwnServer(), openBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const panelOf = (page: Page) => page.getByRole("region", { name: "Communication panel" });
const offerOf = (page: Page) => page.getByRole("alertdialog", { name: "New conversation" });
const clean = async (seat: Seat) => expect(await axeFindings(seat.page)).toEqual([]);

describe("without a sign-in", () => {
  test("the page says what to do, and is clean", async () => {
    const seat = await takeSeat(browser, `${server.consoleOrigin}/console/`);
    await seat.page.getByRole("heading", { name: "Sign in to Rinnalla" }).waitFor();
    await clean(seat);
    await seat.page.context().close();
  });
});

describe("an agent", () => {
  let seat: Seat;
  let customer: Customer;

  beforeAll(async () => {
    seat = await takeSeat(browser, server.links.aino);
    await seat.page.getByRole("button", { name: /^Presence: Available/ }).waitFor();
  });

  test("[ROUTE-01] is offered a conversation without losing the focus, and gets its session tab by accepting", async () => {
    const { page } = seat;
    await clean(seat);
    await page.getByRole("button", { name: "Inbox" }).focus();
    customer = await openCustomer(server.shopOrigin, "Liisa Virtanen");
    await customer.say("Where is my order?");
    await offerOf(page).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Inbox");
    await offerOf(page)
      .getByText(/\d+ s left/)
      .waitFor();
    await clean(seat);
    await offerOf(page).getByRole("button", { name: "Accept" }).click();
    await page.getByRole("tab", { name: /Liisa Virtanen/ }).waitFor();
    await panelOf(page).getByText("Where is my order?").waitFor();
  });

  test("[CHAT-02] [CHAT-05] writes with Enter, breaks the line with Shift+Enter, sees read marks and typing, keeps notes among staff", async () => {
    const { page } = seat;
    const composer = panelOf(page).getByRole("textbox", { name: "Message" });
    await composer.fill("First line");
    await composer.press("Shift+Enter");
    await composer.pressSequentially("second line");
    await composer.press("Enter");
    const heard = await customer.hears(({ event }) => event.type === "messagePosted" && event.side === "agent");
    expect(heard.event.type === "messagePosted" && heard.event.text).toBe("First line\nsecond line");
    expect(await composer.inputValue()).toBe("");
    customer.mark(heard.seq, heard.seq);
    await panelOf(page).getByText("Read", { exact: true }).waitFor();
    customer.signal({ kind: "typing", isTyping: true });
    await panelOf(page).getByText("Liisa Virtanen is typing…").waitFor();
    await panelOf(page).getByRole("button", { name: "Internal note" }).click();
    await panelOf(page).getByRole("textbox", { name: "Internal note" }).fill("a secret among us");
    await page.keyboard.press("Enter");
    await panelOf(page).getByRole("log").getByText("a secret among us").waitFor();
    await panelOf(page).getByRole("button", { name: "Internal note" }).click();
    await composer.fill("after the note");
    await composer.press("Enter");
    await customer.hears(({ event }) => event.type === "messagePosted" && event.text === "after the note");
    expect(customer.heard().some(({ event }) => event.type === "messagePosted" && event.text.includes("secret"))).toBe(
      false,
    );
    await clean(seat);
  });

  test("[CHAT-05] attaches files and picks emoji by keyboard, in words, in light and dark", async () => {
    const { page } = seat;
    const panel = panelOf(page);
    await panel.locator("input[type=file]").setInputFiles([
      { name: "tarjous.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") },
      { name: "ohjelma.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\0\0") },
    ]);
    await panel.getByText("Files of this kind may not be sent here.").first().waitFor();
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      // Colours on their way from the one to the other are neither's.
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
      await clean(seat);
    }
    await panel.getByRole("button", { name: "Remove ohjelma.pdf" }).click();
    await panel.getByRole("button", { name: "Emoji" }).press("Enter");
    await page.getByRole("group", { name: "Emoji" }).getByRole("button").first().waitFor();
    await clean(seat);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    const composer = panel.getByRole("textbox", { name: "Message" });
    expect(await composer.inputValue()).toMatch(/^\p{Extended_Pictographic}/u);
    await composer.press("Enter");
    await customer.hears(({ event }) => event.type === "messagePosted" && event.attachment?.type === "application/pdf");
    await panel.getByRole("link", { name: /^Download tarjous.pdf/ }).waitFor();
    await clean(seat);
  });

  test("[CALL-02] [CALL-05] calls from More commands by keyboard, and sees the decline at once", async () => {
    const { page } = seat;
    await panelOf(page).getByRole("button", { name: "More commands" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Video call" }).waitFor();
    await page.getByRole("menuitem", { name: "Voice call" }).press("Enter");
    const control = page.getByRole("region", { name: "Call with Liisa Virtanen" });
    await control.getByText("Ringing…").waitFor();
    await page.getByText("No new conversations come while you are in a call.").waitFor();
    await control.getByRole("button", { name: "Mute", exact: true }).waitFor();
    await clean(seat);
    const started = await customer.hears(({ event }) => event.type === "callStarted");
    if (started.event.type === "callStarted")
      await customer.command({ type: "declineCall", callId: started.event.callId });
    await control.getByText("The customer declined").waitFor();
    await panelOf(page).getByRole("log").getByText("The customer declined").waitFor();
  });

  test("[CHAT-05] `/` brings the quick replies, by keyboard and by click, with both names put in", async () => {
    const { page } = seat;
    const composer = panelOf(page).getByRole("textbox", { name: "Message" });
    const list = panelOf(page).getByRole("listbox", { name: "Quick replies" });
    await composer.pressSequentially("Hi. /he");
    await list.getByRole("option", { name: /^\/hello/ }).waitFor();
    await page.waitForFunction(() => document.querySelector("[role=option][aria-selected=true]"));
    await clean(seat);
    await composer.press("Escape");
    expect(await list.count()).toBe(0);
    expect(await composer.inputValue()).toBe("Hi. /he");
    await composer.pressSequentially("l");
    await list.waitFor();
    await composer.press("Enter");
    const written = "Hi. Hello Liisa Virtanen! I am Aino. How can I help?";
    expect(await composer.inputValue()).toBe(written);
    await composer.pressSequentially(" https://a.example/hel 1/hel");
    expect(await list.count()).toBe(0);
    await composer.fill("");
    await composer.pressSequentially("/hej");
    await list.getByRole("option", { name: /^\/hej/ }).click();
    expect(await composer.inputValue()).toContain("Jag heter Aino");
    expect(await composer.evaluate((node) => node === document.activeElement)).toBe(true);
    await composer.fill("");
  });

  test("[VIS-01] [VIS-02] [VIS-04] makes a PIN, puts it in the chat, and sees each step of the consent", async () => {
    const { page } = seat;
    await panelOf(page).getByRole("button", { name: "Visual engagement" }).click();
    await page.getByRole("menuitem", { name: "Co-browse" }).click();
    await clean(seat);
    await page.getByRole("button", { name: "Create session" }).click();
    const pin = await page.getByTestId("pin").innerText();
    expect(pin).toMatch(/^\d{6}$/);
    await clean(seat);
    await page.getByRole("button", { name: "Put PIN in chat" }).click();
    await customer.hears(
      ({ event }) => event.type === "messagePosted" && event.kind === "pin" && event.text.includes(pin),
    );
    await customer.command({ type: "enterPin", pin, clientId: customer.clientId });
    await page
      .getByRole("listitem")
      .filter({ hasText: "Waiting for consent" })
      .and(page.locator("[aria-current=step]"))
      .waitFor();
    const visualId = customer.state()?.visual?.id;
    if (!visualId) throw new Error("no visual session");
    await customer.command({ type: "grantScope", visualId, scope: "view", clientId: customer.clientId });
    await page.getByRole("toolbar", { name: "Session tools" }).waitFor();
    expect(await page.getByRole("radio", { name: "Control" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Request control" }).click();
    await page.getByText("Control requested…").waitFor();
    await customer.command({ type: "refuseScope", visualId, scope: "control" });
    await page.getByText("Control refused").waitFor();
    await page.getByRole("button", { name: "Request control" }).click();
    await customer.hears(({ event, seq }) => event.type === "visualScopeAsked" && event.scope === "control" && seq > 0);
    await page.getByText("Control requested…").waitFor();
    await customer.command({ type: "grantScope", visualId, scope: "control", clientId: customer.clientId });
    await page.getByText("Control allowed").waitFor();
    expect(await page.getByRole("radio", { name: "Control" }).isChecked()).toBe(true);
    await customer.command({ type: "revokeScope", visualId, scope: "control" });
    await page.getByRole("radio", { name: "Look" }).and(page.locator("[aria-checked=true]")).waitFor();
    await clean(seat);
    await page.getByRole("button", { name: "End session" }).click();
    await page.getByText("Co-browse ended by Aino").first().waitFor();
  });

  test("[ROUTE-06] [CHAT-04] ends, sees the survey, closes, and the tab goes", async () => {
    const { page } = seat;
    await panelOf(page).getByRole("button", { name: "End", exact: true }).click();
    await panelOf(page)
      .getByText(/Closes by itself in/)
      .waitFor();
    await customer.command({ type: "answerSurvey", score: 4, comment: "Quick and kind" });
    await panelOf(page).getByText("Quick and kind").waitFor();
    await clean(seat);
    await panelOf(page).getByRole("button", { name: "Close", exact: true }).click();
    await page.getByText("Conversation closed").waitFor();
    expect(await page.getByRole("tab", { name: /Liisa/ }).count()).toBe(0);
    expect(seat.faults).toEqual([]);
    customer.leave();
  });
});

describe("a supervisor", () => {
  test("[SUP-01] [ROUTE-04] sees all in the live view and assigns to an agent, who is told by whom; in Finnish, dark, clean", async () => {
    const [saga, ville] = await Promise.all([
      takeSeat(browser, server.links.saga, { locale: "fi-FI", colorScheme: "dark" }),
      takeSeat(browser, server.links.ville),
    ]);
    await ville.page.getByRole("button", { name: /^Presence: / }).click();
    await ville.page.getByRole("menuitemradio", { name: "Away" }).click();
    const customer = await openCustomer(server.shopOrigin, "Matti Meikäläinen");
    await saga.page.getByRole("button", { name: "Livenäkymä" }).click();
    const row = saga.page.getByRole("row", { name: /Matti/ });
    await row.waitFor();
    await clean(saga);
    await row.getByRole("button", { name: /Osoita/ }).click();
    const dialog = saga.page.getByRole("dialog");
    await dialog.getByRole("option", { name: /Ville/ }).click();
    await dialog.getByText("Ville ei ole tavoitettavissa.").waitFor();
    await clean(saga);
    await dialog.getByRole("button", { name: "Osoita", exact: true }).click();
    await ville.page.getByText("Saga assigned you a conversation: Matti Meikäläinen").waitFor();
    await row.getByText("Ville").waitFor();
    await row.getByRole("button", { name: /Avaa/ }).click();
    await saga.page
      .getByText("Seuraat keskustelua. Sitä hoitaa Ville, jolle kerrotaan; asiakkaalle ei kerrota.")
      .waitFor();
    // To the colleagues beside, not to the customer.
    await saga.page.getByPlaceholder("Tämän näkevät vain keskustelussa olevat, ei asiakas").waitFor();
    expect(await saga.page.getByRole("textbox").count()).toBe(1);
    await clean(saga);

    await saga.page.getByRole("button", { name: "Livenäkymä" }).click();
    await saga.page.getByRole("tab", { name: /Asiakaspalvelijat/ }).click();
    await saga.page.getByRole("row", { name: "Ville" }).getByText("30 / 100").waitFor();
    await clean(saga);
    await saga.page.getByRole("tab", { name: /Jonot/ }).click();
    const queue = saga.page.getByRole("row", { name: "Asiakaspalvelu" });
    await queue.getByText("100 % 60 sekunnissa").waitFor();
    await queue.getByText(/^[12] \/ 0$/).waitFor();
    await clean(saga);
    await saga.page.getByRole("tab", { name: /Käynnissä olevat/ }).click();
    await saga.page.getByRole("combobox", { name: "Tila" }).selectOption("waiting");
    await saga.page.getByText("Mikään ei vastaa hakua ja suodattimia.").waitFor();
    await saga.page.getByRole("combobox", { name: "Tila" }).selectOption("");
    await saga.page.getByRole("searchbox").fill("ville");
    await row.waitFor();
    await saga.page.getByRole("searchbox").fill("");
    await row.getByRole("button", { name: /Lisää toimintoja/ }).click();
    await saga.page.getByRole("menuitem", { name: "Sulje pakolla…" }).click();
    const confirm = saga.page.getByRole("alertdialog", { name: "Suljetaanko keskustelu: Matti Meikäläinen?" });
    await confirm.waitFor();
    await clean(saga);
    await saga.page.keyboard.press("Escape");
    await confirm.waitFor({ state: "detached" });
    expect(await row.getByText("Ville").count()).toBe(1);
    await row.getByRole("button", { name: /Lisää toimintoja/ }).click();
    await saga.page.getByRole("menuitem", { name: "Sulje pakolla…" }).click();
    await confirm.getByRole("button", { name: "Sulje keskustelu" }).click();
    await row.waitFor({ state: "detached" });
    await customer.hears(({ event }) => event.type === "conversationEnded" && event.because === "forceClosed");
    expect([...saga.faults, ...ville.faults]).toEqual([]);
    customer.leave();
    await saga.page.context().close();
    await ville.page.context().close();
  });

  test("on a phone the list, the conversation and its app tabs are steps, and nothing is wider than 360 px", async () => {
    const customer = await openCustomer(server.shopOrigin, "Anna-Kaisa Vesterinen-Lindqvist");
    await customer.say(
      "https://kahvila.example/a-very-long-address-without-any-place-to-break-it-at-all/orders/KK-20418",
    );
    const seat = await takeSeat(browser, server.links.otso, {
      viewport: { width: 360, height: 740 },
      colorScheme: "dark",
    });
    const { page } = seat;
    const fits = async () =>
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole("heading", { name: "Inbox" }).waitFor();
    await fits();
    await page.getByRole("button", { name: "Live view" }).click();
    await page.getByRole("row", { name: /Anna-Kaisa/ }).waitFor();
    await fits();
    await clean(seat);
    await page.getByRole("button", { name: /Open the conversation of Anna-Kaisa/ }).click();
    await panelOf(page)
      .getByText(/KK-20418/)
      .waitFor();
    expect(await page.getByRole("heading", { name: "Inbox" }).isVisible()).toBe(false);
    await fits();
    await clean(seat);
    await panelOf(page).getByRole("button", { name: "Details" }).click();
    await page.getByRole("heading", { name: "What the customer can do" }).waitFor();
    expect(await panelOf(page).isVisible()).toBe(false);
    await fits();
    await page.getByRole("button", { name: "Chat", exact: true }).click();
    await panelOf(page).getByRole("button", { name: "Back to the list" }).click();
    await page.getByRole("heading", { name: "Inbox" }).waitFor();
    expect(seat.faults).toEqual([]);
    customer.leave();
    await page.context().close();
  });
});
