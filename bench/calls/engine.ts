/**
 * What a call of three costs the real Janus: processor time of its process for each media packet that it forwards. Three in a video
 * call, the supervisor linked through Janus with the customer and the agent, who stay linked with each other.
 */
import type { Page } from "playwright-core";
import { startJanus } from "../../apps/server/src/testing/janus.ts";
import { mediaByPeer, openStage, waitForPictures, waitForSound } from "../../e2e/harness/index.ts";
import { installMediaProbe } from "../../e2e/harness/media-probe.ts";
import { AgentAt } from "../../e2e/journeys/agent.ts";
import { CustomerAt } from "../../e2e/journeys/customer.ts";
import type { Figures } from "../harness.ts";
import { secondsMeasured, ticksOf, ticksPerSecond } from "./janus-time.ts";

export async function measureJanus(): Promise<Figures> {
  const janus = await startJanus();
  const stage = await openStage({ env: { RINNALLA_JANUS_URL: janus.url, RINNALLA_JANUS_SECRET: janus.secret } });
  try {
    const { links } = stage.rinnalla;
    const person = async (): Promise<Page> => {
      const context = await stage.browser.newContext({ locale: "en-GB" });
      await context.addInitScript(installMediaProbe);
      return context.newPage();
    };
    const [aino, saga, customer] = [
      new AgentAt(await person()),
      new AgentAt(await person()),
      new CustomerAt(await person()),
    ];
    await aino.signIn(links.agents.aino);
    await saga.signIn(links.agents.saga);
    await customer.startChat(links.shop, "Hello", "Kalle");
    await aino.acceptOffer();
    await aino.startCall("Video call");
    await customer.answer("Accept with video");
    await Promise.all([waitForSound(aino.page), waitForSound(customer.page)]);
    const direct = new Set((await Promise.all([aino.page, customer.page].map(peersOf))).flat());
    await saga.button("Live view").click();
    await saga.sitIn("Kalle", "Join");
    await saga.guestButton("Turn on video").click();
    const pages = [customer.page, aino.page, saga.page];
    await Promise.all(pages.map((page) => waitForPictures(page, 2, 40_000)));
    const before = { ticks: ticksOf(janus.pid), packets: await forwarded(pages, direct) };
    await new Promise((resolve) => setTimeout(resolve, secondsMeasured * 1000));
    const packets = (await forwarded(pages, direct)) - before.packets;
    const microseconds = ((ticksOf(janus.pid) - before.ticks) / ticksPerSecond) * 1_000_000;
    return {
      packetsPerSecond: packets / secondsMeasured,
      millisecondsPerSecond: microseconds / 1000 / secondsMeasured,
      microsecondsPerPacket: microseconds / packets,
    };
  } finally {
    await stage.close();
    await janus.kill();
  }
}

const peersOf = async (page: Page) => (await mediaByPeer(page)).map(({ made }) => made);

async function forwarded(pages: readonly Page[], direct: ReadonlySet<number>): Promise<number> {
  const peers = (await Promise.all(pages.map((page) => mediaByPeer(page)))).flat();
  return peers.filter(({ made }) => !direct.has(made)).reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
}
