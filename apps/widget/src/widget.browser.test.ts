/** The widget in the demo shop, under its strict policy, against the real server. The agent's end speaks over the wire. */
import AxeBuilder from "@axe-core/playwright";
import { newId, type CallId, type MessageId, type VisualId } from "@rinnalla/protocol";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { TestAgent } from "./testing/agent.ts";
import { openBrowser } from "./testing/browser.ts";
import { startTestServer, type TestServer } from "./testing/server.ts";

let browser: Browser;
let server: TestServer;
let page: Page;
let complaints: string[] = [];
let agent: TestAgent | null = null;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  server = await startTestServer();
  complaints = [];
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en",
    reducedMotion: "reduce",
  });
  context.on("page", (opened) => opened.on("pageerror", (error) => complaints.push(error.message)));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(message.text());
  });
  page = await context.newPage();
});
afterEach(async () => {
  agent?.connection.close();
  agent = null;
  await page.context().close();
  await server.close();
  expect(complaints).toEqual([]);
});

const button = (name: string, on = page) => on.getByRole("button", { name, exact: true });

/** A conversation with Aino, begun from the start screen. */
async function begin(text = "Is the dark roast in stock?"): Promise<TestAgent> {
  const aino = (agent = await TestAgent.signIn(server.agents.aino));
  await page.goto(server.shop);
  await button("Open chat").click();
  await page.getByLabel("Your message").fill(text);
  await page.keyboard.press("Enter");
  await page.getByText("Aino joined the conversation").waitFor();
  await expect.poll(() => aino.texts).toContain(text);
  return aino;
}

async function hasNoAxeViolations(where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include("rinnalla-widget").analyze();
  expect(
    violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map((node) => node.html.slice(0, 120)).join(" ")}`),
  ).toEqual([]);
}

test("[CHAT-01] one async tag under a strict policy: no layout shift, nothing of the page's style inside", async () => {
  await page.addInitScript(() => {
    const shifts = ((window as unknown as { shifts: number[] }).shifts = []) as number[];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(server.shop);
  const before = await page.evaluate(() => document.documentElement.scrollHeight);
  await button("Open chat").waitFor();
  expect(
    await page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0),
    ),
  ).toBe(0);
  await page.evaluate(() =>
    document.styleSheets[0]?.insertRule(
      "body *, rinnalla-widget { display: none !important; transform: scale(0) !important }",
      0,
    ),
  );
  expect(await button("Open chat").isVisible()).toBe(true);
  await page.evaluate(() => document.styleSheets[0]?.deleteRule(0));
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before);
});

test("[CHAT-02] [CHAT-03] messages, marks and typing; reload and navigation keep the conversation, the panel and the draft", async () => {
  const aino = await begin();
  await aino.say("It is. Shall I put one aside?");
  await page.getByText("It is. Shall I put one aside?").waitFor();
  aino.read();
  await page.getByText("Read", { exact: true }).waitFor();
  aino.signal({ kind: "typing", isTyping: true });
  await page.getByText("Aino is writing…").waitFor();
  await page.getByLabel("Your message").fill("half a sen");
  await page.reload();
  await page.getByText("It is. Shall I put one aside?").waitFor();
  expect(await page.getByLabel("Your message").inputValue()).toBe("half a sen");
  await page.getByRole("link", { name: "Cart" }).click();
  await page.getByText("It is. Shall I put one aside?").waitFor();
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("body");
  await page.getByLabel("Your message").fill("Yes,");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("please");
  await page.keyboard.press("Enter");
  await expect.poll(() => aino.texts.at(-1)).toBe("Yes,\nplease");
});

test("[CHAT-03] a second tab shares the conversation, and what one tab has read is read in the other", async () => {
  const aino = await begin();
  const second = await page.context().newPage();
  await second.goto(server.shop);
  await second.getByText("Aino joined the conversation").waitFor();
  await second.getByLabel("Your message").fill("from the second tab");
  await second.keyboard.press("Enter");
  await page.getByText("from the second tab").waitFor();
  await button("Minimise chat").click();
  await page.evaluate(() =>
    document.addEventListener("rinnalla:message", () => (document.title = "heard"), { once: true }),
  );
  await aino.say("seen there");
  await second.getByText("seen there").waitFor();
  await page.waitForFunction(() => document.title === "heard");
  await button("Open chat").waitFor();
});

test("[CHAT-10] minimised, an unread message shows on the launcher and is told", async () => {
  const aino = await begin();
  await button("Minimise chat").click();
  await aino.say("Still there?");
  await button("Open chat, 1 unread message").click();
  await page.getByText("Still there?").waitFor();
  await expect.poll(() => aino.connection.status).toBe("online");
});

test("[CHAT-02] what is written without a connection is kept, and sent once when it is back", async () => {
  const aino = await begin();
  await server.kill();
  await page.getByText("No connection.", { exact: false }).waitFor();
  await page.getByLabel("Your message").fill("written in the dark");
  await page.keyboard.press("Enter");
  await page.getByText("Sending").waitFor();
  await server.start();
  await expect
    .poll(() => aino.texts.filter((text) => text === "written in the dark").length, { timeout: 20_000 })
    .toBe(1);
  await expect.poll(() => page.getByText("Sending").count()).toBe(0);
});

test("[CALL-04] the ring offers three answers; Enter and Escape in the composer answer nothing; decline is told at once", async () => {
  const aino = await begin();
  const callId = newId<CallId>();
  await page.getByLabel("Your message").focus();
  await aino.command({ type: "startCall", callId, mode: "video", clientId: aino.clientId });
  const ring = page.getByRole("alertdialog", { name: "Aino is calling you with video" });
  await ring.waitFor();
  expect(await ring.getByRole("button").allTextContents()).toEqual([
    "Accept with audio",
    "Accept with video",
    "Decline",
  ]);
  await hasNoAxeViolations("ring");
  await page.keyboard.type("hello");
  await page.keyboard.press("Enter");
  await expect.poll(() => aino.texts.at(-1)).toBe("hello");
  await page.keyboard.press("Escape");
  await button("Open chat").click();
  expect(aino.state?.call?.phase).toBe("ringing");
  await ring.getByRole("button", { name: "Decline" }).click();
  await expect.poll(() => aino.state?.call?.end?.reason).toBe("declined");
  await page.getByText("Video call: you declined").waitFor();
});

test("[CALL-04] [CALL-08] accepted with video; the devices open only then, and again by themselves after a reload", async () => {
  await page.addInitScript(() => {
    const asked = ((window as unknown as { asked: unknown[] }).asked = []) as unknown[];
    const media = navigator.mediaDevices;
    const open = media.getUserMedia.bind(media);
    media.getUserMedia = (wanted) => (asked.push(wanted), open(wanted));
  });
  const asked = (): Promise<number> => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked.length);
  const aino = await begin();
  await aino.command({ type: "startCall", callId: newId<CallId>(), mode: "voice", clientId: aino.clientId });
  await page.getByRole("alertdialog").waitFor();
  expect(await asked()).toBe(0);
  await button("Accept with video").click();
  await page.getByLabel("Your video").waitFor();
  await expect.poll(() => aino.state?.call?.answer).toBe("video");
  const first = aino.state?.call?.clients.customer;
  await button("Mute").click();
  await page.reload();
  await page.getByLabel("Your video").waitFor();
  await button("Unmute").waitFor();
  await expect.poll(() => aino.state?.call?.clients.customer !== first && !aino.state?.call?.lost.customer).toBe(true);
  expect(await page.getByRole("alertdialog").count()).toBe(0);
  await hasNoAxeViolations("call");
  await button("End call").click();
  await expect.poll(() => aino.state?.call?.end).toMatchObject({ reason: "hungUp", side: "customer" });
});

test("[VIS-02] [VIS-04] [VIS-07] PIN, consent, bar, control asked apart, a page load, pause and stop", async () => {
  const aino = await begin();
  const visualId = newId<VisualId>();
  await aino.command({ type: "inviteVisual", visualId, kind: "cobrowse", clientId: aino.clientId });
  await page.getByLabel("Six-digit PIN from Aino").waitFor();
  await hasNoAxeViolations("pin");
  await aino.command({ type: "sharePin", visualId, messageId: newId<MessageId>() });
  await page.getByRole("button", { name: /^Use \d{6}$/ }).click();
  await page.getByText("Let Aino of Kahvila Kuusi see this page?").waitFor();
  await hasNoAxeViolations("consent");
  await button("Allow").click();
  await expect.poll(() => aino.state?.visual?.phase).toBe("live");
  let bytes = 0;
  aino.connection.joinChannel(aino.state!.id, visualId, {
    onOpen: () => undefined,
    onPayload: (payload) => void (bytes += payload.byteLength),
    onClosed: () => undefined,
  });
  await expect.poll(() => bytes).toBeGreaterThan(100);
  await page.getByText("Aino sees this page", { exact: true }).waitFor();
  await aino.command({ type: "askScope", visualId, scope: "control" });
  await page.getByText("Let Aino act on this page?").waitFor();
  expect(aino.state?.visual?.scopes.control).toBe("asked");
  await button("Allow").click();
  await button("Stop control").waitFor();
  const seen = bytes;
  await page.getByRole("link", { name: "Cart" }).click();
  await expect.poll(() => bytes).toBeGreaterThan(seen);
  await page.getByText("Aino sees this page and can act on it").waitFor();
  await hasNoAxeViolations("bar");
  await button("Stop control").click();
  await expect.poll(() => aino.state?.visual?.scopes).toEqual({ view: "granted", control: "none" });
  await button("Pause").click();
  await expect.poll(() => aino.state?.visual?.isPaused).toBe(true);
  await button("Stop").click();
  await expect.poll(() => aino.state?.visual?.end).toMatchObject({ reason: "customerEnded" });
  expect(await page.getByText("Aino sees this page").count()).toBe(0);
});

test("[CHAT-04] the end: asked first, then the survey and another conversation", async () => {
  const aino = await begin();
  await button("End conversation").click();
  await button("End").click();
  await page.getByText("You ended the conversation").waitFor();
  await page.getByRole("radio", { name: "4, good" }).check({ force: true });
  await page.getByLabel("Would you like to tell more? (optional)").fill("Quick");
  await hasNoAxeViolations("survey");
  await button("Send").click();
  await page.getByText("Thank you for your answer!").waitFor();
  await expect
    .poll(() => aino.events.at(-1)?.event)
    .toMatchObject({ type: "surveyAnswered", score: 4, comment: "Quick" });
  await button("Start a new conversation").click();
  await page.getByText("Hello! How can we help?").waitFor();
  await hasNoAxeViolations("start");
});

test("[CHAT-09] the API waits for the chat, and events of a conversation reach the page", async () => {
  await page.addInitScript(() => {
    const heard = ((window as unknown as { heard: string[] }).heard = []) as string[];
    for (const name of ["ready", "queued", "assigned", "message", "minimise", "close"])
      document.addEventListener(`rinnalla:${name}`, () => heard.push(name));
  });
  agent = await TestAgent.signIn(server.agents.aino);
  await page.goto(server.shop);
  await page.waitForFunction(() => window.Rinnalla !== undefined);
  await page.evaluate(() => window.Rinnalla?.start({ name: "Maija", message: "From the page" }));
  await page.getByText("Aino joined the conversation").waitFor();
  await page.evaluate(() => window.Rinnalla?.minimise());
  await page.evaluate(() => window.Rinnalla?.close());
  await expect.poll(() => agent?.state?.ended).toBe("customerEnded");
  await expect
    .poll(() => page.evaluate(() => [...new Set((window as unknown as { heard: string[] }).heard)].toSorted()))
    .toEqual(["assigned", "close", "message", "minimise", "queued", "ready"]);
});

test("[CHAT-05] files and emoji by keyboard, in words, in light and dark, and on a small screen", async () => {
  const aino = await begin();
  await button("Attach files").waitFor();
  await page.locator("rinnalla-widget input[type=file]").setInputFiles([
    { name: "laskelma.txt", mimeType: "text/plain", buffer: Buffer.from("3 + 4") },
    { name: "sivu.txt", mimeType: "text/plain", buffer: Buffer.from("<html>") },
  ]);
  await page.getByText("Files of this kind cannot be sent here.").first().waitFor();
  await button("Emoji").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Emoji" }).waitFor();
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await hasNoAxeViolations(`files, ${scheme}`);
  }
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await button("Send").isVisible()).toBe(true);
  await hasNoAxeViolations("files, small");
  for (const key of ["ArrowRight", "ArrowDown", "Enter", "Escape"]) await page.keyboard.press(key);
  expect(await page.getByLabel("Your message").inputValue()).toMatch(/^\p{Extended_Pictographic}/u);
  // Escape closed the emoji, not the panel.
  expect(await page.getByRole("group", { name: "Emoji" }).count()).toBe(0);
  await button("Remove sivu.txt").click();
  await page.keyboard.press("Tab");
  await page.getByLabel("Your message").press("Enter");
  await button("Download laskelma.txt 5 byte").waitFor();
  expect(aino.events.at(-1)?.event).toMatchObject({ kind: "attachment", attachment: { type: "text/plain", bytes: 5 } });
  await hasNoAxeViolations("a file in the log");
});
