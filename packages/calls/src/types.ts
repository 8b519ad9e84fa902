/**
 * The public contract of calls: what the widget and the console give to a session and what they render of it.
 * A view is a snapshot; a fresh one is handed to `onChange` whenever anything in it changed.
 */
import type { BegunAnswer } from "./answering.ts";
import type { FreshContext } from "./fresh-context.ts";
import type { CallId, ClientId, RelayServer, RtcSignal, Side, SignalSource, VisualId } from "@rinnalla/protocol";
import type { LinkMessage } from "./link.ts";
import type { OwnMedia } from "./media-engine.ts";
import type { StandbyDesk } from "./standby.ts";

/** What the set-up of a link travels on: `signal` and `relays` frames of the conversation's socket. */
export interface LinkTransport {
  /** Agent's end: with `to` for one client of the customer, without for all. Customer's end: always to the call's agent. */
  send(rtc: RtcSignal, to?: ClientId): void;
  relays(): Promise<RelayPlan>;
  /** Media stopped: the socket that signals travel on may be dead as well, which it says of itself only much later. */
  doubt?(): void;
}

export interface RelayPlan {
  readonly servers: readonly RelayServer[];
  /** All media through the relays, so that neither end learns the other's address (CALL-09). */
  readonly isRelayOnly: boolean;
  /** The same until the customer accepts: ringing shows nobody's address. Then a direct link may take over. */
  readonly isRelayOnlyUntilAccept?: boolean;
  readonly region: string;
  /** What joins a call of more than two; absent: the browsers. */
  readonly engine?: "server";
  /** What records it (CALL-12); absent: the agent's browser. */
  readonly recorder?: "server";
}

/**
 * `connected`: the transport is up, which it is before the customer accepts; whether anybody has accepted is the call
 * machine's word. `reconnecting`: it was up, and a fresh connection is on its way.
 */
export type LinkState = "idle" | "connecting" | "connected" | "reconnecting" | "closed";

/**
 * From the real track. `off`: not asked for. `muted`: live, but silent (by us, by the system or by a key on the headset).
 * `denied`: no permission; `none`: no such device; `busy`: another program holds it.
 */
export type DeviceState = "off" | "starting" | "on" | "muted" | "denied" | "none" | "busy";

export type QualityWarning = "roundTrip" | "jitter" | "loss" | "score";

export interface CallQuality {
  /** 4 best; 0: nothing arrives. */
  readonly bars: 0 | 1 | 2 | 3 | 4;
  readonly roundTripMs: number | null;
  readonly jitterMs: number;
  readonly lossPercent: number;
  /** Received per second. */
  readonly kilobits: number;
  /** Share of the time in which the other side's picture stood still. */
  readonly frozenPercent: number;
  /** Mean opinion score, 1 to 4.5. */
  readonly score: number;
  readonly warnings: readonly QualityWarning[];
}

/** The proof of the way that media takes (CALL-09). */
export interface CallDetails {
  readonly localCandidate: string;
  readonly remoteCandidate: string;
  readonly protocol: string;
  readonly audioCodec: string | null;
  readonly videoCodec: string | null;
  readonly region: string;
  readonly isRelayOnly: boolean;
}

/** More about the microphone or camera in use; empty texts where none is. */
export interface DeviceDetail {
  readonly id: string;
  readonly label: string;
  /** The one before was unplugged or taken away, and this one came in its place without being chosen. */
  readonly isStandIn: boolean;
  /** Silent by the system or by a key on the headset, though not by us. */
  readonly isSilencedBySystem: boolean;
}

export interface CallView {
  readonly link: LinkState;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly microphoneDetail: DeviceDetail;
  readonly cameraDetail: DeviceDetail;
  /** Whether the background of the own picture is blurred; null where the browser does not offer it for this camera. */
  readonly isBackgroundBlurred: boolean | null;
  /** For the self-view, `<video muted>`; null while the camera is off. */
  readonly localVideo: MediaStream | null;
  /** The own microphone's, silent while muted; for a recording (CALL-12). */
  readonly localAudio: MediaStreamTrack | null;
  /** For `<audio autoplay>`. Another object whenever another link has taken over: set `srcObject` anew. */
  readonly remoteAudio: MediaStream | null;
  /** For `<video autoplay playsinline muted>`; null while the other side's camera is off. */
  readonly remoteVideo: MediaStream | null;
  /** What the other side says it sends. */
  readonly remote: { readonly hasAudio: boolean; readonly hasVideo: boolean };
  /** A camera is on, yet its picture is held back while the line is too weak, so that the voice gets through. */
  readonly videoPaused: { readonly own: boolean; readonly remote: boolean };
  readonly quality: CallQuality | null;
  readonly details: CallDetails | null;
}

export interface DeviceChoice {
  readonly id: string;
  /** Empty until the page has permission. */
  readonly label: string;
}

export interface DeviceList {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  /** Chosen with `setSinkId` on the element that plays `remoteAudio`. */
  readonly speakers: readonly DeviceChoice[];
}

/** The parts of the browser that calls use; tests may give others. */
export interface CallEnvironment {
  readonly RTCPeerConnection: typeof RTCPeerConnection;
  readonly mediaDevices: MediaDevices;
  readonly permissions: Permissions | undefined;
  /** Where links that replace a lost one are made; without it, in the page itself. */
  readonly openFreshContext?: () => FreshContext | null;
}

/** One end of a link that waits for its answer: the offer and its candidates, in their order. */
export interface Standby {
  readonly epoch: number;
  readonly messages: readonly LinkMessage[];
}

export interface KeptStandby extends Standby {
  /** The agent's page. */
  readonly from: ClientId;
  /** Of the moment at which it was kept: its credentials live minutes. */
  readonly plan: RelayPlan;
}

export interface CallSessionOptions {
  readonly side: Side;
  readonly callId: CallId;
  readonly clientId: ClientId;
  readonly transport: LinkTransport;
  readonly onChange: (view: CallView) => void;
  /** Once: the other side's media really arrives here, or it told that it has none to send. Send `confirmCall` now. */
  readonly onRemoteMedia?: () => void;
  /** What `own` says changed. */
  readonly onOwnMedia?: () => void;
  /** Agent: what makes links for the customer's next page; `@rinnalla/calls/standby`. */
  readonly standby?: StandbyDesk;
  /** Customer: the agent's end waits for this page's successor; each takes the place of the one before. */
  readonly onStandby?: (standby: KeptStandby) => void;
  readonly environment?: CallEnvironment;
}

export interface CallSession {
  readonly view: CallView;
  /** A signal of kind `rtc` whose `linkId` is this call's. */
  handleSignal(from: SignalSource, rtc: RtcSignal): void;
  /** Customer: asks for a link at once, while it rings. Agent: lets waiting customers ask again. Opens no device. */
  start(): void;
  /** Customer, instead of `start`: says the answer to what the page before this one was given. Should it come to nothing, asks afresh. */
  resume(begun: BegunAnswer): void;
  /** Agent: the customer's client that answered, or that rejoined. Links of other clients are closed. */
  choosePeer(clientId: ClientId): void;
  /**
   * Customer: call it in the click on an accept (or when the answered call is rejoined); it also tells the agent's end
   * over the link, which is faster than the server. Agent: at the start of the call; it flows while it rings, and the
   * customer's end keeps it silent and hidden until the customer accepts. Resolves when the devices are open or refused; never throws: what failed shows in the view.
   */
  openMedia(
    wanted: { readonly audio: boolean; readonly video: boolean },
    /** The microphone, where it was asked for before. */
    early?: Promise<MediaStream | null>,
  ): Promise<void>;
  /** Unmuting without an open microphone tries to open it again. */
  setMuted(isMuted: boolean): void;
  setCamera(isOn: boolean): Promise<void>;
  /** On hold nothing is sent, whatever the devices do (CALL-11). */
  setHeld(isHeld: boolean): void;
  /** What the devices give, for further links of the same call. */
  readonly own: OwnMedia;
  /** Swaps devices in the running call. */
  useDevices(choice: { readonly microphone?: string; readonly camera?: string }): Promise<void>;
  /** Nothing happens where the browser does not offer it. */
  setBackgroundBlur(isOn: boolean): Promise<void>;
  /** The socket came back or the network changed: checks the link at once. `online` events are heard without it. */
  networkChanged(): void;
  /** Stops tracks, closes links, removes listeners and timers. Nothing may be called afterwards. */
  close(): void;
}

export interface ScreenView {
  readonly link: LinkState;
  /** What the shared screen sounds like, where the customer shares that too. */
  readonly remoteAudio: MediaStream | null;
  /** For `<video autoplay playsinline muted>` on the agent's side. */
  readonly remoteVideo: MediaStream | null;
  /** Customer: a screen is being sent. Agent: the other side says so. */
  readonly isSharing: boolean;
  readonly quality: CallQuality | null;
}

export interface ScreenShareOptions {
  readonly side: Side;
  readonly visualId: VisualId;
  readonly clientId: ClientId;
  readonly transport: LinkTransport;
  readonly onChange: (view: ScreenView) => void;
  /** Customer: "Stop sharing" in the browser's own bar, or the shared window was closed. Send `endVisual`. */
  readonly onEndedByBrowser?: () => void;
  readonly environment?: CallEnvironment;
}

export interface ScreenShare {
  readonly view: ScreenView;
  handleSignal(from: SignalSource, rtc: RtcSignal): void;
  /** Agent: ready to see. Customer: nothing yet; `offerScreen` begins. */
  start(): void;
  /** Customer: sends what `pickScreen` gave; again with another stream swaps the picture. */
  offerScreen(stream: MediaStream): void;
  networkChanged(): void;
  /** Also stops the shared stream. */
  close(): void;
}

export type ScreenPick =
  | { readonly ok: true; readonly stream: MediaStream }
  /** `refused`: the customer closed the picker or the system forbids it. */
  | { readonly ok: false; readonly reason: "refused" | "unsupported" | "failed" };

/** Without any prompt (CALL-06). Fits the `abilities` signal. */
export interface Abilities {
  readonly hasMicrophone: boolean;
  readonly hasCamera: boolean;
  readonly canCall: boolean;
  readonly canShareScreen: boolean;
}

export interface Ringtone {
  /** Silent where the browser wants a click first; never throws. */
  start(): void;
  stop(): void;
}
