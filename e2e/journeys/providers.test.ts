/** VIS-10: a session with the sample provider, from the computer icon to the end in the timeline, and what it may not do. */
import type { Configuration, ProviderConfig, ProviderId } from "../../packages/protocol/src/index.ts";
import type { FrameLocator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { signIn, type Rinnalla } from "../harness/index.ts";
import type { AgentAt } from "./agent.ts";
import type { CustomerAt } from "./customer.ts";
import { onStage, openScene } from "./scene.ts";

const demo = { widget: { cobrowse: "p_demo" as ProviderId } };

/** As the presets are: in a window of its own, and telling nothing. */
const kaiku: ProviderConfig = {
  id: "p_kaiku" as ProviderId,
  name: "Kaiku",
  icon: null,
  locales: ["en"],
  capabilities: ["screenShare"],
  opensIn: "window",
  urlTemplate: "https://agent.kaiku.example/?for={customerName}",
  joinHosts: ["*.kaiku.example"],
  events: [],
};

/** The provider's page in the app tab. */
const katse = ({ page }: AgentAt): FrameLocator => page.frameLocator("iframe[title='Page of Katse']");

async function newSession(aino: AgentAt): Promise<string> {
  const frame = katse(aino);
  await frame.getByRole("button", { name: "Create session" }).click();
  const pin = (await frame.locator("output").innerText()).trim();
  expect(pin).toMatch(/^\d{6}$/);
  // It has come to the console as well, by the page's own word.
  await expect.poll(() => aino.page.getByTestId("pin").innerText()).toBe(pin);
  return pin;
}

/** The customer follows the link in the widget's card; the provider's page opens in a tab of its own. */
async function join({ page }: CustomerAt): Promise<Page> {
  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open Katse" }).click();
  return await opening;
}

async function enter(page: Page, pin: string): Promise<void> {
  await page.getByLabel("PIN").fill(pin);
  await page.getByRole("button", { name: "Share" }).click();
}

/** To another name of the same machine, which is another origin. */
async function moveKatse({ url, links }: Rinnalla, port: string): Promise<void> {
  const headers = { cookie: await signIn(links.agents.otso), origin: url, "content-type": "application/json" };
  const all = (await (await fetch(`${url}/api/admin/configuration`, { headers })).json()) as Configuration;
  const before = all.provider.find(({ id }) => id === demo.widget.cobrowse);
  const value = { ...before, urlTemplate: `http://localhost:${port}/agent?locale={locale}` };
  const body = JSON.stringify({ value, before });
  const path = `/api/admin/configuration/provider/${demo.widget.cobrowse}`;
  const answer = await fetch(`${url}${path}`, { method: "PUT", headers, body });
  expect(answer.status).toBe(200);
}

const other = (pin: string): string => (pin === "000000" ? "000001" : "000000");

test("[VIS-01] [VIS-02] [VIS-10] the sample provider: sign-in, PIN in the chat, its page for the customer, timeline; wrong, used, expired and sixth PIN", () =>
  onStage(
    async (stage) => {
      // A refused sign-in is a 401 in the provider's page.
      const { customer, aino } = await openScene(stage, [/status of 401/]);
      await aino.panel.getByRole("button", { name: "Visual engagement" }).click();
      expect(await aino.page.getByRole("menuitem").allInnerTexts()).toEqual(["Co-browse", "Screen share"]);
      await aino.page.getByRole("menuitem", { name: "Co-browse" }).click();
      await aino.button("Open Katse").click();
      const frame = katse(aino);
      for (const password of ["guess", "demo"]) {
        await frame.getByLabel("Name").fill("demo");
        await frame.getByLabel("Password").fill(password);
        await frame.getByRole("button", { name: "Sign in" }).click();
        if (password === "guess") await frame.getByText("Name or password is wrong.").waitFor();
      }
      await aino.sees("Aino opened Katse: Co-browse");

      // The provider's own click puts PIN and link in the chat; wrong, right, used.
      let pin = await newSession(aino);
      await aino.sees("Katse has a session: Co-browse");
      expect(await customer.page.getByRole("link", { name: "Open Katse" }).count()).toBe(0);
      await frame.getByRole("button", { name: "Put PIN in the chat" }).click();
      await customer.sees(pin);
      await aino.button("The PIN is in the chat").waitFor();
      let joining = await join(customer);
      await enter(joining, other(pin));
      await joining.getByText("This PIN is wrong. Tries left: 4").waitFor();
      await frame.getByText("Wrong PIN was entered. Tries left: 4").waitFor();
      await enter(joining, pin);
      await joining.getByText("The agent sees your screen.").waitFor();
      await aino.sees("The customer is seen: Co-browse");
      await customer.sees("Co-browse started");
      await customer.page.getByRole("heading", { name: "Aino sees what you share" }).waitFor();
      const again = await customer.page.context().newPage();
      await again.goto(joining.url());
      await enter(again, pin);
      await again.getByText("The PIN was used already. Ask for another one.").waitFor();
      const picture = frame.getByRole("img", { name: "The customer's screen" });
      await picture.waitFor();
      const shot = await picture.screenshot();
      await expect.poll(async () => (await picture.screenshot()).equals(shot)).toBe(false);
      await joining.getByRole("button", { name: "Stop sharing" }).click();
      await aino.sees("Co-browse was ended in Katse");
      await frame.getByText("The customer ended the session.").waitFor();

      // The agent's click in the console; five wrong ones, and the sixth, though right.
      await aino.button("New session").click();
      await aino.button("Open Katse").click();
      pin = await newSession(aino);
      await aino.button("Put PIN in chat").click();
      await customer.sees(pin);
      joining = await join(customer);
      for (let left = 4; left >= 1; left -= 1) {
        await enter(joining, other(pin));
        await joining.getByText(`Tries left: ${left}`).waitFor();
      }
      await enter(joining, other(pin));
      await joining.getByText("The PIN was tried too often. Ask for another one.").waitFor();
      await frame.getByText("The PIN was tried too often.").waitFor();
      await joining.reload();
      await enter(joining, pin);
      await joining.getByText("The PIN was tried too often. Ask for another one.").waitFor();
      await expect.poll(() => aino.count("Co-browse was ended in Katse")).toBe(2);

      // An expired one; then the end by the agent, which the provider's page hears.
      await aino.button("New session").click();
      await aino.button("Open Katse").click();
      pin = await newSession(aino);
      await aino.button("Put PIN in chat").click();
      await customer.sees(pin);
      joining = await join(customer);
      await frame.getByRole("button", { name: "Let the PIN expire" }).click();
      await enter(joining, pin);
      await joining.getByText("The PIN has expired. Ask for another one.").waitFor();
      await frame.getByText("The PIN expired.").waitFor();
      await expect.poll(() => aino.count("Co-browse was ended in Katse")).toBe(3);
      await aino.button("New session").click();
      await aino.button("Open Katse").click();
      await newSession(aino);
      await aino.button("End session").click();
      await frame.getByText("You ended the session.").waitFor();
      await aino.sees("Co-browse ended by Aino");
    },
    {},
    demo,
  ));

test("[VIS-01] [VIS-10] forged words are refused, of other windows, wrong tokens, unsigned servers; a provider that tells nothing is told of by hand", () =>
  onStage(
    async (stage) => {
      const { rinnalla } = stage;
      const { customer, aino } = await openScene(stage, [
        /status of 40[13]/,
        /Unsafe attempt to initiate navigation/,
        /frame-src/,
      ]);
      const reports: string[] = [];
      aino.page.on("request", (request) => {
        if (request.url().includes("/api/provider-reports")) reports.push(request.postData() ?? "");
      });
      await aino.panel.getByRole("button", { name: "Visual engagement" }).click();
      await aino.page.getByRole("menuitem", { name: "Co-browse" }).click();
      await aino.button("Open Katse").click();
      const frame = katse(aino);
      await frame.getByLabel("Name").waitFor();
      const address = new URL((await aino.page.locator("iframe[title='Page of Katse']").getAttribute("src")) ?? "");

      // The console's own window, and another frame of the provider's origin in it.
      const forged = { rinnalla: 1, type: "event", token: "x", event: { id: "e1", type: "connected" } };
      await aino.page.evaluate((message) => window.postMessage(message, "*"), forged);
      await aino.page.evaluate(
        (src) =>
          new Promise((resolve) => {
            const another = document.body.appendChild(document.createElement("iframe"));
            another.addEventListener("load", resolve);
            another.src = src;
          }),
        address.href,
      );
      const [first, second] = aino.page.frames().filter((each) => each.url().startsWith(address.origin));
      if (!first || !second) throw new Error("two frames of the provider were expected");
      await second.evaluate((message) => parent.postMessage(message, "*"), forged);

      // The right window with a token that is none: passed on, refused, and said so.
      const answer = await first.evaluate(
        (message) =>
          new Promise((resolve) => {
            addEventListener("message", ({ data }) => data.type === "answer" && resolve(data));
            parent.postMessage(message, "*");
          }),
        forged,
      );
      expect(answer).toEqual({ rinnalla: 1, type: "answer", id: "e1", ok: false, code: "notSignedIn" });
      expect(reports.map((body) => (JSON.parse(body) as { token: string }).token)).toEqual(["x"]);

      // The page cannot move the console itself.
      const before = aino.page.url();
      await first.evaluate(() => {
        try {
          window.top!.location.href = "http://127.0.0.1:1/";
        } catch {
          // Refused, as it should be.
        }
      });
      expect(aino.page.url()).toBe(before);

      const callback = await fetch(`${rinnalla.url}/api/provider-callbacks/p_demo`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "rinnalla-timestamp": String(Math.floor(Date.now() / 1000)),
          "rinnalla-signature": "v1=0123",
        },
        body: JSON.stringify({ conversationId: "c", visualId: "v", event: { id: "e2", type: "connected" } }),
      });
      expect([callback.status, await callback.json()]).toEqual([403, { code: "signatureRefused" }]);

      await customer.say("Still here?");
      await aino.sees("Still here?");
      expect(await aino.count("The customer is seen: Co-browse")).toBe(0);
      await aino.button("End session").click();

      // One that tells nothing: the agent types what it shows, and says when the customer is seen.
      await aino.panel.getByRole("button", { name: "Visual engagement" }).click();
      await aino.page.getByRole("menuitem", { name: "Screen share" }).click();
      await aino.button("Open Kaiku").click();
      const way = aino.page.getByRole("link", { name: "Go to Kaiku" });
      expect(await way.getAttribute("href")).toBe("https://agent.kaiku.example/?for=Kalle");
      expect(await way.getAttribute("rel")).toContain("noopener");
      const typed = aino.page.getByLabel("PIN or link from Kaiku");
      await typed.fill("https://kaiku.example.evil.example/4711");
      await aino.button("Use it").click();
      await aino.page.getByText("The provider may not send customers to this address.").first().waitFor();
      await typed.fill("https://join.kaiku.example/4711");
      await aino.button("Use it").click();
      await aino.button("Put link in chat").click();
      await customer.page.getByRole("link", { name: "https://join.kaiku.example/4711" }).waitFor();
      await aino.button("The customer is seen").click();
      await aino.sees("The customer is seen: Screen share");
      await customer.button("Stop").click();
      await aino.sees("Screen share ended by the customer");

      // The provider moves: a console that was open before may not frame its new address, says so, and goes on after a reload.
      await moveKatse(rinnalla, address.port);
      await aino.panel.getByRole("button", { name: "Visual engagement" }).click();
      await aino.page.getByRole("menuitem", { name: "Co-browse" }).click();
      await aino.button(/New session|Open Katse/).click();
      if (await aino.button("Open Katse").isVisible()) await aino.button("Open Katse").click();
      await aino.page.getByText("This console was opened before Katse was added to it.").waitFor();
      await aino.button("Reload the console").click();
      await frame.getByRole("button", { name: "Sign in" }).waitFor();
      // Not a word of a token in the server's log.
      expect(rinnalla.output()).not.toMatch(/eyJ/);
    },
    {},
    { widget: { ...demo.widget, screenShare: kaiku.id }, providers: [kaiku] },
  ));
