/**
 * What the real Janus costs as its load grows: one feed of sound and picture, given on to more and more listeners, each on a connection of its
 * own as in calls of three. Beside a Janus with nothing to do, it tells what a packet costs from what being there costs.
 */
import { tmpdir } from "node:os";
import type { Page } from "playwright-core";
import { MediaServer, type MediaRoom } from "../../apps/server/src/calls/janus/media-server.ts";
import { startJanus } from "../../apps/server/src/testing/janus.ts";
import { launchBrowser } from "../../e2e/harness/index.ts";
import type { Figures } from "../harness.ts";
import { secondsMeasured, ticksOf, ticksPerSecond } from "./janus-time.ts";

/** Of the logger, what a media server says its state with. */
const silent = { info: () => undefined, warn: () => undefined };
const pageUrl = "http://localhost/bench";

/** `listeners` of one feed; 0: Janus alone, without any. */
export async function loadJanus(listeners: number): Promise<Figures> {
  const janus = await startJanus();
  const server = new MediaServer({ url: janus.url, secret: janus.secret }, silent as never);
  await server.start();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.route(pageUrl, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await page.goto(pageUrl);
    if (listeners > 0) await lay(page, await server.open(tmpdir()), listeners);
    // The picture has found its size.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const before = { ticks: ticksOf(janus.pid), packets: await received(page) };
    await new Promise((resolve) => setTimeout(resolve, secondsMeasured * 1000));
    const packets = (await received(page)) - before.packets;
    const microseconds = ((ticksOf(janus.pid) - before.ticks) / ticksPerSecond) * 1_000_000;
    return {
      packetsPerSecond: packets / secondsMeasured,
      millisecondsPerSecond: microseconds / 1000 / secondsMeasured,
      ...(packets > 0 && { microsecondsPerPacket: microseconds / packets }),
    };
  } finally {
    await browser.close();
    server.stop();
    await janus.kill();
  }
}

type BenchWindow = Window & { benchPeers?: RTCPeerConnection[] };

async function lay(page: Page, room: MediaRoom, listeners: number): Promise<void> {
  let up = (): void => undefined;
  const isUp = new Promise<void>((resolve) => (up = resolve));
  const events = { onCandidate: () => undefined, onUp: () => up(), onGone: () => undefined };
  // Each side's candidates are in its description: nothing trickles.
  const offer = await page.evaluate(async () => {
    const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    (window as BenchWindow).benchPeers = [pc];
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: 480, height: 270, frameRate: 30 },
    });
    for (const track of stream.getTracks()) pc.addTransceiver(track, { streams: [stream], direction: "sendonly" });
    await pc.setLocalDescription();
    while (pc.iceGatheringState !== "complete") await new Promise((resolve) => setTimeout(resolve, 20));
    return pc.localDescription!.sdp;
  });
  const candidates: { candidate: string; sdpMid: string | null; sdpMLineIndex: number | null }[] = [];
  const feed = await room.publish(offer, { ...events, onCandidate: (one) => void (one && candidates.push(one)) });
  await page.evaluate(
    async ([sdp, found]) => {
      const pc = (window as BenchWindow).benchPeers![0]!;
      await pc.setRemoteDescription({ type: "answer", sdp });
      for (const one of found) await pc.addIceCandidate(one);
    },
    [feed.answer, candidates] as const,
  );
  const late = setInterval(() => {
    const found = candidates.splice(0);
    void page.evaluate(async (all) => {
      for (const one of all) await (window as BenchWindow).benchPeers![0]!.addIceCandidate(one);
    }, found);
  }, 100);
  await isUp;
  clearInterval(late);
  for (let index = 0; index < listeners; index += 1) {
    const copy = await room.listen(feed.id, {
      onUp: () => undefined,
      onGone: () => undefined,
      onCandidate: (one) =>
        void page
          .evaluate(([at, given]) => (window as BenchWindow).benchPeers![at]?.addIceCandidate(given), [
            index + 1,
            one ?? undefined,
          ] as const)
          .catch(() => undefined),
    });
    const answer = await page.evaluate(async (sdp) => {
      const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
      (window as BenchWindow).benchPeers!.push(pc);
      await pc.setRemoteDescription({ type: "offer", sdp });
      await pc.setLocalDescription();
      while (pc.iceGatheringState !== "complete") await new Promise((resolve) => setTimeout(resolve, 20));
      return pc.localDescription!.sdp;
    }, copy.offer);
    await copy.answer(answer);
  }
}

/** By all listeners together. */
function received(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let packets = 0;
    for (const pc of ((window as BenchWindow).benchPeers ?? []).slice(1))
      for (const stat of (await pc.getStats()).values())
        if (stat.type === "inbound-rtp") packets += stat.packetsReceived;
    return packets;
  });
}
