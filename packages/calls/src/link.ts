/**
 * One peer connection, from set-up to close. The agent's end offers, the customer's end answers, once: both transceivers
 * are laid empty and later changes are `replaceTrack` alone, so a link never renegotiates. It is never repaired either:
 * `line.ts` lays another beside it (CALL-08).
 */
import type { RelayPlan } from "./types.ts";
import { heldMedia, readMediaState, type MediaState } from "./media-state.ts";
import { relayedCandidate, relayedDescription } from "./relayed-only.ts";
import { withStartRate, type VideoEncoding } from "./picture.ts";
import { addCandidate, answerOffer, openPeer, preferRed, type BegunAnswer } from "./answering.ts";
import type { RtcSignal } from "@rinnalla/protocol";

export type LinkSignal = Exclude<RtcSignal, { type: "hello" }>;
/** Without its epoch, which is the line's affair. */
export type LinkMessage = LinkSignal extends infer S ? (S extends unknown ? Omit<S, "epoch"> : never) : never;

export interface LinkOptions {
  readonly isOffering: boolean;
  readonly plan: RelayPlan;
  readonly Connection: typeof RTCPeerConnection;
  /** Answered already, and said by nobody. */
  readonly begun?: BegunAnswer | undefined;
  readonly send: (message: LinkMessage) => void;
  /** The transport, the other end's state or the first packets: something of what can be read below changed. */
  readonly onChange: () => void;
  readonly onClose: () => void;
  /** The other end said something else than the state of its media. */
  readonly onNote?: (text: string) => void;
}

export interface LinkTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export interface Link {
  /** Transport connected and the data channel open. */
  readonly isUp: boolean;
  /** Closed by either end, or given up by the browser: it will never be up again. */
  readonly isDead: boolean;
  /** A packet of the other end's media has arrived. */
  readonly hasMedia: boolean;
  /** Null until the other end has told. */
  readonly remote: MediaState | null;
  readonly audio: MediaStream;
  readonly video: MediaStream;
  /** In the order in which the other end sent them. */
  handle(signal: LinkSignal): void;
  /** `encoding` of the picture: as it is where none is given. */
  carry(tracks: LinkTracks, state: MediaState, encoding: VideoEncoding | null): void;
  /** How long received sound waits before it is played; null: as the browser likes. */
  buffer(ms: number | null): void;
  /** Over the data channel, if it is open. */
  note(text: string): void;
  stats(): Promise<RTCStatsReport>;
  close(): void;
}

export function createLink(options: LinkOptions): Link {
  const { isOffering, plan, Connection, begun, send, onChange, onClose, onNote } = options;
  const peer = begun ?? openPeer(plan, Connection);
  const { pc, channel, outgoing } = peer;
  const listening = new AbortController();
  const listen = { signal: listening.signal };
  const incoming = { audio: new MediaStream(), video: new MediaStream() };
  const senders: Partial<Record<"audio" | "video", RTCRtpSender>> = {};
  let tracks: LinkTracks = { audio: null, video: null };
  let encoding: VideoEncoding | null = null;
  let told = heldMedia;
  let remote: MediaState | null = null;
  let hasMedia = false;
  let isDead = false;
  let steps: Promise<unknown> = Promise.resolve();
  /** Found before the own description was sent, which has to be first. */
  let early: LinkMessage[] | null = [];

  channel.addEventListener("open", () => (tell(), onChange()), listen);
  channel.addEventListener("close", die, listen);
  channel.addEventListener(
    "message",
    ({ data }) => {
      const state = readMediaState(data);
      if (state === null) return onNote?.(data);
      remote = state;
      onChange();
    },
    listen,
  );
  pc.addEventListener(
    "connectionstatechange",
    () => {
      // `disconnected` often heals, and the watchdog sees sooner whether it does; only `failed` is final.
      if (pc.connectionState === "failed") die();
      else onChange();
    },
    listen,
  );
  pc.addEventListener("icecandidate", ({ candidate }) => tellCandidate(candidate), listen);

  function tellCandidate(candidate: RTCIceCandidate | null): void {
    if (candidate === null) return sendCandidate({ type: "candidate", candidate: null });
    const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
    const told = plan.isRelayOnly ? relayedCandidate(candidate.candidate) : candidate.candidate;
    if (told === null) return;
    sendCandidate({ type: "candidate", candidate: { candidate: told, sdpMid, sdpMLineIndex, usernameFragment } });
  }

  function sendCandidate(message: LinkMessage): void {
    if (early === null) send(message);
    else early.push(message);
  }

  function die(): void {
    isDead = true;
    onChange();
  }

  /** Work on the connection goes one after the other; what fails makes the link dead, and the line lays another. */
  function inTurn(work: () => Promise<unknown>): void {
    steps = steps.then(() => (isDead ? undefined : work())).catch(die);
  }

  function adopt(transceiver: RTCRtpTransceiver, kind: "audio" | "video"): void {
    if (senders[kind] !== undefined) return;
    senders[kind] = transceiver.sender;
    const { track } = transceiver.receiver;
    incoming[kind].addTrack(track);
    hold();
    // The first packet unmutes the receiver's track.
    track.addEventListener("unmute", () => ((hasMedia = true), onChange()), listen);
    if (isOffering && kind === "audio") preferRed(transceiver);
  }

  /** What the agent sends while it rings is neither heard nor seen until this end has answered. */
  function hold(): void {
    for (const { track } of pc.getReceivers()) track.enabled = isOffering || told.phase !== "held";
  }

  async function setEncoding(): Promise<void> {
    if (encoding !== null) await tune(senders.video, encoding);
  }

  async function setEncodings(): Promise<void> {
    // Where the way is narrow, the voice comes first.
    await Promise.all([tune(senders.audio, { priority: "high", networkPriority: "high" }), setEncoding()]);
  }

  /** Each for itself: the voice of an accept does not wait behind a camera, and what is sent already is left alone. */
  async function setTracks(): Promise<void> {
    const set = (sender: RTCRtpSender | undefined, track: MediaStreamTrack | null) =>
      sender?.track === track ? undefined : sender?.replaceTrack(track);
    await Promise.all([set(senders.audio, tracks.audio), set(senders.video, tracks.video)]);
  }

  function note(text: string): void {
    if (channel.readyState === "open") channel.send(text);
  }

  const tell = () => note(JSON.stringify(told));

  function sayDescription(type: "offer" | "answer"): void {
    const sdp = pc.localDescription?.sdp ?? "";
    send({ type, sdp: plan.isRelayOnly ? relayedDescription(sdp) : sdp });
    for (const message of early ?? []) send(message);
    early = null;
  }

  if (isOffering) {
    for (const kind of ["audio", "video"] as const) adopt(pc.addTransceiver(kind, { streams: [outgoing] }), kind);
    inTurn(setEncodings);
    inTurn(async () => {
      await pc.setLocalDescription();
      sayDescription("offer");
    });
  }

  async function completeAnswer(): Promise<void> {
    for (const transceiver of pc.getTransceivers())
      adopt(transceiver, transceiver.receiver.track.kind as "audio" | "video");
    // The other end is waiting for nothing but this.
    sayDescription("answer");
    await setEncodings();
    await setTracks();
  }

  if (begun) {
    pc.onicecandidate = null;
    for (const candidate of begun.candidates) tellCandidate(candidate);
    inTurn(async () => {
      await begun.answered;
      await completeAnswer();
    });
  }

  return {
    get isUp() {
      return pc.connectionState === "connected" && channel.readyState === "open";
    },
    get isDead() {
      return isDead;
    },
    get hasMedia() {
      return hasMedia;
    },
    get remote() {
      return remote;
    },
    audio: incoming.audio,
    video: incoming.video,
    handle(signal) {
      inTurn(async () => {
        if (signal.type === "candidate") {
          return addCandidate(pc, signal.candidate);
        }
        // An end that plays the other's part, or plays its own twice, has lost its place: not heard.
        if (pc.signalingState !== (isOffering ? "have-local-offer" : "stable") || pc.remoteDescription !== null) return;
        if (isOffering) return pc.setRemoteDescription({ type: "answer", sdp: withStartRate(signal.sdp) });
        await answerOffer(peer, signal.sdp);
        await completeAnswer();
      });
    },
    carry(nextTracks, state, nextEncoding) {
      if (JSON.stringify(nextEncoding) !== JSON.stringify(encoding)) {
        encoding = nextEncoding;
        inTurn(setEncoding);
      }
      const isOther = nextTracks.audio !== tracks.audio || nextTracks.video !== tracks.video;
      tracks = nextTracks;
      if (isOther) inTurn(setTracks);
      if (JSON.stringify(state) === JSON.stringify(told)) return;
      told = state;
      hold();
      tell();
    },
    buffer(ms) {
      for (const receiver of pc.getReceivers()) {
        if (receiver.track.kind === "audio" && (receiver.jitterBufferTarget ?? null) !== ms)
          receiver.jitterBufferTarget = ms;
      }
    },
    note,
    stats: () => pc.getStats(),
    close() {
      isDead = true;
      listening.abort();
      channel.close();
      pc.close();
      onClose();
    },
  };
}

async function tune(sender: RTCRtpSender | undefined, encoding: Partial<RTCRtpEncodingParameters>): Promise<void> {
  const parameters = sender?.getParameters();
  const [only] = parameters?.encodings ?? [];
  if (sender === undefined || parameters === undefined || only === undefined) return;
  Object.assign(only, encoding);
  // A browser that does not know one of them sends as it would.
  await sender.setParameters(parameters).catch(() => {});
}
