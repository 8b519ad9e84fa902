/**
 * The peers: a call by plain RTCPeerConnection, as tutorials and most products do it. `offerWithRing`: the offer is there with the
 * ring, devices, answer and ICE come after the accept. `iceRestart`: the same, and a lost connection is repaired by `restartIce`.
 */
import type { Side } from "@rinnalla/protocol";
import type { Leg } from "./page.ts";

export type PlainWay = "offerWithRing" | "iceRestart";

interface PlainSignal {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit | null;
  readonly isAsking?: boolean;
}

export interface PlainLegOptions {
  readonly way: PlainWay;
  readonly side: Side;
  readonly Connection: typeof RTCPeerConnection;
  send(signal: PlainSignal): void;
  /** The peer has our socket, so that what differs is the media's recovery alone. */
  doubt(): void;
  show(sound: MediaStream | null, picture: MediaStream | null): void;
}

export function openPlainLeg({ way, side, Connection, send, doubt, show }: PlainLegOptions): Leg {
  const isAgent = side === "agent";
  const pc = new Connection({ bundlePolicy: "max-bundle" });
  const waiting: RTCIceCandidateInit[] = [];
  let offer: RTCSessionDescriptionInit | null = null;
  let hasAccepted = false;
  const heard = new MediaStream();
  const seen = new MediaStream();

  pc.addEventListener("icecandidate", ({ candidate }) => send({ candidate: candidate?.toJSON() ?? null }));
  pc.addEventListener("track", ({ track }) => {
    (track.kind === "audio" ? heard : seen).addTrack(track);
    show(heard, seen.getTracks().length > 0 ? seen : null);
  });
  async function offerNow(): Promise<void> {
    // An offer that was lost with its socket is replaced by another.
    if (pc.signalingState === "have-remote-offer") return;
    await pc.setLocalDescription(await pc.createOffer());
    send({ description: pc.localDescription! });
  }
  /** The offering side restarts; the other asks it to. */
  function restart(): void {
    if (way !== "iceRestart" || pc.remoteDescription === null) return;
    if (!isAgent) return send({ isAsking: true });
    pc.restartIce();
    void offerNow();
  }
  pc.addEventListener("connectionstatechange", () => {
    if (pc.connectionState === "disconnected" || pc.connectionState === "failed") {
      doubt();
      restart();
    }
  });

  async function take(description: RTCSessionDescriptionInit): Promise<void> {
    await pc.setRemoteDescription(description);
    for (const candidate of waiting.splice(0)) await pc.addIceCandidate(candidate).catch(() => {});
    if (description.type === "answer") return;
    await pc.setLocalDescription();
    send({ description: pc.localDescription! });
  }

  return {
    hear(signal) {
      const { description, candidate, isAsking } = signal as PlainSignal;
      if (isAsking) restart();
      else if (description?.type === "offer" && !hasAccepted) offer = description;
      else if (description !== undefined) void take(description);
      else if (candidate && pc.remoteDescription === null) waiting.push(candidate);
      else if (candidate) void pc.addIceCandidate(candidate).catch(() => {});
    },
    lineIsBack: restart,
    /** Agent: opens its devices and offers. Customer: opens its devices and answers. */
    async accept(wanted) {
      const stream = await navigator.mediaDevices.getUserMedia(wanted);
      for (const track of stream.getTracks()) pc.addTrack(track, stream);
      hasAccepted = true;
      if (isAgent) await offerNow();
      else if (offer !== null) await take(offer);
    },
    get isReady() {
      return isAgent ? pc.localDescription !== null : offer !== null;
    },
  };
}
