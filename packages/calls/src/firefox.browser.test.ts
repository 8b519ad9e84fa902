/** Chromium and Debian's Firefox in one call, each in each part: the same session code in two engines. */
import puppeteer, { type Browser } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Flow } from "./stage/page.ts";
import { fakeDeviceFlags, openTheatre, type Actor, type Theatre } from "./stage/stage.ts";

const executablePath = "/usr/bin/firefox-esr";

let theatre: Theatre;
let firefox: Browser;
beforeAll(async () => {
  firefox = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      // Names instead of addresses would need multicast between the two browsers.
      "media.peerconnection.ice.obfuscate_host_addresses": false,
    },
  });
});
afterAll(() => firefox?.close());
// Each test has a stage of its own: both play both parts.
beforeEach(async () => {
  theatre = await openTheatre(fakeDeviceFlags);
});
afterEach(() => theatre.close());

const both = { audio: true, video: true };

async function untilTrue(page: Actor, asks: (given: null) => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(() => page.evaluate(asks, null), { interval: 50, timeout: 25_000 }).toBe(true);
}

/** A video call of the two pages, until pictures and sound have really arrived at both. */
async function talk(agent: Actor, customer: Actor): Promise<Flow[]> {
  await agent.evaluate((media) => {
    window.stage.openCall("agent", "agent-1");
    return window.stage.call?.openMedia(media);
  }, both);
  await customer.evaluate(() => window.stage.openCall("customer", "customer-1"), null);
  for (const page of [agent, customer]) await untilTrue(page, () => window.stage.look()?.link === "connected");
  await customer.evaluate((media) => window.stage.accept(media), both);
  await agent.evaluate(() => window.stage.call?.choosePeer("customer-1" as never), null);
  for (const page of [agent, customer]) {
    await untilTrue(page, async () => {
      const flow = await window.stage.received();
      return flow.audioBytes > 0 && flow.frames > 10;
    });
  }
  return Promise.all([agent, customer].map((page) => page.evaluate(() => window.stage.received(), null)));
}

describe("with Firefox", () => {
  test.each(["customer", "agent"] as const)(
    "[CALL-03] voice and video go both ways with the %s in Firefox",
    async (side) => {
      const page = (await firefox.newPage()) as unknown as Actor;
      const other = side === "agent" ? "customer" : "agent";
      await theatre.admit(page, side, `${side}-1`);
      const chromium = (await theatre.open(other, `${other}-1`)) as unknown as Actor;
      const flows = await (side === "agent" ? talk(page, chromium) : talk(chromium, page));
      for (const flow of flows) expect(flow.videoBytes).toBeGreaterThan(0);
      // A link that replaces another comes about in Firefox as well, without a fresh context.
      const made = await page.evaluate(() => window.stage.look()!.made, null);
      const agent = side === "agent" ? page : chromium;
      const customer = side === "agent" ? chromium : page;
      await customer.evaluate(() => {
        window.stage.hear({ side: "agent", clientId: "agent-1" as never }, { type: "hello", epoch: 0 });
      }, null);
      for (const one of [agent, customer]) await untilTrue(one, () => window.stage.look()!.made > 1);
      for (const one of [agent, customer]) {
        await untilTrue(one, async () => {
          const look = window.stage.look()!;
          return look.live === 1 && look.link === "connected" && (await window.stage.received()).frames > 10;
        });
      }
      expect(made).toBe(1);
    },
  );
});
