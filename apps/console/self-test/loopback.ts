/**
 * A call of this browser with itself, without devices: out through the relay and back in, so that both directions of this network
 * carry it. An unreliable data channel stands for media, since its congestion control finds out what the way can carry.
 */
import type { RelayServer } from "@rinnalla/protocol";

export interface LoopbackResult {
  /** Between two people who were both here. */
  readonly roundTripMs: number;
  /** At most 6,000. */
  readonly kbps: number;
}

const connectMs = 10_000;
const pings = 15;
const floodMs = 3_000;
/** While the congestion window opens nothing is counted. */
const warmUpMs = 1_000;
/** More than any call takes; a fast network is not filled for nothing. */
const mostKbps = 6_000;
const bufferedBytes = 128 * 1024;
const packet = new Uint8Array(1100);

/** Without servers the link stays inside the browser. `null`: no link came about. */
export async function measureLoopback(servers: readonly RelayServer[]): Promise<LoopbackResult | null> {
  const configuration: RTCConfiguration = {
    iceServers: servers.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential })),
    iceTransportPolicy: servers.length > 0 ? "relay" : "all",
  };
  const near = new RTCPeerConnection(configuration);
  const far = new RTCPeerConnection(configuration);
  try {
    const channels = [near, far].map((each) =>
      each.createDataChannel("loopback", { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 }),
    );
    const [out, back] = channels as [RTCDataChannel, RTCDataChannel];
    for (const channel of channels) channel.binaryType = "arraybuffer";
    introduce(near, far);
    introduce(far, near);
    const isOpen = Promise.all(channels.map((channel) => once(channel, "open")));
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription!);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription!);
    if ((await Promise.race([isOpen, wait(connectMs)])) === undefined) return null;
    const roundTripMs = await pingPong(out, back);
    return roundTripMs === null ? null : { roundTripMs, kbps: await flood(out, back) };
  } finally {
    near.close();
    far.close();
  }
}

/** Candidates wait for the description that they belong to. */
function introduce(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const early: RTCIceCandidate[] = [];
  from.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate === null) return;
    if (to.remoteDescription === null) early.push(candidate);
    else to.addIceCandidate(candidate).catch(() => {});
  });
  to.addEventListener("signalingstatechange", () => {
    if (to.remoteDescription !== null) for (const each of early.splice(0)) to.addIceCandidate(each).catch(() => {});
  });
}

async function pingPong(out: RTCDataChannel, back: RTCDataChannel): Promise<number | null> {
  const echo = ({ data }: MessageEvent<unknown>) => back.send(data as string);
  back.addEventListener("message", echo);
  const times: number[] = [];
  for (let ping = 0; ping < pings; ping += 1) {
    const from = performance.now();
    const answer = once(out, "message");
    out.send("ping");
    // A lost one does not count; loss shows in the bandwidth.
    if ((await Promise.race([answer, wait(1_000)])) !== undefined) times.push(performance.now() - from);
  }
  back.removeEventListener("message", echo);
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? null;
}

async function flood(out: RTCDataChannel, back: RTCDataChannel): Promise<number> {
  let bytes = 0;
  const from = performance.now();
  back.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
    if (performance.now() - from > warmUpMs) bytes += data.byteLength;
  });
  let sent = 0;
  for (let now = 0; now < floodMs; now = performance.now() - from) {
    while (out.bufferedAmount < bufferedBytes && sent * 8 < now * mostKbps) {
      out.send(packet);
      sent += packet.byteLength;
    }
    await wait(10);
  }
  return (bytes * 8) / (floodMs - warmUpMs);
}

function once(target: EventTarget, type: string): Promise<Event> {
  return new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));
}

function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
