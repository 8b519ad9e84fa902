/**
 * What calls need of Janus, in its video room's words: a room for each call, a feed that a page publishes, a copy of a feed for a page that
 * may have it. Who may is not asked here (`media-rooms.ts`).
 */
import { randomInt } from "node:crypto";
import type { Logger } from "pino";
import { openJanus, type JanusHandle, type JanusSession } from "./janus-client.ts";

export interface MediaServerSettings {
  readonly url: string;
  readonly secret: string;
  /** Where it writes what it records, and we find it; by default a folder beside our own data. */
  readonly recordings?: string | null;
}

export type Candidate = {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
};

export interface PeerEvents {
  readonly onCandidate: (candidate: Candidate | null) => void;
  /** Its connection stands: only now can a feed be given on. */
  readonly onUp: () => void;
  /** Its connection is gone. */
  readonly onGone: () => void;
}

export interface Feed {
  readonly id: number;
  readonly answer: string;
  trickle(candidate: Candidate | null): void;
  /** Into files of this name, each kind in one of its own, until `null`. Resolves when they are closed. */
  record(name: string | null): Promise<void>;
  close(): void;
}

export interface Copy {
  readonly offer: string;
  answer(sdp: string): Promise<void>;
  trickle(candidate: Candidate | null): void;
  close(): void;
}

export interface MediaRoom {
  publish(offer: string, events: PeerEvents): Promise<Feed>;
  listen(feedId: number, events: PeerEvents): Promise<Copy>;
  close(): void;
}

/** `unreachable`: calls are joined by the browsers alone meanwhile. */
export type MediaServerState = "none" | "ok" | "unreachable";

const againMs = 3_000;
/** Whoever takes part publishes once, and once more for each who only listens or whispers. */
const mostFeeds = 12;

export class MediaServer {
  readonly #settings: MediaServerSettings | null;
  readonly #log: Logger;
  readonly #lost: (() => void)[] = [];
  #session: JanusSession | null = null;
  #state: MediaServerState = "none";
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(settings: MediaServerSettings | null, log: Logger) {
    this.#settings = settings;
    this.#log = log;
  }

  get state(): MediaServerState {
    return this.#state;
  }

  /** All rooms and what is in them are gone. */
  onLost(listener: () => void): void {
    this.#lost.push(listener);
  }

  /** Resolves when the first try is over; whether it succeeded is `state`. */
  async start(): Promise<void> {
    if (!this.#settings || this.#isStopped) return;
    try {
      this.#session = await openJanus(this.#settings.url, this.#settings.secret, () => this.#isLost());
      if (this.#state !== "ok") this.#log.info("media server reached");
      this.#state = "ok";
    } catch (failure) {
      if (this.#state !== "unreachable") this.#log.warn({ err: failure }, "media server unreachable");
      this.#state = "unreachable";
      this.#again();
    }
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#session?.close();
  }

  /** `recordings`: where Janus writes what is recorded. */
  async open(recordings: string): Promise<MediaRoom> {
    const session = this.#session;
    if (!session) throw new Error("there is no media server");
    const secret = this.#settings?.secret ?? "";
    const room = randomInt(2 ** 47);
    const master = await session.attach(() => undefined);
    await master.ask({
      request: "create",
      admin_key: secret,
      room,
      is_private: true,
      publishers: mostFeeds,
      audiocodec: "opus",
      videocodec: "vp8",
      opus_fec: true,
      bitrate: 2_000_000,
      rec_dir: recordings,
      // Pages are told by us, and by us alone, who else is there.
      notify_joining: false,
    });
    return {
      publish: (offer, events) => publish(session, room, offer, events),
      listen: (feedId, events) => listen(session, room, feedId, events),
      close() {
        void master
          .ask({ request: "destroy", room })
          .catch(() => undefined)
          .finally(() => master.detach());
      },
    };
  }

  #isLost(): void {
    this.#session = null;
    if (this.#isStopped) return;
    this.#state = "unreachable";
    this.#log.warn("media server lost");
    for (const listener of this.#lost) listener();
    this.#again();
  }

  #again(): void {
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.start(), againMs).unref();
  }
}

async function publish(session: JanusSession, room: number, offer: string, events: PeerEvents): Promise<Feed> {
  const handle = await attach(session, events);
  try {
    const id = randomInt(2 ** 47);
    const { jsep } = await handle.ask(
      { request: "joinandconfigure", ptype: "publisher", room, id },
      { type: "offer", sdp: offer },
    );
    if (!jsep) throw new Error("a feed without an answer");
    return {
      id,
      answer: jsep.sdp,
      trickle: (candidate) => trickle(handle, candidate),
      async record(name) {
        await handle.ask({ request: "configure", record: name !== null, ...(name !== null && { filename: name }) });
      },
      close: () => handle.detach(),
    };
  } catch (failure) {
    handle.detach();
    throw failure;
  }
}

async function listen(session: JanusSession, room: number, feed: number, events: PeerEvents): Promise<Copy> {
  const handle = await attach(session, events);
  try {
    const { jsep } = await handle.ask({ request: "join", ptype: "subscriber", room, streams: [{ feed }] });
    if (!jsep) throw new Error("a copy without an offer");
    return {
      offer: jsep.sdp,
      async answer(sdp) {
        await handle.ask({ request: "start" }, { type: "answer", sdp });
      },
      trickle: (candidate) => trickle(handle, candidate),
      close: () => handle.detach(),
    };
  } catch (failure) {
    handle.detach();
    throw failure;
  }
}

function attach(session: JanusSession, { onCandidate, onUp, onGone }: PeerEvents): Promise<JanusHandle> {
  return session.attach(({ janus, candidate }) => {
    if (janus === "webrtcup") onUp();
    if (janus === "hangup" || janus === "detached") onGone();
    if (janus !== "trickle" || !candidate) return;
    const { candidate: told, sdpMid = null, sdpMLineIndex = null, completed = false } = candidate;
    if (completed) onCandidate(null);
    else if (told) onCandidate({ candidate: told, sdpMid, sdpMLineIndex });
  });
}

function trickle(handle: JanusHandle, candidate: Candidate | null): void {
  handle.trickle(candidate ?? { completed: true });
}
