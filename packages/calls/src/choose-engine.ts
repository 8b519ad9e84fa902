/**
 * The media engine of one call: what the server says when it is asked for relays. Whoever uses it does not learn which it is, and keeps it
 * when the media server is lost in the call: the browsers then join the parties themselves (CALL-11).
 */
import { createMesh } from "./mesh.ts";
import { noMedia, type MediaEngine, type PartyLink, type PartyTransport, type PartyView } from "./media-engine.ts";
import type { CallEnvironment } from "./types.ts";
import type { ClientId, EngineSignal, RtcSignal, SignalSource } from "@rinnalla/protocol";

export interface MediaEngineOptions {
  readonly transport: PartyTransport;
  readonly onChange: (view: readonly PartyView[]) => void;
  readonly environment?: CallEnvironment;
}

type Given = Parameters<MediaEngine["pass"]>[1];

const againMs = 1_000;
const mostKept = 100;

export function createMediaEngine(options: MediaEngineOptions): MediaEngine {
  const { transport } = options;
  let engine: MediaEngine | null = null;
  let isClosed = false;
  let isDown = false;
  let links: readonly PartyLink[] = [];
  let own = noMedia;
  const given = new Map<ClientId, Given>();
  /** What was said to this page before its engine was there. */
  let kept: (readonly [SignalSource, RtcSignal])[] = [];

  function use(next: MediaEngine): void {
    if (isClosed) return next.close();
    engine?.close();
    engine = next;
    next.carry(own);
    for (const [clientId, tracks] of given) next.pass(clientId, tracks);
    next.follow(links);
    for (const [from, rtc] of kept.splice(0)) next.handleSignal(from, rtc);
  }

  async function choose(): Promise<void> {
    try {
      const { engine: wanted } = await transport.relays();
      if (isClosed || engine) return;
      if (wanted !== "server") return use(createMesh(options));
      const { createServerEngine } = await import("./server-engine.ts");
      if (!engine) use(isDown ? createMesh(options) : createServerEngine(options));
    } catch {
      // The line is away; nothing is laid without the server's word.
      if (!isClosed && !engine) setTimeout(() => void choose(), againMs);
    }
  }
  void choose();

  return {
    get view() {
      return engine?.view ?? [];
    },
    follow(parties) {
      links = parties;
      engine?.follow(parties);
    },
    carry(media) {
      own = media;
      engine?.carry(media);
    },
    pass(clientId, tracks) {
      given.set(clientId, tracks);
      engine?.pass(clientId, tracks);
    },
    handleSignal(from, rtc) {
      if (engine) engine.handleSignal(from, rtc);
      else if (kept.length < mostKept) kept.push([from, rtc]);
    },
    handleServer(signal: EngineSignal) {
      if (signal.say.type !== "down") return engine?.handleServer(signal);
      if (isDown) return;
      isDown = true;
      if (engine) use(createMesh(options));
    },
    networkChanged: () => engine?.networkChanged(),
    close() {
      isClosed = true;
      engine?.close();
      kept = [];
    },
  };
}
