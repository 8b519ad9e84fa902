/**
 * The `MediaEngine` for a deployment with a media server (CALL-11): a page publishes once to all who take part, and is given each of the
 * others. Who is given what is decided by the server, by the same plan. A leg that broke or was moved is laid afresh beside the old one.
 */
import { feedLeg, type RecordedMedia } from "@rinnalla/core";
import type { ClientId, EngineSignal } from "@rinnalla/protocol";
import { browserEnvironment } from "./environment.ts";
import { noMedia, type MediaEngine, type PartyLink, type PartyTransport, type PartyView } from "./media-engine.ts";
import { publishView } from "./published-view.ts";
import { createServerLeg, type ServerLeg } from "./server-leg.ts";
import type { CallEnvironment, RelayPlan } from "./types.ts";
import { createVoices } from "./voices.ts";

export interface ServerEngineOptions {
  readonly transport: PartyTransport;
  readonly onChange: (view: readonly PartyView[]) => void;
  readonly environment?: CallEnvironment;
  readonly records: boolean;
}

interface Laid {
  readonly epoch: number;
  readonly leg: ServerLeg;
}

/** One direction with its newest connection, and the one in use until that delivers. */
interface Way {
  readonly name: string;
  current: Laid | null;
  next: Laid | null;
  epoch: number;
  hasBeenUp: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  isClosed: boolean;
}

interface Other {
  link: PartyLink;
  /** Null while nothing of them is to be heard. */
  way: Way | null;
  tracks: { readonly hasAudio: boolean; readonly hasVideo: boolean } | null;
}

interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** A connection that never comes up is tried again. */
const setUpMs = 6_000;
const againMs = 400;
const movedMs = 50;

export function createServerEngine(options: ServerEngineOptions): MediaEngine {
  const { transport, onChange, records, environment = browserEnvironment() } = options;
  const others = new Map<ClientId, Other>();
  const outs = new Map<string, Way>();
  const told = new Map<string, string>();
  const given = new Map<ClientId, Tracks>();
  const voices = createVoices(spread);
  let own = noMedia;
  let recorded: RecordedMedia | null = null;
  let isClosed = false;
  const published = publishView(readView, ({ parties }) => onChange(parties));

  function readView(): { readonly parties: readonly PartyView[] } {
    return {
      parties: [...others].map(([clientId, { link, way, tracks }]) => {
        const leg = link.isHeard ? (way?.current?.leg ?? null) : null;
        return {
          clientId,
          link: leg?.isUp ? "connected" : way?.hasBeenUp ? "reconnecting" : way ? "connecting" : "idle",
          isPlaying: leg !== null && leg.isUp && (leg.hasMedia || (tracks !== null && !tracks.hasAudio)),
          audio: leg?.audio ?? null,
          video: leg && tracks?.hasVideo ? leg.video : null,
        };
      }),
    };
  }

  function begin(name: string): Way {
    const way: Way = {
      name,
      current: null,
      next: null,
      epoch: 0,
      hasBeenUp: false,
      timer: undefined,
      isClosed: false,
    };
    void lay(way);
    return way;
  }

  async function lay(way: Way): Promise<void> {
    clearTimeout(way.timer);
    way.timer = setTimeout(() => void lay(way), setUpMs);
    let plan: RelayPlan;
    try {
      plan = await transport.relays();
    } catch {
      return;
    }
    if (way.isClosed) return;
    // From the clock, so that a later engine of the same page is not taken for an earlier one.
    way.epoch = Math.max(way.epoch + 1, Date.now());
    const { epoch } = way;
    const isOut = way.name.startsWith("out:");
    drop(way, way.next);
    const leg = createServerLeg({
      isOut,
      plan,
      Connection: environment.RTCPeerConnection,
      send: (say) => transport.toServer(way.name, epoch, say),
      onChange: () => settle(way),
    });
    way.next = { epoch, leg };
    if (isOut) spread();
    else transport.toServer(way.name, epoch, { type: "ask" });
  }

  /** The newer one takes over once it delivers; one that died is replaced. */
  function settle(way: Way): void {
    if (isClosed || way.isClosed) return;
    const { next } = way;
    const isReady =
      next?.leg.isUp && (way.current === null || way.name.startsWith("out:") || next.leg.hasMedia || !hasSound(way));
    if (next && (isReady || (next.leg.isUp && way.current?.leg.isDead))) {
      clearTimeout(way.timer);
      const old = way.current;
      way.current = next;
      way.next = null;
      way.hasBeenUp = true;
      told.delete(way.name);
      spread();
      // Those who are given this page are moved to the new leg in their own time.
      if (old && way.name.startsWith("out:")) setTimeout(() => drop(way, old), setUpMs);
      else drop(way, old);
    } else if ((way.next ?? way.current)?.leg.isDead) {
      clearTimeout(way.timer);
      way.timer = setTimeout(() => void lay(way), againMs);
    }
    published.refresh();
  }

  /** Not in the same breath: what was refused once would be so again. */
  function laterIfNewest(way: Way, epoch: number): void {
    if (epoch !== way.epoch) return;
    clearTimeout(way.timer);
    way.timer = setTimeout(() => void lay(way), movedMs);
  }

  function hasSound(way: Way): boolean {
    return others.get(way.name.slice(3) as ClientId)?.tracks?.hasAudio ?? true;
  }

  function drop(way: Way, laid: Laid | null): void {
    if (!laid) return;
    laid.leg.close();
    transport.toServer(way.name, laid.epoch, { type: "end" });
  }

  function end(way: Way | null | undefined): void {
    if (!way) return;
    way.isClosed = true;
    clearTimeout(way.timer);
    drop(way, way.next);
    drop(way, way.current);
  }

  function tracksOf(clientId: ClientId): Tracks {
    const known = given.get(clientId);
    if (known) return known;
    const other = others.get(clientId);
    const leg = other?.way?.current?.leg;
    return {
      audio: leg?.audio.getAudioTracks()[0] ?? null,
      video: other?.tracks?.hasVideo ? (leg?.video.getVideoTracks()[0] ?? null) : null,
    };
  }

  /** Gives each leg out what is meant for those at its end. */
  function spread(): void {
    if (isClosed) return;
    for (const [name, way] of outs) {
      const links = [...others.values()].map(({ link }) => link).filter((link) => feedLeg(link) === name);
      const passed = links.flatMap((link) => link.passesOn);
      const taken = name === "out:" ? recorded : null;
      const mine = taken?.sendsAudio || links.some((link) => link.sendsAudio) ? own.audio : null;
      const voicesOf = passed.map((clientId) => tracksOf(clientId).audio).filter((track) => track !== null);
      const { track: audio } = voices.for(name, mine, voicesOf);
      const seen = passed.map((clientId) => tracksOf(clientId).video).find((track) => track !== null);
      const video = seen ?? (taken?.sendsVideo || links.some((link) => link.sendsVideo) ? own.video : null);
      for (const laid of [way.current, way.next]) laid?.leg.carry(audio, video);
      const hasAudio = audio !== null && (voicesOf.length > 0 || own.hasAudio);
      const hasVideo = video !== null && (seen !== undefined || own.hasVideo);
      const newest = way.next ?? way.current;
      const key = `${newest?.epoch} ${hasAudio} ${hasVideo}`;
      if (!newest || told.get(name) === key) continue;
      told.set(name, key);
      transport.toServer(name, newest.epoch, { type: "tracks", hasAudio, hasVideo });
    }
  }

  function follow(links: readonly PartyLink[], media: RecordedMedia | null = null): void {
    if (isClosed) return;
    recorded = records ? media : null;
    for (const [clientId, { way }] of others) {
      if (links.some((link) => link.clientId === clientId)) continue;
      others.delete(clientId);
      end(way);
    }
    for (const link of links) {
      const other: Other = others.get(link.clientId) ?? { link, way: null, tracks: null };
      others.set(link.clientId, other);
      other.link = link;
      if (link.isHeard) other.way ??= begin(`in:${link.clientId}`);
      else {
        end(other.way);
        other.way = null;
      }
    }
    const wanted = new Set(links.flatMap((link) => feedLeg(link) ?? []));
    if (recorded) wanted.add("out:");
    for (const [name, way] of outs) {
      if (wanted.has(name)) continue;
      outs.delete(name);
      voices.forget(name);
      told.delete(name);
      end(way);
    }
    for (const name of wanted) if (!outs.has(name)) outs.set(name, begin(name));
    spread();
    published.refresh();
  }

  return {
    get view() {
      return published.view.parties;
    },
    follow,
    carry(media) {
      own = media;
      spread();
    },
    pass(clientId, tracks) {
      const before = given.get(clientId);
      if (before?.audio === tracks.audio && before?.video === tracks.video) return;
      given.set(clientId, tracks);
      spread();
    },
    handleSignal() {
      // Pages do not speak with each other here.
    },
    handleServer({ leg: name, epoch, say }: EngineSignal) {
      const other = name.startsWith("in:") ? others.get(name.slice(3) as ClientId) : undefined;
      const way = name.startsWith("out:") ? outs.get(name) : other?.way;
      if (!way || isClosed) return;
      if (say.type === "tracks" && other) {
        other.tracks = say;
        spread();
        return published.refresh();
      }
      // It has moved there, or what this page has is no longer good.
      if (say.type === "ask") return laterIfNewest(way, epoch);
      for (const laid of [way.current, way.next]) if (laid?.epoch === epoch) laid.leg.handle(say);
    },
    networkChanged() {
      for (const way of [...outs.values(), ...[...others.values()].map((other) => other.way)])
        if (way && !way.current?.leg.isUp) void lay(way);
      // A server that is new here says so.
      told.clear();
      spread();
    },
    close() {
      isClosed = true;
      for (const way of outs.values()) end(way);
      for (const { way } of others.values()) end(way);
      outs.clear();
      others.clear();
      voices.close();
      published.end();
    },
  };
}
