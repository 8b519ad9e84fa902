/**
 * The answering end of a link up to its answer: small enough for the widget's loader, which answers a standby before any other code is
 * there (CALL-08). Nothing is said here and no device is opened (CALL-07); both are the link's own, which takes over.
 */
import { withStartRate } from "./picture.ts";
import type { KeptStandby, RelayPlan } from "./types.ts";

export interface Peer {
  readonly pc: RTCPeerConnection;
  /** Agreed beforehand (negotiated): open as soon as the transport is, without a message of its own. */
  readonly channel: RTCDataChannel;
  /** One stream for both kinds, so that the other end keeps lips and voice together. */
  readonly outgoing: MediaStream;
}

export function openPeer(plan: RelayPlan, Connection: typeof RTCPeerConnection): Peer {
  const pc = new Connection({
    iceServers: plan.servers.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential })),
    iceTransportPolicy: plan.isRelayOnly ? "relay" : "all",
    bundlePolicy: "max-bundle",
  });
  return { pc, channel: pc.createDataChannel("state", { negotiated: true, id: 0 }), outgoing: new MediaStream() };
}

/** Resolves when the answer is the local description. */
export async function answerOffer({ pc, outgoing }: Peer, sdp: string): Promise<void> {
  await pc.setRemoteDescription({ type: "offer", sdp: withStartRate(sdp) });
  for (const transceiver of pc.getTransceivers()) {
    transceiver.direction = "sendrecv";
    transceiver.sender.setStreams(outgoing);
    if (transceiver.receiver.track.kind === "audio") preferRed(transceiver);
  }
  await pc.setLocalDescription();
}

/** One that the browser cannot use (an unknown protocol, an unresolvable name) must not take down those that it can. */
export async function addCandidate(pc: RTCPeerConnection, candidate: RTCIceCandidateInit | null): Promise<void> {
  // An empty one means the end of candidates, which needs no word here.
  if (candidate !== null) await pc.addIceCandidate(candidate).catch(() => {});
}

/** Redundant audio first where the browser has it: 5 % of loss is then hardly heard. */
export function preferRed(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities("audio")?.codecs ?? [];
  const isRed = (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === "audio/red";
  if (!codecs.some(isRed)) return;
  transceiver.setCodecPreferences?.([...codecs.filter(isRed), ...codecs.filter((codec) => !isRed(codec))]);
}

/** An answer on its way, which nobody has been told of. */
export interface BegunAnswer extends Peer {
  readonly kept: KeptStandby;
  /** Rejects where the browser could not take the offer. */
  readonly answered: Promise<void>;
  /** Found so far, in their order; to be listened for by who takes over. */
  readonly candidates: (RTCIceCandidate | null)[];
}

export function beginAnswer(kept: KeptStandby, Connection = RTCPeerConnection): BegunAnswer {
  const peer = openPeer(kept.plan, Connection);
  const candidates: (RTCIceCandidate | null)[] = [];
  peer.pc.onicecandidate = ({ candidate }) => candidates.push(candidate);
  const answer = async (): Promise<void> => {
    const [offer, ...others] = kept.messages;
    if (offer?.type !== "offer") throw new TypeError("no offer");
    const answering = answerOffer(peer, offer.sdp);
    for (const message of others) if (message.type === "candidate") void addCandidate(peer.pc, message.candidate);
    await answering;
  };
  const answered = answer();
  answered.catch(() => {});
  return { ...peer, kept, answered, candidates };
}
