/**
 * Test support, browser side: one leg of a call or of a screen share on an otherwise empty page, with counters that
 * read what the browser really sent and received.
 */
import type { CallId, ClientId, RtcSignal, Side, SignalSource, VisualId } from "@rinnalla/protocol";
import { beginAnswer } from "../answering.ts";
import { openFreshContext } from "../fresh-context.ts";
import { createCallSession, createScreenShare, listDevices, pickScreen, readAbilities } from "../index.ts";
import { createStandbyDesk } from "../standby.ts";
import type { CallSession, CallView, KeptStandby, LinkTransport, ScreenShare, ScreenView } from "../types.ts";

const connections: RTCPeerConnection[] = [];

const counted = (Connection: typeof RTCPeerConnection) =>
  class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };

const environment = {
  RTCPeerConnection: counted(RTCPeerConnection),
  mediaDevices: navigator.mediaDevices,
  permissions: navigator.permissions,
  openFreshContext() {
    const fresh = openFreshContext();
    return fresh && { ...fresh, Connection: counted(fresh.Connection) };
  },
};

/** Milliseconds since 1970 with fractions: comparable between pages of one machine. */
const clock = () => performance.timeOrigin + performance.now();

export interface Flow {
  readonly audioBytes: number;
  readonly videoBytes: number;
  readonly audioEnergy: number;
  readonly frames: number;
}

const stage = {
  call: null as CallSession | null,
  screen: null as ScreenShare | null,
  views: [] as (CallView | ScreenView)[],
  /** At each change of what is heard: had a packet of it arrived already? */
  changeovers: [] as boolean[],
  devicesOpened: 0,
  acceptedAt: 0,
  mediaAt: 0,
  endedByBrowser: 0,
  /** What the picker gave. */
  shared: null as MediaStream | null,
  /** Agent: a link waits for the customer's next page. Set before the leg is opened. */
  isStandingBy: false,
  /** Customer: what the next page may answer. */
  kept: null as KeptStandby | null,
  /** Of what the session gives to be played, since `listen`. */
  heard: { looks: 0, loudAt: 0 },
  /** Set before the leg is opened. */
  isRelayOnly: false,
  readAbilities,
  listDevices,
  pickScreen,

  openCall(side: Side, clientId: string, kept: KeptStandby | null = null): void {
    stage.call = createCallSession({
      side,
      callId: "call" as CallId,
      clientId: clientId as ClientId,
      transport: transportOf(side, clientId),
      environment,
      ...(stage.isStandingBy && { standby: createStandbyDesk() }),
      onStandby(standby) {
        stage.kept = standby;
      },
      onChange(view) {
        stage.views.push(view);
        if (view.remoteAudio !== document.querySelector("audio")!.srcObject) {
          stage.changeovers.push(view.remoteAudio?.getAudioTracks()[0]?.muted === false);
        }
        play("audio", view.remoteAudio);
        play("video", view.remoteVideo);
      },
      onRemoteMedia() {
        stage.mediaAt = clock();
      },
    });
    if (kept === null) stage.call.start();
    else stage.call.resume(beginAnswer(kept, environment.RTCPeerConnection));
  },

  openScreen(side: Side, clientId: string): void {
    stage.screen = createScreenShare({
      side,
      visualId: "visual" as VisualId,
      clientId: clientId as ClientId,
      transport: transportOf(side, clientId),
      environment,
      onChange(view) {
        stage.views.push(view);
        play("video", view.remoteVideo);
      },
      onEndedByBrowser() {
        stage.endedByBrowser += 1;
      },
    });
    stage.screen.start();
  },

  /** The customer's click on an accept. */
  accept(wanted: { audio: boolean; video: boolean }): Promise<void> {
    stage.acceptedAt = clock();
    return stage.call?.openMedia(wanted) ?? Promise.resolve();
  },

  listen(): void {
    const sound = stage.call?.view.remoteAudio;
    if (!sound) throw new Error("Nothing to listen to");
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(sound).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      stage.heard.looks += 1;
      if (samples.some((sample) => Math.abs(sample) > 0.001)) stage.heard.loudAt ||= clock();
    }, 20);
  },

  /** Of the picture that is shown just now: the brightness of its middle, 0 to 255; 0 as well where there is none. */
  brightness(): number {
    const video = document.querySelector("video")!;
    const drawing = new OffscreenCanvas(1, 1).getContext("2d")!;
    drawing.drawImage(video, 0, 0, 1, 1);
    const [red, green, blue] = drawing.getImageData(0, 0, 1, 1).data;
    return Math.max(red!, green!, blue!);
  },

  hear(from: SignalSource, rtc: RtcSignal): void {
    stage.call?.handleSignal(from, rtc);
    stage.screen?.handleSignal(from, rtc);
  },

  /** The first payload format of the sound that this page sends: what goes on the wire. */
  sentAudioFormat(): string | undefined {
    const sender = connections.at(-1)?.getTransceivers()[0]?.sender;
    return sender?.getParameters().codecs[0]?.mimeType;
  },

  /** What can cross to Node. */
  look() {
    const view = stage.call?.view ?? stage.screen?.view;
    if (view === undefined) return null;
    const { link, quality } = view;
    const call = stage.call?.view;
    return {
      link,
      quality,
      isSharing: stage.screen?.view.isSharing ?? false,
      microphone: call?.microphone,
      camera: call?.camera,
      remote: call?.remote,
      details: call?.details,
      hasLocalVideo: call !== undefined && call.localVideo !== null,
      hasRemoteVideo: view.remoteVideo !== null,
      live: connections.filter((pc) => pc.connectionState !== "closed").length,
      made: connections.length,
      // Firefox tells nothing of a closed one.
      negotiations: connections
        .filter((pc) => pc.connectionState !== "closed")
        .map((pc) => pc.localDescription?.sdp.match(/^o=\S+ \d+ (\d+)/m)?.[1] ?? ""),
    };
  },

  async received(): Promise<Flow> {
    return flow("inbound-rtp", "bytesReceived");
  },

  async sent(): Promise<Flow> {
    return flow("outbound-rtp", "bytesSent");
  },

  /** Cuts all present links without a word to either session, as a dead network would. */
  cut(): void {
    for (const pc of connections) {
      for (const transceiver of pc.getTransceivers()) transceiver.stop();
    }
  },
};

async function flow(type: string, bytes: "bytesReceived" | "bytesSent"): Promise<Flow> {
  const total = { audioBytes: 0, videoBytes: 0, audioEnergy: 0, frames: 0 };
  for (const pc of connections) {
    if (pc.connectionState === "closed") continue;
    for (const stat of (await pc.getStats()).values()) {
      if (stat.type !== type) continue;
      total[stat.kind === "audio" ? "audioBytes" : "videoBytes"] += stat[bytes] ?? 0;
      total.audioEnergy += stat.totalAudioEnergy ?? 0;
      total.frames += stat.framesDecoded ?? 0;
    }
  }
  return total;
}

function transportOf(side: Side, clientId: string): LinkTransport {
  return {
    send: (rtc, to) => window.signalOut({ side, clientId: clientId as ClientId }, rtc, to ?? null),
    relays: async () => ({ servers: [], isRelayOnly: stage.isRelayOnly, region: "here" }),
  };
}

function play(tag: "audio" | "video", stream: MediaStream | null): void {
  const element = document.querySelector(tag)!;
  if (element.srcObject !== stream) element.srcObject = stream;
}

// How often a device is really opened, whoever asks.
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (constraints) => {
  stage.devicesOpened += 1;
  return getUserMedia(constraints);
};

export type Stage = typeof stage;

declare global {
  interface Window {
    stage: Stage;
    /** Given by `stage.ts` in Node, which carries it to the other pages. */
    signalOut(from: SignalSource, rtc: RtcSignal, to: string | null): void;
  }
}

window.stage = stage;
