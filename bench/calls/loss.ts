/** A voice call while UDP packets are lost at random: how much of the sound had to be made up. */
import type { Figures } from "../harness.ts";
import type { SoundCounters, Way } from "./page.ts";
import type { Rig } from "./rig.ts";

const seconds = 40;

export async function measureLoss(rig: Rig, way: Way, percent: number): Promise<Figures> {
  await rig.talk(way);
  rig.net.lose(percent);
  try {
    const pages = [rig.customer, rig.agent];
    // The buffer for jitter needs a moment to learn what the network is like, and so do the rules of the call.
    await new Promise((resolve) => setTimeout(resolve, 8000));
    const before = await Promise.all(pages.map((page) => page.evaluate(() => window.bench.sound())));
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const after = await Promise.all(pages.map((page) => page.evaluate(() => window.bench.sound())));
    const grown = (index: number, name: Exclude<keyof SoundCounters, "link">) => {
      const isSameLink = after[index]!.link === before[index]!.link;
      return after[index]![name] - (isSameLink ? before[index]![name] : 0);
    };
    const share = (index: number) => (100 * grown(index, "concealed")) / grown(index, "samples");
    const lost = (index: number) => (100 * grown(index, "lost")) / (grown(index, "lost") + grown(index, "packets"));
    return {
      customerConcealedPercent: share(0),
      agentConcealedPercent: share(1),
      lostPercent: (lost(0) + lost(1)) / 2,
      replacedLinks: after.filter(({ link }, index) => link !== before[index]!.link).length,
      bytesPerPacket: grown(0, "bytes") / grown(0, "sent"),
    };
  } finally {
    rig.net.lose(0);
  }
}
