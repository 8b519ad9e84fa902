/** A live call on a site of full page loads: nothing is lost in the shell, and where it cannot be used the call rejoins (CALL-08). */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { mediaTotals, waitForPicture, waitForSound, watchPackets, type PacketReport } from "../harness/index.ts";
import { CustomerAt } from "./customer.ts";
import { walk } from "./ladder.ts";
import { onStage, openScene, type Scene } from "./scene.ts";

/** The page in the shell; the newest, while the one before is still in sight. */
const inShell = (page: Page): FrameLocator => page.locator("iframe[name^='rinnalla-shell']").last().contentFrame();

async function inVideoCall(scene: Scene): Promise<void> {
  const { customer, aino } = scene;
  await aino.startCall("Video call");
  await customer.answer("Accept with video");
  await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForSound(customer.page)]);
}

/**
 * The links are the very same, unless the machine was so busy that one of them stood still for as long as the watchdog waits (300 ms):
 * then another has rightly taken over, and nothing was lost either.
 */
function sameLinks(...reports: readonly PacketReport[]): void {
  if (reports.some(({ longestSilenceMs }) => longestSilenceMs >= 250)) return;
  expect(reports.map(({ isSameConnections }) => isSameConnections)).toEqual(reports.map(() => true));
}

interface Place {
  readonly path: string;
  readonly title: string;
  readonly heading: string;
}
const home = { path: "/shop/", title: "Coffee", heading: "Coffee from the edge of the forest" };
const cart = { path: "/shop/cart", title: "Cart", heading: "Your cart" };
const checkout = { path: "/shop/checkout", title: "Checkout", heading: "Checkout" };

/** Address, title and content are the place's. */
async function isAt({ customer }: Scene, { path, title, heading }: Place): Promise<void> {
  // A busy machine takes its time to load a page.
  const patience = { timeout: 20_000 };
  await expect.poll(() => new URL(customer.page.url()).pathname, patience).toBe(path);
  await expect.poll(() => customer.page.title(), patience).toContain(title);
  const shown = inShell(customer.page).getByRole("heading", { name: heading, level: 1 });
  await shown.waitFor();
  await customer.hasNoRing();
}

test("[CALL-08] [VIS-07] in a video call with a live co-browse, 20 navigations of the site lose no packet: same connections, no second ring, one PIN, each form sent once", () =>
  onStage(async (stage) => {
    const scene = await openScene(stage);
    const { customer, aino } = scene;
    const { page } = customer;
    const posts: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().includes("/shop/")) posts.push(new URL(request.url()).pathname);
    });
    await inVideoCall(scene);
    const pin = await aino.createSession("Co-browse");
    await customer.enterPin(pin);
    await customer.allow();
    await aino.mirror.getByRole("heading", { name: home.heading }).waitFor();
    const [endAgent, endCustomer] = await Promise.all([watchPackets(aino.page), watchPackets(page)]);

    let count = 0;
    const go = async (way: Locator | "back" | "forward", place: Place): Promise<void> => {
      if (way === "back") await page.goBack({ waitUntil: "commit" });
      else if (way === "forward") await page.goForward({ waitUntil: "commit" });
      else await way.click();
      await isAt(scene, place);
      await aino.mirror.getByRole("heading", { name: place.heading, level: 1 }).waitFor();
      count += 1;
    };
    let site: Page | FrameLocator = page;
    const card = (index: number): Locator => site.locator(".products a.card").nth(index);
    const productAt = async (index: number): Promise<Place> => {
      const name = (await card(index).locator("strong").innerText()).trim();
      const path = (await card(index).getAttribute("href"))!;
      return { path, title: name, heading: name };
    };
    // The first two stand beside the open chat.
    for (const index of [0, 1, 0]) {
      const product = await productAt(index);
      await go(card(index), product);
      site = inShell(page);
      await go(site.getByRole("button", { name: "Add to cart" }), cart);
      await go(site.getByRole("link", { name: "Go to checkout" }), checkout);
      await go("back", cart);
      await go("back", product);
      await go("forward", cart);
      await go(site.getByRole("link", { name: /Kahvila Kuusi/ }).first(), home);
    }
    expect(count).toBeGreaterThanOrEqual(20);
    expect(posts).toEqual(["/shop/cart/add", "/shop/cart/add", "/shop/cart/add"]);

    const [agent, here] = await Promise.all([endAgent(), endCustomer()]);
    console.log(`shell, ${count} navigations: agent ${JSON.stringify(agent)}, customer ${JSON.stringify(here)}`);
    sameLinks(agent, here);
    for (const report of [agent, here]) {
      expect(report.longestSilenceMs).toBeLessThan(500);
      expect(report.lost).toBe(0);
    }
    expect(await aino.count("The customer is back in the call")).toBe(0);
    // One widget, no second one in the frame, and one PIN.
    expect(await page.locator("rinnalla-widget").count()).toBe(1);
    expect(await inShell(page).locator("rinnalla-widget").count()).toBe(0);
    expect(await page.getByLabel(/Six-digit PIN/).count()).toBe(0);

    // After the call the shell stays until the next navigation, which is a real one.
    await customer.button("End call").click();
    await aino.sees(/The customer ended the call/);
    await isAt(scene, home);
    await inShell(page).getByRole("link", { name: /Cart/ }).click();
    await page.getByRole("heading", { name: cart.heading }).waitFor();
    expect(await page.locator("iframe[name^='rinnalla-shell']").count()).toBe(0);
    await aino.mirror.getByRole("heading", { name: cart.heading }).waitFor();
  }));

test("[CALL-08] with `callContinuity: rejoin` each page load of the site is a real one, and the call is back by itself", () =>
  onStage(
    async (stage) => {
      const scene = await openScene(stage);
      const { customer, aino } = scene;
      const { page } = customer;
      await inVideoCall(scene);
      const end = await watchPackets(aino.page);
      await page.locator(".products a.card").first().click();
      await page.getByRole("button", { name: "Add to cart" }).waitFor();
      await Promise.all([waitForSound(aino.page), waitForSound(page)]);
      await expect.poll(() => aino.count("The customer is back in the call")).toBe(1);
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.getByRole("heading", { name: cart.heading }).waitFor();
      await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForSound(page)]);
      await expect.poll(() => aino.count("The customer is back in the call")).toBe(2);
      const report = await end();
      console.log(`rejoin, 2 navigations: agent ${JSON.stringify(report)}`);
      expect(await page.locator("iframe[name^='rinnalla-shell']").count()).toBe(0);
      expect(report.isSameConnections).toBe(false);
      expect(report.longestSilenceMs).toBeLessThan(10_000);
      await customer.hasNoRing();
    },
    {},
    { widget: { callContinuity: "rejoin" } },
  ));

test("[CALL-08] 20 page loads in a row that the shell may not take: each next page answers what waits for it, and nobody rings again", () =>
  onStage(
    async (stage) => {
      const scene = await openScene(stage, [], { isHearingWatched: true });
      const { customer, aino } = scene;
      const { page } = customer;
      const asked: string[] = [];
      page.on("websocket", (socket) =>
        socket.on("framesent", ({ payload }) => {
          const { signal } = JSON.parse(String(payload)) as { signal?: { rtc?: { type: string } } };
          if (signal?.rtc) asked.push(signal.rtc.type);
        }),
      );
      await inVideoCall(scene);
      const kept = (): Promise<boolean> =>
        page.evaluate(() => sessionStorage.getItem("rinnalla.standby.w_demo") !== null);
      const ready = async (): Promise<void> => {
        await expect.poll(kept, { timeout: 20_000 }).toBe(true);
      };
      await ready();
      asked.length = 0;
      const { agentSilentMs, customerSilentMs } = await walk({ customer, aino, count: 20, ready });
      console.log(`standby, 20 navigations: agent ${agentSilentMs.map(Math.round).join(" ")}`);
      console.log(`standby, 20 navigations: customer ${customerSilentMs.map(Math.round).join(" ")}`);
      expect(asked.filter((type) => type === "answer")).toHaveLength(20);
      expect(asked.filter((type) => type === "hello")).toHaveLength(0);
      for (const silentMs of [...agentSilentMs, ...customerSilentMs]) expect(silentMs).toBeLessThan(10_000);

      // The last rung: the offer is gone, and each page asks for a fresh link.
      const forget = async (): Promise<void> => {
        await ready();
        await page.evaluate(() => sessionStorage.removeItem("rinnalla.standby.w_demo"));
      };
      asked.length = 0;
      const bare = await walk({ customer, aino, count: 20, ready: forget });
      console.log(`rejoin, 20 navigations: agent ${bare.agentSilentMs.map(Math.round).join(" ")}`);
      expect(asked.filter((type) => type === "hello").length).toBeGreaterThanOrEqual(20);
      for (const silentMs of [...bare.agentSilentMs, ...bare.customerSilentMs]) expect(silentMs).toBeLessThan(10_000);
      await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForSound(page), waitForPicture(page)]);
      // Of no use after the call.
      await customer.button("End call").click();
      await aino.sees(/The customer ended the call/);
      await expect.poll(kept).toBe(false);
    },
    {},
    { widget: { callContinuity: "rejoin" } },
  ));

test("[CALL-08] the call in a window of its own: 20 page loads lose no packet, and closing the window gives the call back to the page", () =>
  onStage(
    async (stage) => {
      const scene = await openScene(stage, [], { isHearingWatched: true });
      const { customer, aino, customerPerson } = scene;
      const { page } = customer;
      await inVideoCall(scene);
      await page.getByRole("button", { name: "Mute", exact: true }).click();
      const endMove = await watchPackets(aino.page);
      const [popup] = await Promise.all([
        page.waitForEvent("popup"),
        customer.button("Keep the call in its own window").click(),
      ]);
      await popup.getByRole("button", { name: "End call" }).waitFor();
      // Else a phone shows it as wide as a desk's screen.
      expect(await popup.locator("meta[name=viewport]").getAttribute("content")).toContain("device-width");
      // Muted stays muted.
      await popup.getByRole("button", { name: "Unmute", exact: true }).click();
      await Promise.all([
        waitForSound(aino.page),
        waitForPicture(aino.page),
        waitForSound(popup),
        waitForPicture(popup),
      ]);
      await page.getByText("The call is in its own window.").waitFor();
      expect((await mediaTotals(page)).connections).toBe(0);
      const moved = await endMove();
      console.log(`moving into the window: agent ${JSON.stringify(moved)}`);
      expect(moved.longestSilenceMs).toBeLessThan(2000);
      await customerPerson.screenshot("own-window-page");
      await customerPerson.screenshot("own-window", popup);

      const [endAgent, endCustomer] = await Promise.all([watchPackets(aino.page), watchPackets(popup)]);
      const walked = await walk({ customer, aino, count: 20, hearing: popup });
      const reports = await Promise.all([endAgent(), endCustomer()]);
      console.log(`window, 20 navigations: agent and customer ${JSON.stringify(reports)}`);
      // Its pages share a process with the window, so a machine that is busy with them may be late; that is no loss.
      for (const report of reports) {
        expect(report.lost).toBe(0);
        expect(report.longestSilenceMs).toBeLessThan(5000);
      }
      expect(walked.agentSilentMs).toHaveLength(20);
      expect(await page.getByRole("button", { name: "End call" }).count()).toBe(0);

      await page.getByText("The call is in its own window.").waitFor();
      await page.getByRole("button", { name: "Show the window" }).click();
      expect(customerPerson.context.pages()).toHaveLength(2);
      await popup.close({ runBeforeUnload: true });
      await customer.button("End call").waitFor();
      await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForSound(page), waitForPicture(page)]);
      await customer.hasNoRing();
      await customer.button("End call").click();
      await aino.sees(/The customer ended the call/);
    },
    {},
    { widget: { callContinuity: "window" } },
  ));

test("[CALL-08] a window that the browser does not let open: said so, and the call stays as it was", () =>
  onStage(
    async (stage) => {
      const scene = await openScene(stage);
      const { customer, aino } = scene;
      const { page } = customer;
      await aino.startCall("Voice call");
      await customer.answer("Accept with audio");
      await Promise.all([waitForSound(aino.page), waitForSound(page)]);
      await page.evaluate(() => (window.open = () => null));
      const end = await watchPackets(aino.page);
      await customer.button("Keep the call in its own window").click();
      await page.getByText(/Your browser did not let the window open/).waitFor();
      await Promise.all([waitForSound(aino.page), waitForSound(page)]);
      const report = await end();
      expect(report.isSameConnections).toBe(true);
      expect(report.lost).toBe(0);
    },
    {},
    { widget: { callContinuity: "window" } },
  ));

test("[CALL-08] a page that is only prerendered has no line, opens nothing and does not ring, until it is shown", () =>
  onStage(async (stage) => {
    const { customer, customerPerson, aino } = await openScene(stage);
    const page = await customerPerson.newTab();
    const prepared = new CustomerAt(page);
    let lines = 0;
    page.on("websocket", () => (lines += 1));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    // The driver keeps Chromium from prerendering; the page sees what it would see there.
    await page.addInitScript(() => {
      let isPrepared = true;
      Object.defineProperty(document, "prerendering", { get: () => isPrepared });
      document.addEventListener("prerenderingchange", () => (isPrepared = false), { capture: true });
    });
    await page.goto(stage.rinnalla.links.shop, { waitUntil: "load" });
    await expect.poll(() => asked.some((path) => /\/widget\/chat-/.test(path))).toBe(true);
    await aino.startCall("Voice call");
    await customer.ring.waitFor();
    expect(await page.locator("rinnalla-widget").count()).toBe(0);
    expect(lines).toBe(0);
    expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
    await page.evaluate(() => document.dispatchEvent(new Event("prerenderingchange")));
    await prepared.ring.waitFor();
    await prepared.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(page)]);
  }));

test("[CALL-08] a page that refuses framing is loaded by the whole tab, and the call is back by itself", () =>
  onStage(async (stage) => {
    const scene = await openScene(stage, [
      /frame-ancestors|X-Frame-Options|Refused to display|ERR_BLOCKED_BY_RESPONSE/,
    ]);
    const { customer, aino } = scene;
    const { page } = customer;
    await page.route("**/shop/checkout", async (route) => {
      // Only what is asked for by a frame: a page that the browser did not get from the network itself may not reach this machine.
      if (route.request().frame() === page.mainFrame()) return route.continue();
      const response = await route.fetch();
      const headers: Record<string, string> = { ...response.headers(), "x-frame-options": "DENY" };
      const policy = headers["content-security-policy"]!;
      headers["content-security-policy"] = policy.replace("frame-ancestors 'self'", "frame-ancestors 'none'");
      await route.fulfill({ response, headers });
    });
    await inVideoCall(scene);
    await page.locator(".products a.card").first().click();
    await inShell(page).getByRole("button", { name: "Add to cart" }).click();
    await isAt(scene, cart);
    await inShell(page).getByRole("link", { name: "Go to checkout" }).click();
    // No frame around it any more.
    await page.getByRole("heading", { name: checkout.heading }).waitFor();
    expect(new URL(page.url()).pathname).toBe(checkout.path);
    await Promise.all([waitForSound(aino.page), waitForPicture(aino.page), waitForSound(page)]);
    await aino.sees("The customer is back in the call");
    await customer.hasNoRing();
    // The next page is the shell's again.
    await page
      .getByRole("link", { name: /Kahvila Kuusi/ })
      .first()
      .click();
    await isAt(scene, home);
    await waitForSound(aino.page);
  }));

test("[CALL-08] in the shell: scrolling and focus are where they belong, places within a page keep the page, and another site or a reload takes the whole tab", () =>
  onStage(async (stage) => {
    const scene = await openScene(stage);
    const { customer, aino } = scene;
    const { page } = customer;
    const shell = page.locator("iframe[name^='rinnalla-shell']");
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await Promise.all([waitForSound(aino.page), waitForSound(page)]);
    const end = await watchPackets(aino.page);

    // Within the tab's own page nothing is ours.
    await page.getByRole("link", { name: "See the coffees" }).click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await shell.count()).toBe(0);
    await page.evaluate(() =>
      navigation.addEventListener("navigate", () => (document.documentElement.dataset["left"] ??= String(scrollY))),
    );
    await page.locator(".products a.card").first().click();
    await inShell(page).getByRole("button", { name: "Add to cart" }).waitFor();
    const left = Number(await page.evaluate(() => document.documentElement.dataset["left"]));
    await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe("iframe");
    await expect.poll(() => shell.last().getAttribute("title")).toBe(await page.title());
    await page.goBack({ waitUntil: "commit" });
    await isAt(scene, home);
    expect(new URL(page.url()).hash).toBe("#shelf");
    const scrolled = (): Promise<number> =>
      inShell(page)
        .locator("html")
        .evaluate(() => scrollY);
    await expect.poll(scrolled).toBe(left);

    // Within the page in the frame: the same document goes on.
    await inShell(page).getByRole("link", { name: "Coffee" }).first().click();
    await expect.poll(() => new URL(page.url()).hash).toBe("");
    await isAt(scene, home);
    await inShell(page)
      .locator("h1")
      .evaluate((heading) => heading.append(" – kept"));
    await inShell(page).getByRole("link", { name: "See the coffees" }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe("#shelf");
    await expect.poll(scrolled).toBeGreaterThan(100);
    await page.goBack({ waitUntil: "commit" });
    await expect.poll(() => new URL(page.url()).hash).toBe("");
    await inShell(page).getByText("– kept").waitFor();
    const report = await end();
    sameLinks(report);
    expect(report.longestSilenceMs).toBeLessThan(500);

    // Another site is the whole tab's; and the call is back with the customer.
    await inShell(page)
      .locator("body")
      .evaluate((body, href) => {
        const link = body.ownerDocument.createElement("a");
        link.href = href;
        link.textContent = "Elsewhere";
        body.prepend(link);
      }, `${stage.rinnalla.url}/api/health`);
    await inShell(page).getByRole("link", { name: "Elsewhere" }).click();
    await page.waitForURL(/api\/health/);
    await page.goBack({ waitUntil: "commit" });
    await page.getByRole("heading", { name: home.heading }).waitFor();
    await Promise.all([waitForSound(aino.page), waitForSound(page)]);
    await page.locator(".products a.card").first().click();
    await inShell(page).getByRole("button", { name: "Add to cart" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    expect(await shell.count()).toBe(0);
    await Promise.all([waitForSound(aino.page), waitForSound(page)]);
    await customer.hasNoRing();
  }));

test("[CALL-07] [CALL-08] a next page that cannot reach the server closes the microphone, and the call is back with the line", () =>
  onStage(async (stage) => {
    const scene = await openScene(stage);
    const { customer, aino } = scene;
    const { page } = customer;
    await aino.startCall("Voice call");
    await customer.answer("Accept with audio");
    await waitForSound(aino.page);
    await page.addInitScript(() => {
      const devices = navigator.mediaDevices;
      const open = devices.getUserMedia.bind(devices);
      const streams: MediaStream[] = [];
      Object.assign(window, { opened: streams });
      devices.getUserMedia = async (wanted) => {
        const stream = await open(wanted);
        streams.push(stream);
        return stream;
      };
    });
    const live = () =>
      page.evaluate(
        () =>
          (window as unknown as { opened: MediaStream[] }).opened
            .flatMap((stream) => stream.getTracks())
            .filter((track) => track.readyState === "live").length,
      );
    let isReachable = false;
    await page.routeWebSocket(/\/ws$/, (socket) => {
      if (isReachable) socket.connectToServer();
    });
    await page.reload();
    await expect.poll(live, { timeout: 15_000 }).toBeGreaterThan(0);
    await expect.poll(live, { timeout: 20_000 }).toBe(0);
    // The heartbeat gives the dead socket up.
    isReachable = true;
    await waitForSound(aino.page);
    expect(await live()).toBeGreaterThan(0);
    await customer.hasNoRing();
  }));
