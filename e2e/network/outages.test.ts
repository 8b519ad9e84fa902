/**
 * A call through outages of a real network: two Chromiums in network namespaces of their own (bench/calls). The short form of
 * `npm run bench -- calls`; it proves that calls live, the benchmark how fast. Where namespaces are not permitted it says why.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faults, suffer } from "../../bench/calls/faults.ts";
import { missingForNet } from "../../bench/calls/net.ts";
import { openRig, type Rig } from "../../bench/calls/rig.ts";

const missing = missingForNet();
if (missing !== null) console.log(`outages: not run, because ${missing}`);

let rig: Rig;

const outages = () => {
  beforeAll(async () => {
    rig = await openRig(0);
  });
  afterAll(() => rig.close());

  test("[CALL-08] a new address of the customer's: both hear again by themselves", async () => {
    const outcome = await suffer(rig, "rinnalla", faults.addressCustomer, 12_000);
    expect(outcome).toMatchObject({ didLive: true });
    expect(Math.max(outcome.customerSilentMs, outcome.agentSilentMs)).toBeLessThan(5000);
  });

  test("[CALL-08] the link is down for three seconds: both hear again by themselves, and see without waiting for old pictures", async () => {
    const outcome = await suffer(rig, "rinnalla", faults.cable3, 12_000, { audio: true, video: true });
    expect(outcome).toMatchObject({ didLive: true });
    expect(Math.max(outcome.customerSeesBackMs!, outcome.agentSeesBackMs!)).toBeLessThan(1500);
  });

  test("[CALL-08] after an outage of three seconds the picture is back as soon as the voice, not when the browser asks for it", async () => {
    const outcome = await suffer(rig, "rinnalla", faults.hole3, 12_000, { audio: true, video: true });
    expect(outcome).toMatchObject({ didLive: true });
    expect(Math.max(outcome.customerSeesBackMs!, outcome.agentSeesBackMs!)).toBeLessThan(2500);
  });

  test("[CALL-03] where a quarter of the packets is lost, the picture gives way to the voice, and comes back afterwards", async () => {
    await rig.talk("rinnalla", { audio: true, video: true });
    const pages = [rig.customer, rig.agent];
    rig.net.lose(25);
    try {
      for (const page of pages) await page.waitForFunction(() => window.bench.isVideoPaused, null, { timeout: 30_000 });
      const heard = await Promise.all(pages.map((page) => page.evaluate(() => window.bench.moved.length)));
      for (const [index, page] of pages.entries())
        await page.waitForFunction((before) => window.bench.moved.length > before + 20, heard[index]!);
    } finally {
      rig.net.lose(0);
    }
    const seen = await Promise.all(pages.map((page) => page.evaluate(() => window.bench.painted.length)));
    for (const [index, page] of pages.entries())
      await page.waitForFunction(
        (before) => !window.bench.isVideoPaused && window.bench.painted.length > before + 20,
        seen[index]!,
        { timeout: 60_000 },
      );
  });

  test("[CALL-08] the server is killed and started again: media flows on, nobody sees anything", async () => {
    const outcome = await suffer(rig, "rinnalla", faults.server, 12_000);
    expect(outcome).toMatchObject({ didLive: true });
    for (const page of [rig.customer, rig.agent]) {
      expect(await page.evaluate(() => window.bench.links.map(({ link }) => link))).not.toContain("reconnecting");
    }
  });
};

if (missing === null)
  describe("a real network", () => {
    outages();
  });
else {
  test("a real network is not to be had here", async (context) => {
    await context.annotate(`not run, because ${missing}`);
    expect(missing).not.toBe("");
  });
}
