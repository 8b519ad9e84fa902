/**
 * One connection of a page with the media server (CALL-11): out, with what the page publishes, or in, with what it is given of one other
 * party. Like every link of ours it is laid once; when it breaks, `server-engine.ts` lays another beside it.
 */
import type { EngineSignal } from "@rinnalla/protocol";
import type { RelayPlan } from "./types.ts";

type Say = EngineSignal["say"];

export interface ServerLegOptions {
  readonly isOut: boolean;
  readonly plan: RelayPlan;
  readonly Connection: typeof RTCPeerConnection;
  readonly send: (say: Say) => void;
  readonly onChange: () => void;
}

export interface ServerLeg {
  readonly isUp: boolean;
  readonly isDead: boolean;
  /** A packet has arrived; of a leg in. */
  readonly hasMedia: boolean;
  readonly audio: MediaStream;
  readonly video: MediaStream;
  handle(say: Say): void;
  carry(audio: MediaStreamTrack | null, video: MediaStreamTrack | null): void;
  close(): void;
}

export function createServerLeg({ isOut, plan, Connection, send, onChange }: ServerLegOptions): ServerLeg {
  const pc = new Connection({
    iceServers: plan.servers.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential })),
    iceTransportPolicy: plan.isRelayOnly ? "relay" : "all",
    bundlePolicy: "max-bundle",
  });
  const listening = new AbortController();
  const listen = { signal: listening.signal };
  const incoming = { audio: new MediaStream(), video: new MediaStream() };
  const stream = new MediaStream();
  const senders = isOut
    ? {
        audio: pc.addTransceiver("audio", { direction: "sendonly", streams: [stream] }).sender,
        video: pc.addTransceiver("video", { direction: "sendonly", streams: [stream] }).sender,
      }
    : null;
  let isDead = false;
  let hasMedia = false;
  let steps: Promise<unknown> = Promise.resolve();
  /** Candidates may come before the description that they belong to. */
  const early: (RTCIceCandidateInit | null)[] = [];

  async function describe(type: "offer" | "answer", sdp: string): Promise<void> {
    await pc.setRemoteDescription({ type, sdp });
    for (const candidate of early.splice(0)) await pc.addIceCandidate(candidate ?? undefined);
  }

  function die(): void {
    if (isDead) return;
    isDead = true;
    onChange();
  }

  /** One after the other; what fails makes the leg dead. */
  function inTurn(work: () => Promise<unknown>): void {
    steps = steps.then(() => (isDead ? undefined : work())).catch(die);
  }

  pc.addEventListener(
    "connectionstatechange",
    () => (pc.connectionState === "failed" || pc.connectionState === "closed" ? die() : onChange()),
    listen,
  );
  pc.addEventListener(
    "icecandidate",
    ({ candidate }) => {
      if (!candidate) return send({ type: "candidate", candidate: null });
      const { sdpMid, sdpMLineIndex } = candidate;
      send({ type: "candidate", candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex } });
    },
    listen,
  );
  pc.addEventListener(
    "track",
    ({ track }) => {
      incoming[track.kind === "video" ? "video" : "audio"].addTrack(track);
      const arrived = (): void => {
        hasMedia = true;
        onChange();
      };
      // Muted until its first packet.
      if (track.muted) track.addEventListener("unmute", arrived, { ...listen, once: true });
      else arrived();
    },
    listen,
  );
  if (isOut)
    inTurn(async () => {
      await pc.setLocalDescription();
      send({ type: "offer", sdp: pc.localDescription?.sdp ?? "" });
    });

  return {
    get isUp() {
      return !isDead && pc.connectionState === "connected";
    },
    get isDead() {
      return isDead;
    },
    get hasMedia() {
      return hasMedia;
    },
    audio: incoming.audio,
    video: incoming.video,
    handle(say) {
      switch (say.type) {
        case "offer":
          return inTurn(async () => {
            await describe("offer", say.sdp);
            await pc.setLocalDescription();
            send({ type: "answer", sdp: pc.localDescription?.sdp ?? "" });
          });
        case "answer":
          return inTurn(() => describe("answer", say.sdp));
        case "candidate":
          return inTurn(async () => {
            if (pc.remoteDescription) await pc.addIceCandidate(say.candidate ?? undefined);
            else early.push(say.candidate);
          });
        case "end":
          return die();
        case "ask":
        case "tracks":
        case "down":
          // The engine's to hear.
          return;
      }
    },
    carry(audio, video) {
      void senders?.audio.replaceTrack(audio).catch(die);
      void senders?.video.replaceTrack(video).catch(die);
    },
    close() {
      isDead = true;
      listening.abort();
      pc.close();
    },
  };
}
