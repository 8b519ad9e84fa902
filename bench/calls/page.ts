/**
 * Browser side of the benchmark: one leg of a call, ours or a peer's, over a signalling socket of its own. Reads what really
 * arrived: packets of the sound that is played, concealed samples, the first frame that was painted.
 */
import type { CallId, ClientId, RelayServer, RtcSignal, Side } from "@rinnalla/protocol";
import { createCallSession, type CallView } from "@rinnalla/calls";
import { afterAcceptMs } from "../../apps/widget/src/call/leg-card.tsx";
import { ReconnectingSocket } from "../../packages/client/src/socket.ts";
import { openFreshContext } from "../../packages/calls/src/fresh-context.ts";
import { openCard, type Card } from "./card.tsx";
import { openPlainLeg, type PlainWay } from "./plain-leg.ts";

export type Way = "rinnalla" | "rinnallaRelayed" | PlainWay;

const isOurs = (way: Way): way is "rinnalla" | "rinnallaRelayed" => way === "rinnalla" || way === "rinnallaRelayed";

/** What the benchmark needs of a leg, whoever made it. */
export interface Leg {
  hear(rtc: unknown): void;
  /** The network or the signalling came back. */
  lineIsBack(): void;
  accept(wanted: { audio: boolean; video: boolean }): Promise<void>;
  readonly isReady: boolean;
}

/** Milliseconds since 1970 with fractions: comparable between the pages of one machine. */
export const clock = () => performance.timeOrigin + performance.now();

const sampleEveryMs = 50;
const made = new Set<RTCPeerConnection>();

function counted(Connection: typeof RTCPeerConnection): typeof RTCPeerConnection {
  return class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.add(this);
    }
  };
}

/** The card's, where it is drawn; else the page's own. */
const audio = () => document.querySelector<HTMLAudioElement>(".rinnalla audio") ?? document.querySelector("audio")!;
const video = () => document.querySelector("video")!;

const numbers = new WeakMap<RTCPeerConnection, number>();
let lastNumber = 0;

function numberOf(pc: RTCPeerConnection): number {
  const number = numbers.get(pc) ?? (lastNumber += 1);
  numbers.set(pc, number);
  return number;
}

export interface SoundCounters {
  /** Counters of a fresh link begin at nothing. */
  readonly link: number;
  readonly concealed: number;
  readonly samples: number;
  readonly packets: number;
  readonly lost: number;
  readonly sent: number;
  readonly bytes: number;
}

/** The connection whose sound is played. */
function heard(): { pc: RTCPeerConnection; track: MediaStreamTrack } | null {
  const track = (audio().srcObject as MediaStream | null)?.getAudioTracks()[0];
  for (const pc of made) {
    if (pc.connectionState === "closed") made.delete(pc);
    else if (track !== undefined && pc.getReceivers().some((receiver) => receiver.track === track))
      return { pc, track };
  }
  return null;
}

const bench = {
  leg: null as Leg | null,
  isOnline: false,
  acceptedAt: 0,
  /** The first packet of the sound that is played, be it one that came while it rang. */
  soundAt: 0,
  /** The first sound that is no silence at the loudspeaker's end. */
  audibleAt: 0,
  pictureAt: 0,
  /** When the sound's counter had moved, and the picture's. */
  moved: [] as number[],
  painted: [] as number[],
  links: [] as { at: number; link: string }[],
  isVideoPaused: false,

  /** `hasCard`: the customer's end of ours is drawn by the widget's card. */
  open(way: Way, side: Side, url: string, relays: readonly RelayServer[], hasCard: boolean): void {
    let sendFrame = (_rtc: unknown): void => {};
    isShown = side === "agent";
    if (hasCard && isOurs(way) && side === "customer") card = openCard();
    if (isOurs(way)) {
      const session = createCallSession({
        side,
        callId: "call" as CallId,
        clientId: side as unknown as ClientId,
        transport: {
          send: (rtc) => sendFrame(rtc),
          relays: async () =>
            way === "rinnallaRelayed"
              ? { servers: relays, isRelayOnly: true, region: "here" }
              : { servers: [], isRelayOnly: false, region: "here" },
          doubt: () => socket.doubt(),
        },
        environment: {
          RTCPeerConnection: counted(RTCPeerConnection),
          mediaDevices: navigator.mediaDevices,
          permissions: navigator.permissions,
          openFreshContext() {
            const fresh = openFreshContext();
            return fresh && { ...fresh, Connection: counted(fresh.Connection) };
          },
        },
        onChange(view) {
          if (bench.links.at(-1)?.link !== view.link) bench.links.push({ at: clock(), link: view.link });
          bench.isVideoPaused = view.videoPaused.own;
          seen = view;
          show(view.remoteAudio, view.remoteVideo);
        },
      });
      bench.leg = {
        hear: (rtc) =>
          session.handleSignal(
            {
              side: side === "agent" ? "customer" : "agent",
              clientId: (side === "agent" ? "customer" : "agent") as never,
            },
            rtc as RtcSignal,
          ),
        lineIsBack: () => session.networkChanged(),
        accept: (wanted) => session.openMedia(wanted),
        get isReady() {
          return session.view.link === "connected";
        },
      };
      session.start();
    } else {
      bench.leg = openPlainLeg({
        way,
        side,
        Connection: counted(RTCPeerConnection),
        send: (rtc) => sendFrame(rtc),
        doubt: () => socket.doubt(),
        show,
      });
    }
    let hasBeenOnline = false;
    const socket = new ReconnectingSocket({
      url,
      hello: async () => JSON.stringify({ t: "hello" }),
      onFrame(frame) {
        const { rtc } = frame as unknown as { rtc?: unknown };
        if (rtc !== undefined) bench.leg?.hear(rtc);
      },
      onBinary() {},
      onStatus(status) {
        bench.isOnline = status === "online";
        if (!bench.isOnline) return;
        if (hasBeenOnline || isOurs(way)) bench.leg?.lineIsBack();
        hasBeenOnline = true;
      },
    });
    sendFrame = (rtc) => void socket.send(JSON.stringify({ t: "signal", rtc }));
  },

  accept(wanted: { audio: boolean; video: boolean }): Promise<void> {
    bench.acceptedAt = clock();
    isShown = true;
    const accepted = bench.leg!.accept(wanted);
    if (given.sound?.getAudioTracks()[0]?.muted === false) bench.soundAt ||= clock();
    if (card === null) show(given.sound, given.picture);
    else {
      isDrawing = false;
      setTimeout(() => {
        isDrawing = true;
        draw();
        awaitPicture();
      }, afterAcceptMs);
    }
    return accepted;
  },

  /** Every 50 ms from now on: has anything of what is played arrived? */
  watch(): void {
    let last: { pc: RTCPeerConnection; packets: number } | null = null;
    const look = async (): Promise<void> => {
      const now = heard();
      if (now === null) return;
      let packets = 0;
      for (const stat of (await now.pc.getStats(now.track)).values()) {
        if (stat.type === "inbound-rtp") packets = stat.packetsReceived;
      }
      if (packets > 0 && (last?.pc !== now.pc || packets > last.packets)) bench.moved.push(clock());
      last = { pc: now.pc, packets };
    };
    setInterval(() => void look(), sampleEveryMs);
    const paint = (): void => {
      bench.painted.push(clock());
      video().requestVideoFrameCallback(paint);
    };
    video().requestVideoFrameCallback(paint);
  },

  /** Address and port of the relay that the connection in use is behind; null: none. */
  async relayInUse(): Promise<string | null> {
    const all = await heard()?.pc.getStats();
    const selected = [...(all?.values() ?? [])].find((stat) => stat.type === "transport")?.selectedCandidatePairId;
    return all?.get(all.get(selected)?.localCandidateId)?.url ?? null;
  },

  /** The longest time without a packet since then. */
  silenceSince(at: number): number {
    const times = [...bench.moved.filter((one) => one >= at - 2 * sampleEveryMs), clock()];
    return Math.max(...times.map((one, index) => one - (times[index - 1] ?? at)));
  },

  firstAfter(at: number): number | null {
    return bench.moved.find((one) => one >= at) ?? null;
  },

  firstPaintedAfter(at: number): number | null {
    return bench.painted.find((one) => one >= at) ?? null;
  },

  /** Counters of the sound that is played. */
  async sound(): Promise<SoundCounters> {
    const now = heard();
    const found = { link: 0, concealed: 0, samples: 0, packets: 0, lost: 0, sent: 0, bytes: 0 };
    found.link = now === null ? 0 : numberOf(now.pc);
    for (const stat of now === null ? [] : (await now.pc.getStats(now.track)).values()) {
      if (stat.type !== "inbound-rtp") continue;
      found.concealed = stat.concealedSamples - stat.silentConcealedSamples;
      found.samples = stat.totalSamplesReceived;
      found.packets = stat.packetsReceived;
      found.lost = stat.packetsLost;
    }
    // The codec that statistics name is Opus either way; redundancy shows in the size of what is sent.
    for (const stat of (await now?.pc.getStats())?.values() ?? []) {
      if (stat.type !== "outbound-rtp" || stat.kind !== "audio") continue;
      found.sent = stat.packetsSent;
      found.bytes = stat.bytesSent;
    }
    return found;
  },
};

/** The customer's page plays what is held silent before the accept, and shows nothing. */
let isShown = false;
let card: Card | null = null;
let seen: CallView | null = null;
/** As in the widget, which draws nothing for a moment after the click. */
let isDrawing = true;

function draw(): void {
  if (isDrawing && seen !== null) card?.draw(seen, !isShown);
}

/** From the moment at which the card shows it: the first frame that is not the black one from before the accept. */
function awaitPicture(): void {
  const video = card?.picture;
  if (!video) return void setTimeout(awaitPicture, 1);
  const drawing = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  const look = (): void => {
    drawing.drawImage(video, 0, 0, 1, 1);
    const [red, green, blue] = drawing.getImageData(0, 0, 1, 1).data;
    if (Math.max(red!, green!, blue!) > 60) bench.pictureAt = clock();
    else video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
}

let given: { sound: MediaStream | null; picture: MediaStream | null } = { sound: null, picture: null };
const speaker = new AudioContext();

/** Notes when anything else than silence comes out. */
function listenTo(sound: MediaStream): void {
  const analyser = speaker.createAnalyser();
  speaker.createMediaStreamSource(sound).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    if (!samples.some((sample) => Math.abs(sample) > 0.001)) return;
    bench.audibleAt ||= clock();
    clearInterval(timer);
  }, 4);
}

function show(sound: MediaStream | null, picture: MediaStream | null): void {
  given = { sound, picture };
  if (audio().srcObject !== sound) {
    audio().srcObject = sound;
    const track = sound?.getAudioTracks()[0];
    if (sound !== null && track !== undefined && bench.audibleAt === 0) listenTo(sound);
    if (track !== undefined && bench.soundAt === 0) {
      const mark = () => (bench.soundAt ||= clock());
      if (track.muted) track.addEventListener("unmute", () => isShown && mark(), { once: true });
      else if (isShown) mark();
    }
  }
  if (card !== null) return draw();
  if (!isShown) return;
  if (video().srcObject !== picture) {
    video().srcObject = picture;
    if (picture !== null) video().requestVideoFrameCallback(() => (bench.pictureAt ||= clock()));
  }
}

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = bench;
