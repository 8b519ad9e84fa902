/**
 * Proof of media by what WebRTC itself counted: bytes received, frames decoded, and nothing sent that should not be.
 * The probe registers every RTCPeerConnection of the page, those of same-origin frames included, and notes every
 * question for a device.
 */
import type { Page } from "playwright-core";
import { waitUntil } from "./wait-until.ts";

/** Sums over the connections that the page has open now. */
export interface MediaTotals {
  readonly connections: number;
  readonly audioBytesReceived: number;
  /** Stays at 0 for silence, and for sound that the page received but does not play. */
  readonly audioEnergyReceived: number;
  readonly videoFramesDecoded: number;
  /** RTP payload; ICE, DTLS and the data channel are not in it. */
  readonly mediaBytesSent: number;
}

interface ProbedWindow {
  rinnallaPeers?: Set<RTCPeerConnection>;
  rinnallaDeviceRequests?: string[];
}

/** For `addInitScript`: runs in the page, before its scripts. */
export function installMediaProbe(): void {
  const Native = window.RTCPeerConnection;
  if (!Native) return;
  let holder = window as unknown as ProbedWindow;
  try {
    if (window.top?.document) holder = window.top as unknown as ProbedWindow;
  } catch {
    // The top page is another origin's: this frame keeps its own list.
  }
  const peers = (holder.rinnallaPeers ??= new Set());
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.add(this);
    }
    override close(): void {
      super.close();
      peers.delete(this);
    }
  };
  const requests = (holder.rinnallaDeviceRequests ??= []);
  const devices = navigator.mediaDevices;
  if (!devices) return;
  for (const method of ["getUserMedia", "getDisplayMedia"] as const) {
    const original = devices[method]?.bind(devices);
    if (!original) continue;
    devices[method] = (constraints?: MediaStreamConstraints) => {
      requests.push(method);
      return original(constraints);
    };
  }
}

export function mediaTotals(page: Page): Promise<MediaTotals> {
  return page.evaluate(async () => {
    const peers = [...((window as unknown as ProbedWindow).rinnallaPeers ?? [])];
    const totals = {
      connections: 0,
      audioBytesReceived: 0,
      audioEnergyReceived: 0,
      videoFramesDecoded: 0,
      mediaBytesSent: 0,
    };
    for (const peer of peers) {
      // Nor one that stands by for the customer's next page, and has heard from nobody yet.
      if (peer.connectionState === "closed" || peer.remoteDescription === null) continue;
      totals.connections++;
      // One that is closed meanwhile may never answer (Firefox).
      const report = await Promise.race([
        peer.getStats(),
        new Promise<null>((resolve) => setTimeout(resolve, 1_000, null)),
      ]);
      for (const stat of report?.values() ?? []) {
        if (stat.type === "inbound-rtp" && stat.kind === "audio") {
          totals.audioBytesReceived += stat.bytesReceived;
          totals.audioEnergyReceived += stat.totalAudioEnergy ?? 0;
        }
        if (stat.type === "inbound-rtp" && stat.kind === "video") totals.videoFramesDecoded += stat.framesDecoded;
        if (stat.type === "outbound-rtp") totals.mediaBytesSent += stat.bytesSent;
      }
    }
    return totals;
  });
}

/** Of one connection, in the order in which the page made them. */
export interface PeerMedia {
  /** Since the page was loaded: the same number is the same connection. */
  readonly made: number;
  readonly packetsReceived: number;
  readonly audioEnergyReceived: number;
  readonly videoFramesDecoded: number;
  readonly mediaBytesSent: number;
}

export function mediaByPeer(page: Page): Promise<readonly PeerMedia[]> {
  return page.evaluate(async () => {
    const window_ = window as unknown as ProbedWindow & { rinnallaMade?: WeakMap<RTCPeerConnection, number> };
    const made = (window_.rinnallaMade ??= new WeakMap());
    const media = [];
    for (const peer of window_.rinnallaPeers ?? []) {
      if (peer.connectionState === "closed") continue;
      // A random number is enough: it is only compared.
      if (!made.has(peer)) made.set(peer, Math.random());
      const one = {
        made: made.get(peer) ?? 0,
        packetsReceived: 0,
        audioEnergyReceived: 0,
        videoFramesDecoded: 0,
        mediaBytesSent: 0,
      };
      const report = await Promise.race([
        peer.getStats(),
        new Promise<null>((resolve) => setTimeout(resolve, 1_000, null)),
      ]);
      for (const stat of report?.values() ?? []) {
        if (stat.type === "inbound-rtp") one.packetsReceived += stat.packetsReceived;
        if (stat.type === "inbound-rtp" && stat.kind === "audio") one.audioEnergyReceived += stat.totalAudioEnergy ?? 0;
        if (stat.type === "inbound-rtp" && stat.kind === "video") one.videoFramesDecoded += stat.framesDecoded;
        if (stat.type === "outbound-rtp") one.mediaBytesSent += stat.bytesSent;
      }
      media.push(one);
    }
    return media;
  });
}

/** Resolves when on `count` connections at a time sound that is not silence comes in and is played. */
export function waitForVoices(page: Page, count: number, timeoutMs = 20_000): Promise<void> {
  const isHeard = (now: PeerMedia, then: PeerMedia) => now.audioEnergyReceived > then.audioEnergyReceived + 0.001;
  return waitForPeers(page, `${count} voices come in`, count, timeoutMs, isHeard);
}

/** Resolves when on `count` connections at a time ten more frames of video were decoded. */
export function waitForPictures(page: Page, count: number, timeoutMs = 20_000): Promise<void> {
  const isSeen = (now: PeerMedia, then: PeerMedia) => now.videoFramesDecoded >= then.videoFramesDecoded + 10;
  return waitForPeers(page, `${count} pictures come in`, count, timeoutMs, isSeen);
}

async function waitForPeers(
  page: Page,
  what: string,
  count: number,
  timeoutMs: number,
  hasGrown: (now: PeerMedia, then: PeerMedia) => boolean,
): Promise<void> {
  let before = await mediaByPeer(page);
  let last = before;
  await waitUntil(what, timeoutMs, async () => {
    last = await mediaByPeer(page);
    for (const one of last) if (!before.some(({ made }) => made === one.made)) before = [...before, one];
    return (
      last.filter((one) => {
        const then = before.find(({ made }) => made === one.made);
        return then !== undefined && hasGrown(one, then);
      }).length === count
    );
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(last)}`, { cause: error });
  });
}

/** `getUserMedia` and `getDisplayMedia` calls of the page since it was loaded. */
export function deviceRequests(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as ProbedWindow).rinnallaDeviceRequests ?? []);
}

/** Resolves when sound that is not silence comes in and is played; counted from the moment of the call. */
export async function waitForSound(page: Page, timeoutMs = 20_000): Promise<void> {
  await waitForGrowth(page, "sound comes in", timeoutMs, (now, before) => {
    return (
      now.audioBytesReceived - before.audioBytesReceived > 2_000 && now.audioEnergyReceived > before.audioEnergyReceived
    );
  });
}

/** Resolves when ten more frames of video were decoded. */
export async function waitForPicture(page: Page, timeoutMs = 20_000): Promise<void> {
  await waitForGrowth(page, "a moving picture comes in", timeoutMs, (now, before) => {
    return now.videoFramesDecoded - before.videoFramesDecoded >= 10;
  });
}

/** The base line is taken anew when the page replaced its connection, since the fresh one counts from nothing. */
async function waitForGrowth(
  page: Page,
  what: string,
  timeoutMs: number,
  hasGrown: (now: MediaTotals, before: MediaTotals) => boolean,
): Promise<void> {
  let before = await mediaTotals(page);
  let last = before;
  await waitUntil(what, timeoutMs, async () => {
    const now = await mediaTotals(page);
    if (now.audioBytesReceived < last.audioBytesReceived || now.videoFramesDecoded < last.videoFramesDecoded)
      before = now;
    last = now;
    return hasGrown(now, before);
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(last)}`, { cause: error });
  });
}
