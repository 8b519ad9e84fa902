/**
 * Has a room's feeds recorded, just as long as the call machine says so (CALL-12): those of all who take part, none of who only listens or
 * whispers. A pause ends the files; what comes after it is another take.
 */
import { partyOf, recordedMedia, type CallState } from "@rinnalla/core";
import type { ClientId, RecordingId } from "@rinnalla/protocol";
import type { Logger } from "pino";
import type { About } from "../recordings.ts";
import type { Feed } from "./media-server.ts";
import type { ServerRecordings } from "./server-recordings.ts";

export interface RecordedFeed {
  readonly clientId: ClientId;
  readonly leg: string;
  readonly feed: Feed | null;
  readonly isUp: boolean;
  readonly tracks: { readonly hasAudio: boolean } | null;
}

interface Tape {
  readonly of: RecordedFeed;
  readonly recordingId: RecordingId;
  isOn: boolean;
  /** What is asked of Janus, in order. */
  turn: Promise<unknown>;
}

/** A file is there with its first packet. */
const firstPacketMs = 5_000;

export class RoomRecorder {
  readonly #files: ServerRecordings;
  readonly #about: About;
  readonly #log: Logger;
  readonly #onFailure: () => void;
  #tapes: Tape[] = [];
  #recording: RecordingId | null = null;
  #take = 0;
  #n = 0;

  /** `onFailure`: Janus does not write; somebody else must record. */
  constructor(files: ServerRecordings, about: About, log: Logger, onFailure: () => void) {
    this.#files = files;
    this.#about = about;
    this.#log = log;
    this.#onFailure = onFailure;
  }

  /** `feeds`: oldest first. */
  follow(call: CallState, feeds: readonly RecordedFeed[]): void {
    const { recording } = call;
    const isOn = recording?.phase === "recording" && recording.recorder === null && this.#files.canRecord;
    const before = this.#recording;
    this.#recording = isOn ? recording.id : null;
    if (isOn && before !== recording.id) this.#take += 1;
    const wanted = isOn ? newestOfEach(call, feeds) : [];
    for (const tape of this.#tapes) if (!wanted.includes(tape.of)) this.#end(tape);
    for (const of of wanted)
      if (!this.#tapes.some((tape) => tape.of === of && tape.isOn)) this.#begin(of, call, recording!);
    const isOver = !recording || recording.phase === "stopped" || recording.recorder !== null;
    if (isOver) void this.stop();
  }

  /** Resolves when Janus has closed every file; what was recorded is made ready then. */
  async stop(): Promise<void> {
    this.#recording = null;
    const tapes = this.#tapes;
    this.#tapes = [];
    for (const tape of tapes) this.#end(tape);
    await Promise.all(tapes.map(({ turn }) => turn));
    for (const id of new Set(tapes.map(({ recordingId }) => recordingId))) void this.#files.finish(id);
  }

  #begin(of: RecordedFeed, call: CallState, { id, part }: NonNullable<CallState["recording"]>): void {
    const tape: Tape = { of, recordingId: id, isOn: true, turn: Promise.resolve() };
    this.#tapes.push(tape);
    const take = this.#take;
    const n = (this.#n += 1);
    const party = partyOf(call, of.clientId)?.kind ?? "guest";
    const raw = { recordingId: id, part, take, of: party, mode: call.mode, n };
    tape.turn = this.#files
      .begin(raw, this.#about)
      .then(async (name) => {
        // Ended while the folder was made.
        if (!tape.isOn) return;
        await of.feed?.record(name);
        setTimeout(() => void this.#check(tape, name), firstPacketMs).unref();
      })
      .catch((failure: unknown) => this.#log.warn({ recordingId: id, err: failure }, "not recorded"));
  }

  async #check(tape: Tape, name: string): Promise<void> {
    if (!tape.isOn || !tape.of.tracks?.hasAudio || (await this.#files.hasBegun(name)) || !tape.isOn) return;
    this.#files.giveUp();
    this.#onFailure();
  }

  #end(tape: Tape): void {
    if (!tape.isOn) return;
    tape.isOn = false;
    // A feed that is gone took its file with it.
    tape.turn = tape.turn.then(() => tape.of.feed?.record(null)).catch(() => undefined);
  }
}

/** A page that came back has two for a moment. */
function newestOfEach(call: CallState, feeds: readonly RecordedFeed[]): readonly RecordedFeed[] {
  const newest = new Map<ClientId, RecordedFeed>();
  for (const one of feeds)
    if (one.leg === "out:" && one.isUp && one.feed && recordedMedia(call, one.clientId)) newest.set(one.clientId, one);
  return [...newest.values()];
}
