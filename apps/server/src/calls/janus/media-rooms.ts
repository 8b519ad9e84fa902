/**
 * Calls of more than two whose media goes through the media server (CALL-11): a room for each, in which pages publish and are given what
 * core's media plan allows them now, and lose what it no longer allows. The pages speak with us alone, by `engine` signals.
 */
import { heardLeg, outLegs, partiesOf, type CallState, type ConversationState } from "@rinnalla/core";
import type { CallId, ClientId, ConversationId, EngineSignal, ServerFrame } from "@rinnalla/protocol";
import type { Logger } from "pino";
import type { Committed } from "../../conversations/committed.ts";
import type { Copy, Feed, MediaRoom, MediaServer } from "./media-server.ts";
import { RoomRecorder } from "./room-recorder.ts";
import type { ServerRecordings } from "./server-recordings.ts";

type Say = EngineSignal["say"];
type Tracks = Extract<Say, { type: "tracks" }>;

interface Out {
  readonly clientId: ClientId;
  readonly leg: string;
  readonly epoch: number;
  feed: Feed | null;
  isUp: boolean;
  tracks: Tracks | null;
}

interface In {
  readonly listener: ClientId;
  readonly speaker: ClientId;
  readonly epoch: number;
  /** Of the speaker. */
  readonly from: string;
  copy: Copy | null;
  isServed: boolean;
}

interface Room {
  readonly conversationId: ConversationId;
  call: CallState;
  media: Promise<MediaRoom>;
  outs: Out[];
  ins: In[];
  readonly recorder: RoomRecorder;
}

/** A connection and its successor, of the same leg. */
const mostOfALeg = 2;
const us = { side: "agent", clientId: "server" as ClientId } as const;

export class MediaRooms {
  readonly #server: MediaServer;
  readonly #recordings: ServerRecordings;
  readonly #now: () => number;
  readonly #send: (clientId: ClientId, frame: ServerFrame) => void;
  readonly #log: Logger;
  readonly #startedAt: number;
  readonly #rooms = new Map<CallId, Room>();
  /** Decided when somebody first asks, so that all pages of a call do the same. */
  readonly #engines = new Map<CallId, "server" | "browsers">();

  constructor(
    server: MediaServer,
    recordings: ServerRecordings,
    send: (clientId: ClientId, frame: ServerFrame) => void,
    now: () => number,
    log: Logger,
  ) {
    this.#server = server;
    this.#recordings = recordings;
    this.#now = now;
    this.#send = send;
    this.#log = log;
    this.#startedAt = now();
    server.onLost(() => this.#lost());
  }

  /** What joins the pages of this call. A call older than this process may have been joined otherwise by the one before. */
  engineOf(call: CallState): "server" | "browsers" {
    let engine = this.#engines.get(call.id);
    if (!engine) {
      engine = this.#server.state === "ok" && call.startedAt >= this.#startedAt ? "server" : "browsers";
      this.#engines.set(call.id, engine);
    }
    return engine;
  }

  /** What records this call where it is recorded (CALL-12); absent: the agent's browser. */
  recorderOf(call: CallState): "server" | undefined {
    return this.engineOf(call) === "server" && this.#recordings.canRecord ? "server" : undefined;
  }

  committed({ before, state }: Committed): void {
    const { call } = state;
    if (!call || before?.call === call) return;
    if (call.phase === "ended") {
      this.#engines.delete(call.id);
      this.#close(call.id);
      return;
    }
    const room = this.#rooms.get(call.id);
    if (!room) return;
    room.call = call;
    room.recorder.follow(call, room.outs);
    this.#prune(room);
  }

  /** Of a page that is a party of the conversation's live call: asked before. */
  handle(state: ConversationState, clientId: ClientId, { leg, epoch, say }: EngineSignal): void {
    const { call } = state;
    if (!call) return;
    if (this.engineOf(call) === "browsers") return this.#tell(state.id, call.id, clientId, "", 0, { type: "down" });
    const room = this.#roomOf(state, call);
    if (leg.startsWith("out:")) this.#handleOut(room, clientId, leg, epoch, say);
    else if (leg.startsWith("in:")) this.#handleIn(room, clientId, leg.slice(3) as ClientId, epoch, say);
  }

  stop(): void {
    for (const id of [...this.#rooms.keys()]) this.#close(id);
  }

  #handleOut(room: Room, clientId: ClientId, leg: string, epoch: number, say: Say): void {
    const out = room.outs.find((one) => one.clientId === clientId && one.leg === leg && one.epoch === epoch);
    switch (say.type) {
      case "offer":
        if (out || !outLegs(room.call, clientId).has(leg)) return;
        void this.#publish(room, { clientId, leg, epoch, feed: null, isUp: false, tracks: null }, say.sdp);
        return;
      case "candidate":
        return out?.feed?.trickle(say.candidate);
      case "tracks":
        if (!out) return;
        out.tracks = say;
        for (const one of this.#insOf(room, out)) this.#tellTracks(room, one, say);
        return;
      case "end":
        if (out) this.#dropOut(room, out);
        return;
      case "ask":
      case "answer":
      case "down":
        // Nothing that a page says of such a leg.
        return;
    }
  }

  #handleIn(room: Room, listener: ClientId, speaker: ClientId, epoch: number, say: Say): void {
    const known = room.ins.find((one) => one.listener === listener && one.speaker === speaker && one.epoch === epoch);
    switch (say.type) {
      case "ask": {
        const from = heardLeg(room.call, listener, speaker);
        if (known || from === null) return;
        const fresh: In = { listener, speaker, epoch, from, copy: null, isServed: false };
        room.ins.push(fresh);
        const same = room.ins.filter((one) => one.listener === listener && one.speaker === speaker);
        for (const old of same.slice(0, -mostOfALeg)) this.#dropIn(room, old);
        return this.#serve(room, fresh);
      }
      case "answer":
        known?.copy?.answer(say.sdp).catch(() => this.#afresh(room, known));
        return;
      case "candidate":
        return known?.copy?.trickle(say.candidate);
      case "end":
        if (known) this.#dropIn(room, known);
        return;
      case "offer":
      case "tracks":
      case "down":
        return;
    }
  }

  async #publish(room: Room, out: Out, offer: string): Promise<void> {
    const { clientId, leg, epoch } = out;
    room.outs.push(out);
    const say = (what: Say): void => this.#tell(room.conversationId, room.call.id, clientId, leg, epoch, what);
    const isCurrent = (): boolean => room.outs.includes(out);
    const up = (): void => {
      out.isUp = true;
      room.recorder.follow(room.call, room.outs);
      // Who waited for it, and who has its predecessor.
      for (const one of room.ins.filter(({ speaker, from }) => speaker === clientId && from === leg)) {
        if (one.isServed) this.#afresh(room, one);
        else this.#serve(room, one);
      }
    };
    try {
      const media = await room.media;
      const feed = await media.publish(offer, {
        onUp: () => isCurrent() && up(),
        onCandidate: (candidate) => say({ type: "candidate", candidate }),
        onGone: () => {
          if (!isCurrent()) return;
          this.#dropOut(room, out);
          say({ type: "end" });
        },
      });
      if (!isCurrent()) return feed.close();
      out.feed = feed;
      say({ type: "answer", sdp: feed.answer });
      const same = room.outs.filter((one) => one.clientId === clientId && one.leg === leg);
      for (const old of same.slice(0, -mostOfALeg)) this.#dropOut(room, old);
    } catch (failure) {
      this.#log.warn({ err: failure }, "not published");
      if (isCurrent()) this.#dropOut(room, out);
      say({ type: "end" });
    }
  }

  /** With the newest feed; when there is none yet, it is served once there is. */
  #serve(room: Room, one: In): void {
    const out = room.outs.findLast(({ clientId, leg, isUp }) => isUp && clientId === one.speaker && leg === one.from);
    if (!out?.feed || one.isServed) return;
    one.isServed = true;
    void this.#give(room, one, out, out.feed.id);
  }

  async #give(room: Room, one: In, out: Out, feedId: number): Promise<void> {
    const say = (what: Say): void =>
      this.#tell(room.conversationId, room.call.id, one.listener, `in:${one.speaker}`, one.epoch, what);
    try {
      const media = await room.media;
      const copy = await media.listen(feedId, {
        onCandidate: (candidate) => say({ type: "candidate", candidate }),
        onUp: () => undefined,
        onGone: () => this.#afresh(room, one),
      });
      if (!room.ins.includes(one)) return copy.close();
      one.copy = copy;
      say({ type: "offer", sdp: copy.offer });
      if (out.tracks) this.#tellTracks(room, one, out.tracks);
    } catch (failure) {
      this.#log.warn({ err: failure }, "not given on");
      this.#afresh(room, one);
    }
  }

  #afresh(room: Room, one: In): void {
    if (room.ins.includes(one))
      this.#tell(room.conversationId, room.call.id, one.listener, `in:${one.speaker}`, one.epoch, { type: "ask" });
  }

  #tellTracks(room: Room, { listener, speaker, epoch }: In, tracks: Tracks): void {
    this.#tell(room.conversationId, room.call.id, listener, `in:${speaker}`, epoch, tracks);
  }

  #insOf(room: Room, { clientId, leg }: Out): readonly In[] {
    return room.ins.filter(({ speaker, from }) => speaker === clientId && from === leg);
  }

  /** Takes away at once what the plan no longer allows. */
  #prune(room: Room): void {
    const { call } = room;
    for (const out of room.outs) if (!outLegs(call, out.clientId).has(out.leg)) this.#dropOut(room, out);
    for (const one of room.ins) {
      const from = heardLeg(call, one.listener, one.speaker);
      if (from === one.from) continue;
      this.#dropIn(room, one);
      this.#tell(room.conversationId, call.id, one.listener, `in:${one.speaker}`, one.epoch, {
        type: from === null ? "end" : "ask",
      });
    }
  }

  #dropOut(room: Room, out: Out): void {
    room.outs = room.outs.filter((one) => one !== out);
    out.feed?.close();
  }

  #dropIn(room: Room, one: In): void {
    room.ins = room.ins.filter((other) => other !== one);
    one.copy?.close();
  }

  #roomOf({ id: conversationId, terms: { widgetId } }: ConversationState, call: CallState): Room {
    let room = this.#rooms.get(call.id);
    if (room) return room;
    const type = call.mode === "video" ? "video/webm" : "audio/webm";
    const about = { conversationId, widgetId, type, createdAt: this.#now() } as const;
    const recorder = new RoomRecorder(this.#recordings, about, this.#log, () => this.#toBrowsers(call.id));
    room = { conversationId, call, media: this.#server.open(this.#recordings.folder), outs: [], ins: [], recorder };
    room.media.catch((failure: unknown) => {
      this.#log.warn({ callId: call.id, err: failure }, "no media room");
      this.#toBrowsers(call.id);
    });
    this.#rooms.set(call.id, room);
    return room;
  }

  #lost(): void {
    for (const id of [...this.#rooms.keys()]) this.#toBrowsers(id);
    for (const id of this.#engines.keys()) this.#engines.set(id, "browsers");
  }

  /** For the rest of the call. */
  #toBrowsers(id: CallId): void {
    this.#engines.set(id, "browsers");
    const room = this.#rooms.get(id);
    this.#rooms.delete(id);
    if (!room) return;
    this.#end(room);
    for (const { clientId } of partiesOf(room.call))
      this.#tell(room.conversationId, id, clientId, "", 0, { type: "down" });
  }

  #close(id: CallId): void {
    const room = this.#rooms.get(id);
    this.#rooms.delete(id);
    if (room) this.#end(room);
  }

  /** The feeds go when their last packets are in the recording. */
  #end(room: Room): void {
    for (const one of room.ins) this.#dropIn(room, one);
    void room.recorder.stop().then(() => {
      for (const out of room.outs) this.#dropOut(room, out);
      room.media.then((media) => media.close()).catch(() => undefined);
    });
  }

  #tell(
    conversationId: ConversationId,
    callId: CallId,
    clientId: ClientId,
    leg: string,
    epoch: number,
    say: Say,
  ): void {
    const signal: EngineSignal = { kind: "engine", callId, leg, epoch, say };
    this.#send(clientId, { t: "signal", conversationId, from: us, signal });
  }
}
