/**
 * Watches a page's incoming sound the whole time: the longest silence, what was lost, and whether the connections stayed the very
 * same ones. Silence is told from what the browser's media thread counted: a page that is slow to ask is not silent.
 */
import type { Page } from "playwright-core";

export interface PacketReport {
  readonly samples: number;
  readonly packets: number;
  readonly longestSilenceMs: number;
  /** As RTP counts them. */
  readonly lost: number;
  /** No connection that carries something was made, closed or replaced since the beginning. */
  readonly isSameConnections: boolean;
}

interface Sample {
  readonly at: number;
  readonly packets: number;
  readonly lost: number;
  readonly lastPacketAt: number;
}
interface Watch {
  readonly timer: ReturnType<typeof setInterval>;
  readonly peers: readonly RTCPeerConnection[];
  readonly samples: Sample[];
}
type WatchedWindow = Window & { rinnallaPeers?: Set<RTCPeerConnection>; rinnallaWatch?: Watch };

/** One packet of Opus. */
const packetMs = 20;

export async function watchPackets(page: Page): Promise<() => Promise<PacketReport>> {
  await page.evaluate(() => {
    const watched = window as WatchedWindow;
    // One that stands by for the customer's next page is not connected.
    const all = (): RTCPeerConnection[] =>
      [...(watched.rinnallaPeers ?? [])].filter((peer) => peer.connectionState === "connected");
    const samples: Sample[] = [];
    const look = async (): Promise<void> => {
      let [at, packets, lost, lastPacketAt] = [0, 0, 0, 0];
      for (const peer of all())
        for (const stat of (await peer.getStats()).values())
          if (stat.type === "inbound-rtp" && stat.kind === "audio") {
            at = Math.max(at, stat.timestamp);
            packets += stat.packetsReceived;
            lost += stat.packetsLost;
            lastPacketAt = Math.max(lastPacketAt, stat.lastPacketReceivedTimestamp ?? 0);
          }
      if (at > 0) samples.push({ at, packets, lost, lastPacketAt });
    };
    watched.rinnallaWatch = { timer: setInterval(() => void look(), 100), peers: all(), samples };
  });
  return async () => {
    const { samples, isSameConnections } = await page.evaluate(() => {
      const { rinnallaWatch, rinnallaPeers } = window as WatchedWindow;
      clearInterval(rinnallaWatch!.timer);
      const now = [...(rinnallaPeers ?? [])].filter((peer) => peer.connectionState === "connected");
      const { peers } = rinnallaWatch!;
      return {
        samples: rinnallaWatch!.samples,
        isSameConnections: now.length === peers.length && now.every((peer) => peers.includes(peer)),
      };
    });
    return { ...reportOf(samples), isSameConnections };
  };
}

function reportOf(samples: readonly Sample[]): Omit<PacketReport, "isSameConnections"> {
  let longestSilenceMs = 0;
  let packets = 0;
  for (const [index, sample] of samples.entries()) {
    longestSilenceMs = Math.max(longestSilenceMs, sample.at - sample.lastPacketAt);
    const before = samples[index - 1];
    if (!before) continue;
    // A fresh connection counts from nothing.
    const came = sample.packets < before.packets ? sample.packets : sample.packets - before.packets;
    packets += came;
    longestSilenceMs = Math.max(longestSilenceMs, sample.at - before.at - came * packetMs);
  }
  return {
    samples: samples.length,
    packets,
    longestSilenceMs: Math.round(longestSilenceMs),
    lost: samples.at(-1)?.lost ?? 0,
  };
}
