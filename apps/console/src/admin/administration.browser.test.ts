/** The administration in Chromium against a real server: what is set holds in the widget, and nothing typed is lost. */
import { readFileSync } from "node:fs";
import type { SettingsFile } from "@rinnalla/protocol";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  await page.getByRole("heading", { name: "Administration" }).waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const save = () => page.getByRole("button", { name: "Save", exact: true });
const choose = async (field: RegExp, choice: string) => {
  await page.getByRole("button", { name: field }).click();
  await page.getByRole("option", { name: choice }).click();
};
const shownWidget = async (): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${server.shopOrigin}/api/widget/w_demo/session`, {
    method: "POST",
    headers: { origin: server.shopOrigin, "content-type": "application/json" },
    body: "{}",
  });
  return ((await answer.json()) as { widget: Record<string, unknown> }).widget;
};

describe("the administration", () => {
  test("[CALL-01] [CALL-05] the administrator says which calls a widget allows and how long they ring", async () => {
    await page.getByRole("button", { name: "Kahvila Kuusi" }).click();
    await choose(/^Voice and video/, "Voice only");
    const ring = page.getByRole("textbox", { name: "Rings for" });
    await ring.fill("3");
    await ring.press("Tab");
    await page.getByText("From 10 to 120.").waitFor();
    await save().click();
    await page.getByText("Some fields need another look.").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    expect(await axeFindings(page)).toEqual([]);
    await ring.fill("20");
    await ring.press("Tab");
    await save().click();
    await page.getByText("Saved.").waitFor();
    expect(await shownWidget()).toMatchObject({ calls: "voice", ringMs: 20_000 });
  });

  test("[ADM-01] a save is taken back with one click", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: /^Voice and video/ }).waitFor();
    expect(await shownWidget()).toMatchObject({ calls: "voiceAndVideo" });
  });

  test("[ADM-01] what is typed and not saved is there after a look elsewhere, and can be discarded", async () => {
    const name = page.getByRole("textbox", { name: "Organisation" });
    await name.fill("Kahvila Seitsemän");
    await page.getByRole("button", { name: "Inbox" }).click();
    await page.getByRole("button", { name: "Admin" }).click();
    await page.getByText("Not saved").first().waitFor();
    expect(await name.inputValue()).toBe("Kahvila Seitsemän");
    await page.getByRole("button", { name: "Discard changes" }).click();
    expect(await name.inputValue()).toBe("Kahvila Kuusi");
  });

  test("[ADM-01] two administrators at once: the second is told, and decides", async () => {
    const organisation = page.getByRole("textbox", { name: "Organisation" });
    await organisation.fill("Mine");
    // Somebody else, in another tab.
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("textbox", { name: "Organisation" }).fill("Theirs");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await other.getByText("Saved.").waitFor();
    await other.close();
    await save().click();
    await page.getByText("Somebody else has saved this meanwhile.", { exact: false }).waitFor();
    expect(await shownWidget()).toMatchObject({ organisation: "Theirs" });
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await shownWidget()).toMatchObject({ organisation: "Mine" });
  });

  test("[VIS-01] [VIS-10] a provider is added, tried with clear results, and chosen for a widget", async () => {
    await page.getByRole("button", { name: "Providers" }).click();
    await page.getByRole("button", { name: "Katse" }).click();
    const address = page.getByRole("textbox", { name: "Address", exact: true });
    const template = await address.inputValue();
    await page.getByRole("button", { name: "New provider" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Peili");
    for (const [wrong, words] of [
      ["javascript:alert(1)", /Write a whole address/],
      [`${server.consoleOrigin}/x`, /the console’s own address/],
      ["https://{kind}.example/", /only after the host/],
      ["https://agent.example/{token}", /no placeholder \{token\}/],
    ] as const) {
      await address.fill(wrong);
      await page.getByText("The manifest is not sound yet:").getByText(words).waitFor();
    }
    await address.fill(template);
    await page
      .getByText("For example:")
      .getByText(/kind=cobrowse&locale=fi/)
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText(/answers \(status 200\)/).waitFor();
    await page.getByText("It may stand in the app tab.").waitFor();
    await address.fill(`${server.consoleOrigin.replace("localhost", "127.0.0.1")}/console/`);
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText(/does not let itself be framed \(content-security-policy: frame-ancestors 'none'\)/).waitFor();
    await address.fill("http://127.0.0.1:1/");
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText(/does not answer/).waitFor();
    await address.fill(template);
    await save().click();
    await page.getByText("Saved.").waitFor();

    await page.getByText("Its server, signed").click();
    await save().click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("button", { name: "Show the secret" }).click();
    const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
    expect(secret).toMatch(/^[\w-]{43}$/);
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText(/No callback has come/).waitFor();
    const callback = await page.getByRole("textbox", { name: "Callback address" }).inputValue();
    const headers = { "rinnalla-timestamp": "1", "rinnalla-signature": "v1=00", "content-type": "application/json" };
    expect((await fetch(callback, { method: "POST", headers, body: "{}" })).status).toBe(403);
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByText(/with a wrong signature/).waitFor();

    await page.getByRole("button", { name: "Widgets" }).click();
    await page.getByRole("button", { name: "Kahvila Kuusi" }).click();
    const before = await shownWidget();
    await choose(/Co-browse$/, "Peili");
    await choose(/Screen sharing$/, "Off");
    await save().click();
    await page.getByText("Saved.").waitFor();
    expect(await shownWidget()).toMatchObject({ cobrowse: expect.not.stringMatching("builtin"), screenShare: null });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(shownWidget).toEqual(before);
  });

  test("[ADM-02] a new person gets a link, and signs in with it", async () => {
    await page.getByRole("button", { name: "People" }).click();
    await page.getByRole("button", { name: "New person" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Kaisa");
    await page.getByRole("textbox", { name: "E-mail" }).fill("aino@demo.invalid");
    await save().click();
    await page.getByText("Another one has this already.").waitFor();
    await page.getByRole("textbox", { name: "E-mail" }).fill("kaisa@demo.invalid");
    await save().click();
    await page.getByRole("button", { name: "Make a sign-in link" }).click();
    const link = await page.getByRole("textbox", { name: "Sign-in link" }).inputValue();
    const kaisa = await takeSeat(browser, link);
    await kaisa.page.getByRole("button", { name: /^Presence: Available/ }).waitFor();
    await kaisa.page.context().close();
  });

  test("[ADM-01] a removal is asked about, refused where others need it, and taken back", async () => {
    await page.getByRole("button", { name: "Queues" }).click();
    await page.getByRole("button", { name: "Asiakaspalvelu" }).click();
    await page.getByRole("button", { name: "Remove…" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Remove “Asiakaspalvelu”?" });
    await dialog.getByRole("button", { name: "Remove" }).click();
    await dialog.getByText("It is still needed by: Chat.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "People" }).click();
    await page.getByRole("button", { name: "Kaisa" }).click();
    await page.getByRole("button", { name: "Remove…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("“Kaisa” was removed.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.getByRole("textbox", { name: "E-mail" }).inputValue()).toBe("kaisa@demo.invalid");
  });

  test("[ADM-01] what the environment sets is shown, and what it lacks", async () => {
    await page.getByText("The server", { exact: true }).click();
    await page.getByText("not set: no transcripts are sent").waitFor();
    await page.getByText("built in (SQLite)").waitFor();
    expect(await page.getByRole("button", { name: "Send me a test letter" }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByText("The server", { exact: true }).click();
  });

  test("[ADM-01] the settings go out in a file, and come in after a look at what that would do", async () => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export" }).click();
    const file = JSON.parse(readFileSync(await (await downloading).path(), "utf8")) as SettingsFile;
    const choose = async (value: object) => {
      const choosing = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Import…" }).click();
      const buffer = Buffer.from(JSON.stringify(value));
      await (await choosing).setFiles({ name: "settings.json", mimeType: "application/json", buffer });
    };
    const dialog = page.getByRole("dialog", { name: "Import settings" });
    await choose({});
    await dialog.getByText("This is no file of Rinnalla’s settings.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    const [queue] = file.queue;
    await choose({ ...file, queue: [{ ...queue, name: "Neuvonta" }] });
    await dialog.getByText("New: 0. Changed: 1. Nothing is removed.").waitFor();
    const row = dialog.getByRole("list", { name: "What would change" }).getByRole("listitem");
    expect(await row.locator("dl").innerText()).toMatch(new RegExp(`name\\s+${queue!.name}\\s+Neuvonta`));
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Import" }).click();
    await page.getByRole("button", { name: "Queues" }).click();
    await page.getByRole("button", { name: "Neuvonta" }).waitFor();
    await page.getByText("The file was imported.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("The import was taken back.").waitFor();
    await page.getByRole("button", { name: queue!.name, exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Neuvonta" }).count()).toBe(0);
  });

  test("[CHAT-06] a masking rule is tried before it is saved, and its tests are kept with it", async () => {
    await page.getByRole("button", { name: "Masking" }).click();
    await page.getByRole("button", { name: "New rule" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Case numbers");
    await page.getByRole("button", { name: /^Payment card numbers/ }).click();
    await page.getByRole("option", { name: "A regular expression" }).click();
    await page.getByRole("textbox", { name: "Regular expression" }).fill("(?=x)");
    await save().click();
    await page.getByText("This is not a regular expression that can be used here.", { exact: false }).waitFor();
    await page.getByRole("textbox", { name: "Regular expression" }).fill("[A-Z]{2}-\\d{4}");
    await page.getByRole("textbox", { name: "Try a text" }).fill("Case AB-1234, please");
    await page.getByText("Case **-****, please").waitFor();
    await page.getByRole("button", { name: "Keep as a test" }).click();
    await page.getByText("Case AB-1234, please → Case **-****, please").waitFor();
    await save().click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("textbox", { name: "Regular expression" }).fill("[A-Z]{3}-\\d{4}");
    await save().click();
    await page.getByText("A test does not come out as it should: “Case AB-1234, please”.").waitFor();
    await page.getByText("Comes out now as: Case AB-1234, please").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Discard changes" }).click();
  });

  test("[ADM-01] [CHAT-10] the preview shows what is not saved yet and reaches nobody; an own text holds in the widget until it is reset", async () => {
    await page.goto(`${server.consoleOrigin}/console/#/admin/widget/w_demo`);
    const frame = page.locator("iframe[title=Preview]");
    const preview = page.frameLocator("iframe[title=Preview]");
    await preview.getByText("Hello! How can we help?").waitFor();
    expect(await frame.getAttribute("sandbox")).toBe("allow-scripts");
    const policy = (await fetch(`${server.consoleOrigin}/preview/`)).headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("connect-src");
    await page.getByRole("textbox", { name: "Organisation" }).fill("Kahvila Kuusikko");
    await preview.getByText("Kahvila Kuusikko").waitFor();
    await page.getByRole("button", { name: /^Change texts/ }).click();
    await page.getByRole("textbox", { name: "Search the texts" }).fill("how can we help");
    const greeting = page.getByRole("textbox", { name: "Hello! How can we help?" });
    await greeting.fill(" ");
    await save().click();
    await page.getByText("Some fields need another look.").waitFor();
    await greeting.fill("Welcome to the café!");
    await preview.getByText("Welcome to the café!").waitFor();
    await page.getByRole("combobox", { name: "Languages" }).selectOption("fi");
    await preview.getByText("Hei! Miten voimme auttaa?").waitFor();
    await page.getByRole("combobox", { name: "What is shown" }).selectOption("conversation");
    await preview.getByText("Se on jo matkalla.", { exact: false }).waitFor();
    await preview.getByRole("textbox").fill("Kiitos!");
    await preview.getByRole("textbox").press("Enter");
    await preview.getByText("Kiitos!").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Organisation" }).fill("Kahvila Kuusi");
    await save().click();
    await page.getByText("Saved.").waitFor();
    expect(await shownWidget()).toMatchObject({ texts: { en: { greeting: "Welcome to the café!" } } });
    const customer = await browser.newPage({ locale: "en-US" });
    await customer.goto(`${server.shopOrigin}/shop/?lang=en`);
    await customer.getByRole("button", { name: "Open chat" }).click();
    await customer.getByText("Welcome to the café!").waitFor();
    await customer.close();
    await page.getByRole("button", { name: "Reset to “Hello! How can we help?”" }).click();
    await save().click();
    await page.getByText("Saved.").waitFor();
    expect(await shownWidget()).not.toHaveProperty("texts");
    // Its draft alone knew of it: nobody was opened a conversation.
    await page.getByRole("button", { name: "Live view" }).click();
    await page.getByText("No ongoing conversations.").waitFor();
  });

  test("[ADM-01] each form is clean, also on a phone in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 740 });
    for (const place of [
      "widget/w_demo",
      "workstream/ws_chat",
      "queue/q_service",
      "agent/a_aino",
      "masking/m_card",
      "quickReply/qr_hei",
      "queue",
    ]) {
      await page.goto(`${server.consoleOrigin}/console/#/admin/${place}`);
      await page.getByRole("button", { name: place === "queue" ? "New queue" : "Back to the list" }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    // The refusals above, which the browser notes as well.
    expect(seat.faults.filter((fault) => !/ 4(09|22|00) /.test(fault))).toEqual([]);
  });

  test("[ADM-02] an agent has no such page", async () => {
    const aino = await takeSeat(browser, server.links.aino);
    await aino.page.goto(`${server.consoleOrigin}/console/#/admin/widget/w_demo`);
    await aino.page.getByRole("heading", { name: "My conversations" }).waitFor();
    expect(await aino.page.getByRole("button", { name: "Admin" }).count()).toBe(0);
    await aino.page.context().close();
  });
});
