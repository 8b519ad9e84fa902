/** One ring, accepted with video: from the customer's click to the first sound at either end and the agent's first picture. */
import type { Figures } from "../harness.ts";
import type { Way } from "./page.ts";
import type { Rig } from "./rig.ts";

const both = { audio: true, video: true };

export async function accept(rig: Rig, way: Way): Promise<Figures> {
  await rig.ring(way, both);
  // Rings for a moment, as it does before anybody clicks: what runs on from the set-up is not the accept's.
  await rig.customer.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)));
  await rig.customer.evaluate((wanted) => window.bench.accept(wanted), both);
  await rig.customer.waitForFunction(() => window.bench.soundAt > 0);
  await rig.agent.waitForFunction(() => window.bench.soundAt > 0 && window.bench.pictureAt > 0);
  const at = await rig.customer.evaluate(() => ({ accepted: window.bench.acceptedAt, sound: window.bench.soundAt }));
  const agent = await rig.agent.evaluate(() => ({ sound: window.bench.soundAt, picture: window.bench.pictureAt }));
  return {
    customerHearsMs: at.sound - at.accepted,
    agentHearsMs: agent.sound - at.accepted,
    agentSeesMs: agent.picture - at.accepted,
  };
}
