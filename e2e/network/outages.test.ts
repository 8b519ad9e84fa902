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

  test("[CALL-08] the link is down for three seconds: both hear again by themselves", async () => {
    const outcome = await suffer(rig, "rinnalla", faults.cable3, 12_000);
    expect(outcome).toMatchObject({ didLive: true });
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
