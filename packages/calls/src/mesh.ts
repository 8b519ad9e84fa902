/**
 * The `MediaEngine` that needs no server: one line to each other party, beside those that are there already, so that nobody's
 * coming or going interrupts the others (CALL-11). Which end offers is said by the call machine; to a line, the offering end is
 * the `agent` and the greeting end the `customer`.
 */
import type { ClientId } from "@rinnalla/protocol";
import { browserEnvironment } from "./environment.ts";
import { createLine, type Line } from "./line.ts";
import { noMedia, type MediaEngine, type PartyLink, type PartyTransport, type PartyView } from "./media-engine.ts";
import { publishView } from "./published-view.ts";
import type { CallEnvironment } from "./types.ts";
import { createVoices } from "./voices.ts";

export interface MeshOptions {
  readonly transport: PartyTransport;
  readonly onChange: (view: readonly PartyView[]) => void;
  readonly environment?: CallEnvironment;
}

interface Party {
  link: PartyLink;
  readonly line: Line;
}

interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export function createMesh({ transport, onChange, environment = browserEnvironment() }: MeshOptions): MediaEngine {
  const parties = new Map<ClientId, Party>();
  /** What came by other means. */
  const given = new Map<ClientId, Tracks>();
  let own = noMedia;
  const voices = createVoices(spread);
  let isClosed = false;
  const published = publishView(readView, ({ parties: view }) => onChange(view));

  function readView(): { readonly parties: readonly PartyView[] } {
    return {
      parties: [...parties].map(([clientId, { link, line }]) => ({
        clientId,
        link: line.state,
        isPlaying: line.isPlaying,
        audio: link.isHeard ? (line.current?.audio ?? null) : null,
        video: link.isHeard && line.current?.remote?.hasVideo ? line.current.video : null,
      })),
    };
  }

  function join(link: PartyLink): Party {
    const { clientId } = link;
    const line = createLine({
      side: link.isOffering ? "agent" : "customer",
      transport: {
        send: (rtc) => transport.send(rtc, clientId),
        relays: () => transport.relays(),
      },
      environment,
      isSilenceNormal: false,
      onChange: lineChanged,
      // There is nobody to choose from.
      onAccept: () => {},
    });
    if (link.isOffering) line.choose(clientId);
    return { link, line };
  }

  function leave(clientId: ClientId): void {
    const party = parties.get(clientId);
    parties.delete(clientId);
    voices.forget(clientId);
    party?.line.close();
  }

  function lineChanged(): void {
    if (isClosed) return;
    // A line that took over brings other tracks, which may have to be passed on.
    if ([...parties.values()].some(({ link }) => link.passesOn.length > 0)) spread();
    published.refresh();
  }

  function tracksOf(clientId: ClientId): Tracks {
    const known = given.get(clientId);
    if (known) return known;
    const current = parties.get(clientId)?.line.current;
    return {
      audio: current?.audio.getAudioTracks()[0] ?? null,
      video: current?.remote?.hasVideo ? (current.video.getVideoTracks()[0] ?? null) : null,
    };
  }

  function soundFor({ link }: Party): ReturnType<typeof voices.for> {
    const others = link.passesOn.map((clientId) => tracksOf(clientId).audio).filter((track) => track !== null);
    return voices.for(link.clientId, link.sendsAudio ? own.audio : null, others);
  }

  /** Gives each party what is meant for it. */
  function spread(): void {
    if (isClosed) return;
    for (const party of parties.values()) {
      const { link, line } = party;
      const { track: audio, isSending } = soundFor(party);
      const passed = link.passesOn.map((clientId) => tracksOf(clientId).video).find((track) => track !== null);
      const video = passed ?? (link.sendsVideo ? own.video : null);
      line.carry(
        { audio, video },
        {
          phase: "ready",
          hasAudio: audio !== null && (link.passesOn.length > 0 || own.hasAudio),
          hasVideo: video !== null && (passed !== undefined || own.hasVideo),
          isSending: isSending || (video !== null && !video.muted),
        },
      );
    }
  }

  return {
    get view() {
      return published.view.parties;
    },
    follow(links) {
      if (isClosed) return;
      for (const [clientId, { link }] of parties) {
        const wanted = links.find((one) => one.clientId === clientId);
        if (wanted?.isOffering !== link.isOffering) leave(clientId);
      }
      const fresh: Party[] = [];
      for (const link of links) {
        const known = parties.get(link.clientId);
        if (known) known.link = link;
        else {
          const party = join(link);
          parties.set(link.clientId, party);
          fresh.push(party);
        }
      }
      spread();
      for (const { line } of fresh) line.start();
      published.refresh();
    },
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
    handleSignal({ clientId }, rtc) {
      const party = parties.get(clientId);
      party?.line.handleSignal({ clientId, side: party.link.isOffering ? "customer" : "agent" }, rtc);
    },
    handleServer() {
      // Nothing goes through the server here.
    },
    networkChanged() {
      for (const { line } of parties.values()) line.networkChanged();
    },
    close() {
      isClosed = true;
      for (const clientId of [...parties.keys()]) leave(clientId);
      voices.close();
      published.end();
    },
  };
}
