/** One ring, accepted with video: from the customer's click to the first sound and the first picture at either end. */
import type { Figures } from "../harness.ts";
import type { Way } from "./page.ts";
import type { Rig } from "./rig.ts";

const both = { audio: true, video: true };

export async function accept(rig: Rig, way: Way): Promise<Figures> {
  await rig.ring(way, both, true);
  // Rings for a moment, as it does before anybody clicks: what runs on from the set-up is not the accept's.
  await rig.customer.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)));
  await rig.customer.evaluate((wanted) => window.bench.accept(wanted), both);
  const [customer, agent] = await Promise.all(
    [rig.customer, rig.agent].map(async (page) => {
      await page.waitForFunction(() => {
        const { soundAt, audibleAt, pictureAt } = window.bench;
        return soundAt > 0 && audibleAt > 0 && pictureAt > 0;
      });
      return page.evaluate(() => {
        const { acceptedAt, soundAt, audibleAt, pictureAt } = window.bench;
        return { acceptedAt, soundAt, audibleAt, pictureAt };
      });
    }),
  );
  const since = (at: number) => at - customer!.acceptedAt;
  return {
    customerHearsMs: since(customer!.soundAt),
    customerSeesMs: since(customer!.pictureAt),
    agentHearsMs: since(agent!.soundAt),
    agentSeesMs: since(agent!.pictureAt),
    customerAudibleMs: since(customer!.audibleAt),
    agentAudibleMs: since(agent!.audibleAt),
  };
}
