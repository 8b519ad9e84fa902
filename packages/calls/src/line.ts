/**
 * What lasts while links come and go: says hello, answers hellos, and lays a fresh link beside a broken one, which
 * closes when the fresh one delivers (CALL-08). Knows nothing of devices or of what a call is.
 *
 * The customer's end asks, with a rising epoch; the agent's end lays a link for each asking client of the customer
 * (several tabs while it rings) and sends media only to the chosen one.
 */
import type { ClientId, RtcSignal, Side, SignalSource } from "@rinnalla/protocol";
import { createLink, type Link, type LinkMessage, type LinkTracks } from "./link.ts";
import { heldMedia, type MediaState } from "./media-state.ts";
import type { BegunAnswer } from "./answering.ts";
import type { StandbyDesk } from "./standby.ts";
import type { CallEnvironment, CallQuality, KeptStandby, LinkState, LinkTransport, RelayPlan } from "./types.ts";
import { delivers, findHeir, type Entry } from "./heir.ts";
import type { Insight } from "./insight.ts";
import { createRelayPlans } from "./relay-plans.ts";
import { displacedBy, outlived } from "./rivals.ts";
import { firstEncoding, ringingEncoding } from "./picture.ts";
import { beginWatch, lookEveryMs, lookOnce, type Patience } from "./watchdog.ts";

const quietTracks: LinkTracks = { audio: null, video: null };
/** For a new page's socket, and the way to the agent's end. */
const standbyAnswerMs = 3000;
const mostNoteChars = 60_000;
/** After the accept the agent's picture stays as it was for so long: the first sound and picture have both machines to themselves. */
const smallAfterAcceptMs = 600;

/** The agent's end waits longer, because as a rule the customer's end asks first. */
const patienceOf: Record<Side, Patience> = {
  customer: { silentMs: 300, lostMs: 600, setUpMs: 4000 },
  agent: { silentMs: 2000, lostMs: 2000, setUpMs: 5000 },
};

export interface LineOptions {
  readonly side: Side;
  readonly transport: LinkTransport;
  readonly environment: Pick<CallEnvironment, "RTCPeerConnection" | "openFreshContext">;
  /** A shared screen on which nothing moves sends no packets; then only the browser's own word counts as a loss. */
  readonly isSilenceNormal: boolean;
  /** What is sent is a camera's picture, which may be smaller at first and give way later. */
  readonly hasCamera?: boolean;
  readonly onChange: () => void;
  /** Agent: over its link this client said that it opens or sends media. */
  readonly onAccept: (clientId: ClientId) => void;
  readonly standby?: StandbyDesk | undefined;
  readonly onStandby?: ((standby: KeptStandby) => void) | undefined;
}

/** Whether a link is played, and what it can carry, is the line's own knowledge. */
type OutgoingState = Omit<MediaState, "isPlayed" | "isVideoPaused">;

export interface Line {
  readonly state: LinkState;
  /** The link whose media is played. */
  readonly current: Link | null;
  readonly isLost: boolean;
  /** The current link delivers what the other end has to send. */
  readonly isPlaying: boolean;
  readonly quality: CallQuality | null;
  /** The own picture is held back, so that the voice gets through. */
  readonly isVideoPaused: boolean;
  readonly way: Insight["way"];
  readonly plan: RelayPlan | null;
  handleSignal(from: SignalSource, rtc: RtcSignal): void;
  start(): void;
  resume(begun: BegunAnswer): void;
  /** Agent: media goes to this client, and comes from it. */
  choose(clientId: ClientId): void;
  carry(tracks: LinkTracks, state: OutgoingState): void;
  networkChanged(): void;
  close(): void;
}

export function createLine(options: LineOptions): Line {
  const { side, transport, environment, standby, onChange } = options;
  const isAgent = side === "agent";
  const patience = patienceOf[side];
  /** Oldest first. */
  let entries: Entry[] = [];
  let current: Entry | null = null;
  let chosen: ClientId | null = null;
  let outgoing: { tracks: LinkTracks; state: OutgoingState } = { tracks: quietTracks, state: heldMedia };
  let epoch = 0;
  let hasStarted = false;
  let isClosed = false;
  const relays = createRelayPlans(() => transport.relays());
  let watch = beginWatch(Date.now(), patience);
  let isLost = false;
  /** A link fell silent without having been closed, or the browser came online: the address may be another one now. */
  let mayHaveMoved = false;
  /** When a picture that is small because it rang may grow; 0: it has. */
  let smallUntil = 0;
  /** Null until its code is there. */
  let insight: Insight | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  /** A closing link may leave its question for statistics unanswered, so each link has its own turn. */
  let looking: Entry | null = null;
  const listening = new AbortController();

  function askAfresh(): void {
    void relays.ask().catch(() => {});
    // From the clock, so that a later session of the same page is not taken for an earlier one.
    if (!isAgent) epoch = Math.max(epoch + 1, Date.now());
    sayHello();
  }

  function sayHello(to = chosen): void {
    if (!isAgent) transport.send({ type: "hello", epoch });
    else if (to === null) transport.send({ type: "hello", epoch: 0 });
    else transport.send({ type: "hello", epoch: 0 }, to);
  }

  /** At this end: the customer's own click, or what the agent's end was told of it. */
  const isAccepted = () => (isAgent ? chosen !== null : outgoing.state.phase !== "held");

  const sendOf = (clientId: ClientId, entryEpoch: number) => (message: LinkMessage) => {
    const rtc = { ...message, epoch: entryEpoch } as RtcSignal;
    if (isAgent) transport.send(rtc, clientId);
    else transport.send(rtc);
  };

  function lay(clientId: ClientId, entryEpoch: number, given: RelayPlan, begun?: BegunAnswer): Entry {
    const wasRung = given.isRelayOnlyUntilAccept === true && !isAccepted();
    const laid: RelayPlan = wasRung ? { ...given, isRelayOnly: true } : given;
    // Not where the other end's page was loaded anew: its old one closed the link, and a frame is not made for nothing.
    const context = mayHaveMoved ? (environment.openFreshContext?.() ?? null) : null;
    const link = createLink({
      isOffering: isAgent,
      plan: laid,
      Connection: context?.Connection ?? environment.RTCPeerConnection,
      begun,
      onClose: () => context?.release(),
      onNote: (text) => keepStandby(clientId, text),
      send: sendOf(clientId, entryEpoch),
      onChange: settle,
    });
    const entry: Entry = { clientId, epoch: entryEpoch, link, plan: laid, hasAccepted: false, wasRung };
    entries.push(entry);
    for (const other of displacedBy(entries, entry, current, chosen)) drop(other);
    carryOn(entry);
    return entry;
  }

  function drop(entry: Entry): void {
    entries = entries.filter((other) => other !== entry);
    if (current === entry) current = null;
    entry.link.close();
  }

  function carryOn(entry: Entry): void {
    const isRinging = isAgent && chosen === null;
    const isSmall = isRinging || Date.now() < smallUntil;
    const isOpen = !isAgent || isRinging || entry.clientId === chosen || entry === current;
    const state = isOpen ? outgoing.state : heldMedia;
    entry.link.carry(
      isOpen ? outgoing.tracks : quietTracks,
      { ...state, isPlayed: entry === current, isVideoPaused: isVideoPaused() },
      options.hasCamera ? (isSmall ? ringingEncoding : (insight?.encoding(entry === current) ?? firstEncoding)) : null,
    );
  }

  const isVideoPaused = () => insight?.encoding(false).active === false && outgoing.tracks.video !== null;

  const carryOnAll = () => entries.forEach(carryOn);

  /** After anything changed on any link: bury the dead, hear an accept, let a link that delivers take over. */
  function settle(): void {
    if (isClosed) return;
    for (const entry of entries) {
      if (entry.link.isDead) drop(entry);
    }
    for (const entry of entries) {
      const hasAccepted = (entry.link.remote?.phase ?? "held") !== "held";
      if (!hasAccepted || entry.hasAccepted) continue;
      entry.hasAccepted = true;
      if (isAgent) options.onAccept(entry.clientId);
    }
    const heir = findHeir(entries, current, isLost, isAgent ? { of: chosen } : null);
    if (heir !== undefined) {
      const old = current;
      current = heir;
      insight?.beginLink();
      isLost = mayHaveMoved = false;
      standby?.renewSoon();
      // Another client's link is that of a page that was left.
      if (old !== null && old.clientId !== heir.clientId) drop(old);
      carryOn(heir);
    }
    // The other end may still be playing the old link: each closes it for both.
    if (current?.link.remote?.isPlayed === true) {
      for (const entry of outlived(entries, current)) drop(entry);
    }
    askForDirect();
    onChange();
  }

  /**
   * The link that rang is relayed, so that ringing showed nobody's address. Once it carries the call (or cannot), a fresh one
   * that may be direct is laid beside it: no silence, and nothing else to do while the first sound is on its way.
   */
  function askForDirect(): void {
    const rung = entries.filter((entry) => entry.wasRung && entry.clientId === chosen);
    if (!isAgent || rung.length === 0 || (current !== null && !delivers(current.link))) return;
    for (const entry of rung) entry.wasRung = false;
    sayHello();
  }

  async function look(): Promise<void> {
    const seen = current;
    if (seen !== null && seen === looking) return;
    looking = seen;
    const report = seen === null ? null : await seen.link.stats().catch(() => null);
    if (looking === seen) looking = null;
    if (isClosed || seen !== current) return;
    const isRinging = isAgent && chosen === null;
    const result = lookOnce(
      watch,
      {
        now: Date.now(),
        isUp: seen?.link.isUp ?? (isRinging && entries.some(({ link }) => link.isUp)),
        isExpected: !options.isSilenceNormal && (seen?.link.remote?.isSending ?? false),
        packets: report === null ? watch.packets : packetsOf(report),
      },
      patience,
    );
    watch = result.watch;
    isLost = result.isLost;
    if (watch.goodAt === watch.lookedAt) mayHaveMoved = false;
    if (result.isDoubtful || result.isAsking) {
      mayHaveMoved ||= seen?.link.isDead === false;
      transport.doubt?.();
    }
    if (result.isAsking) askAfresh();
    if (seen?.link.isUp) standby?.look(seen.link, relays.ask, environment.RTCPeerConnection);
    if (insight !== null && (result.isDoubtful || result.isBack)) {
      insight.beginAgain(result.isDoubtful);
      carryOnAll();
    }
    const hasGrown = smallUntil > 0 && Date.now() >= smallUntil;
    if (hasGrown) smallUntil = 0;
    const isOther =
      report !== null && insight?.look(report, seen?.link.remote?.isSending === true, outgoing.tracks.video !== null);
    if (isOther || hasGrown) carryOnAll();
    if (insight !== null) seen?.link.buffer(insight.bufferMs);
    settle();
  }

  function keepStandby(from: ClientId, text: string): void {
    const { onStandby } = options;
    if (!onStandby || text.length > mostNoteChars) return;
    relays
      .ask()
      .then((given) => onStandby({ ...(JSON.parse(text) as KeptStandby), from, plan: given }))
      // Written by the other end: what is none is none.
      .catch(() => {});
  }

  const find = (clientId: ClientId, { epoch: its }: RtcSignal) =>
    entries.find((one) => one.clientId === clientId && one.epoch === its);

  /** The customer's next page has answered its standby: it is the one from now on, and the server's word follows. */
  function adopt(clientId: ClientId, answer: RtcSignal): boolean {
    const entry = standby?.take(clientId, answer, sendOf(clientId, answer.epoch), settle);
    if (!entry) return false;
    entries.push(entry);
    // It needs its time, and a fresh link laid meanwhile would take its place.
    watch = { ...watch, askAt: Date.now() + patience.setUpMs };
    choose(clientId);
    return true;
  }

  function begin(askInMs: number): void {
    hasStarted = true;
    watch = { ...beginWatch(Date.now(), patience), askAt: Date.now() + askInMs };
    timer = setInterval(() => void look(), lookEveryMs);
    globalThis.addEventListener?.("online", cameOnline, { signal: listening.signal });
    // Without it (an upgrade took the old files away) the call is as good, only unjudged.
    import("./insight.ts").then(
      ({ createInsight }) => (insight = createInsight()),
      () => {},
    );
  }

  function choose(clientId: ClientId): void {
    if (chosen === clientId) return;
    const before = chosen;
    chosen = clientId;
    if (before === null) {
      insight?.beginLink();
      smallUntil = Date.now() + smallAfterAcceptMs;
    }
    // Tabs that rang in vain go at once; the link that carried the call until now stays until the new one delivers.
    for (const entry of entries) {
      if (entry.clientId !== clientId && entry.clientId !== before) drop(entry);
    }
    carryOnAll();
    settle();
  }

  function cameOnline(): void {
    mayHaveMoved = true;
    networkChanged();
  }

  /** Looks now, and asks at the next look unless packets have moved by then. */
  function networkChanged(): void {
    if (!hasStarted || isClosed) return;
    const isInTrouble = watch.goodAt < watch.lookedAt;
    if (isInTrouble) watch = { ...watch, askAt: 0 };
    clearInterval(timer);
    timer = setInterval(() => void look(), lookEveryMs);
    void look().then(() => {
      // A look that follows another at once sees nothing move; the next one has a whole interval to judge by.
      if (!isInTrouble) watch = { ...watch, askAt: 0 };
    });
  }

  return {
    get state() {
      if (isClosed) return "closed";
      if (current !== null || (watch.hasBeenUp && !isLost)) return isLost ? "reconnecting" : "connected";
      if (watch.hasBeenUp) return "reconnecting";
      if (entries.some(({ link }) => link.isUp)) return "connected";
      return hasStarted || entries.length > 0 ? "connecting" : "idle";
    },
    get current() {
      return current?.link ?? null;
    },
    get isLost() {
      return isLost;
    },
    get isPlaying() {
      return current !== null && !isLost && delivers(current.link);
    },
    get quality() {
      return current && insight && insight.quality;
    },
    get isVideoPaused() {
      return isVideoPaused();
    },
    get way() {
      return current && insight && insight.way;
    },
    get plan() {
      return current?.plan ?? relays.latest;
    },
    handleSignal(from, rtc) {
      if (isClosed || from.side === side) return;
      // Of a link that is laid already: nothing to wait for.
      if (isAgent && find(from.clientId, rtc)) return hear(from.clientId, rtc, null);
      if (isAgent && adopt(from.clientId, rtc)) return onChange();
      // All of them wait for the same promise and so stay in order.
      void relays
        .ask()
        .then((relayPlan) => {
          if (!isClosed) hear(from.clientId, rtc, relayPlan);
        })
        .catch(() => {});
    },
    start() {
      if (hasStarted || isClosed) return;
      begin(patience.setUpMs);
      askAfresh();
    },
    resume(begun) {
      if (hasStarted || isClosed) return begun.pc.close();
      const { kept } = begun;
      begin(standbyAnswerMs);
      ({ epoch } = kept);
      relays.latest = kept.plan;
      lay(kept.from, epoch, kept.plan, begun);
    },
    choose,
    carry(tracks, state) {
      outgoing = { tracks, state };
      carryOnAll();
    },
    networkChanged,
    close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      listening.abort();
      standby?.close();
      for (const entry of entries) entry.link.close();
      entries = [];
      current = null;
    },
  };

  function hear(clientId: ClientId, rtc: RtcSignal, relayPlan: RelayPlan | null): void {
    const entry = find(clientId, rtc);
    if (rtc.type === "hello") {
      if (isAgent) {
        const newest = entries.findLast((one) => one.clientId === clientId);
        if (relayPlan && rtc.epoch > (newest?.epoch ?? 0)) lay(clientId, rtc.epoch, relayPlan);
      } else if (hasStarted) {
        // An agent's page that came up at the same moment may have missed the hello; one that has offered has not.
        if (entries.some((one) => one.epoch === epoch)) askAfresh();
        else sayHello();
      }
    } else if (rtc.type === "offer" && !isAgent) {
      if (relayPlan && entry === undefined && rtc.epoch === epoch) lay(clientId, epoch, relayPlan).link.handle(rtc);
    } else if (rtc.type === "answer" && isAgent && entries.every((one) => one.clientId !== clientId)) {
      // To a standby that is gone, such as that of this page before its reload.
      sayHello(clientId);
    } else {
      entry?.link.handle(rtc);
    }
    onChange();
  }
}

function packetsOf(report: RTCStatsReport): number {
  let packets = 0;
  for (const { type, packetsReceived } of report.values()) if (type === "inbound-rtp") packets += packetsReceived ?? 0;
  return packets;
}
