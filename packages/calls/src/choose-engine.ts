/**
 * The media engine of one call: what the server says when it is asked for relays. Whoever uses it does not learn which it is, and keeps it
 * when the media server is lost in the call: the browsers then join the parties themselves (CALL-11).
 */
import { createMesh } from "./mesh.ts";
import { noMedia, type MediaEngine, type PartyLink, type PartyTransport, type PartyView } from "./media-engine.ts";
import type { RecordedMedia } from "@rinnalla/core";
import type { CallEnvironment } from "./types.ts";
import type { ClientId, EngineSignal, RtcSignal, SignalSource } from "@rinnalla/protocol";

export interface MediaEngineOptions {
  readonly transport: PartyTransport;
  readonly onChange: (view: readonly PartyView[]) => void;
  /** Whether the engine records the call (CALL-12), so that no page needs to: it is known now, or another. */
  readonly onRecords?: (records: boolean) => void;
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
  let recorded: RecordedMedia | null = null;
  let own = noMedia;
  const given = new Map<ClientId, Given>();
  /** What was said to this page before its engine was there. */
  let kept: (readonly [SignalSource, RtcSignal])[] = [];

  function use(next: MediaEngine, records = false): void {
    if (isClosed) return next.close();
    engine?.close();
    engine = next;
    next.carry(own);
    for (const [clientId, tracks] of given) next.pass(clientId, tracks);
    next.follow(links, recorded);
    options.onRecords?.(records);
    for (const [from, rtc] of kept.splice(0)) next.handleSignal(from, rtc);
  }

  async function choose(): Promise<void> {
    try {
      const { engine: wanted, recorder } = await transport.relays();
      if (isClosed || engine) return;
      if (wanted !== "server") return use(createMesh(options));
      const { createServerEngine } = await import("./server-engine.ts");
      if (engine) return;
      const records = recorder === "server";
      if (isDown) use(createMesh(options));
      else use(createServerEngine({ ...options, records }), records);
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
    follow(parties, media = null) {
      links = parties;
      recorded = media;
      engine?.follow(parties, media);
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
