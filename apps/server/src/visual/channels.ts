/**
 * Relays the mirrored page and what acts on it, by the five bytes of the header alone (DESIGN, "Beside the log"). The gate is the
 * conversation's state: no consent, no frame; no control, no acting. A slow viewer is cut back to the next whole snapshot and never
 * slows another (VIS-04, VIS-07). A recording is to it one viewer more, which holds what the others were sent.
 */
import { isKeptNow, type ConversationState } from "@rinnalla/core";
import { binaryFlags, readBinaryHeader, type ConversationId, type ErrorCode, type VisualId } from "@rinnalla/protocol";
import type { Committed } from "../conversations/committed.ts";
import { sideIn } from "../conversations/signals.ts";
import type { Connection } from "../socket/connection.ts";
import type { Replay, Replays } from "./replays.ts";

/** A viewer's connection, or the recording. */
interface Receiver {
  readonly isOpen: boolean;
  readonly waitingBytes: number;
  sendBinary(frame: Uint8Array): void;
}

interface Viewer<Of extends Receiver = Receiver> {
  readonly receiver: Of;
  /** Gets nothing before the next whole snapshot. */
  isBehind: boolean;
}

interface Channel {
  readonly number: number;
  readonly conversationId: ConversationId;
  readonly visualId: VisualId;
  sharer: Connection | null;
  readonly viewers: Map<Connection, Viewer>;
  /** Does not count as somebody who looks on: what nobody sees is not recorded. */
  replay: Viewer<Replay> | null;
  /** Live and consented; while paused nothing passes either way. */
  isOpen: boolean;
  isControlGranted: boolean;
}

/** More than this waiting for a viewer: it is too slow. */
const behindBytes = 2 * 1024 * 1024;
const caughtUpBytes = 64 * 1024;
const drainCheckMs = 50;
const snapshotStart = binaryFlags.first | binaryFlags.snapshot;

export class Channels {
  readonly #byNumber = new Map<number, Channel>();
  readonly #byVisual = new Map<VisualId, Channel>();
  readonly #replays: Replays;
  #lastNumber = 0;

  constructor(replays: Replays) {
    this.#replays = replays;
  }

  /** A refusal, or `null` when joined. Joining again takes the sharer's place from an older page. */
  join(connection: Connection, state: ConversationState, visualId: VisualId): ErrorCode | null {
    const { visual } = state;
    const side = connection.person && sideIn(state, connection.person);
    if (!visual || visual.id !== visualId || !side) return "notFound";
    if (visual.phase === "ended") return "visualGone";
    if (visual.kind !== "cobrowse") return "wrongState";
    if (visual.scopes.view !== "granted") return "noConsent";
    // Only the page that the customer shares is mirrored, not any other tab.
    if (side === "customer" && visual.clients.customer !== connection.clientId) return "notAllowed";
    const channel = this.#byVisual.get(visualId) ?? this.#open(state, visualId);
    connection.send({ t: "channel", visualId, channel: channel.number, as: side === "customer" ? "sharer" : "viewer" });
    if (side === "customer") this.#setSharer(channel, connection);
    else channel.viewers.set(connection, { receiver: connection, isBehind: true });
    connection.onClosed(() => this.#remove(channel, connection));
    this.#want(channel, true);
    return null;
  }

  leave(connection: Connection, number: number): void {
    const channel = this.#byNumber.get(number);
    if (channel) this.#remove(channel, connection);
  }

  pass(from: Connection, frame: Uint8Array): void {
    const header = readBinaryHeader(frame);
    const channel = header && this.#byNumber.get(header.channel);
    if (!header || !channel?.isOpen) return;
    if (channel.sharer === from) this.#toViewers(channel, header.flags, frame);
    else if (channel.viewers.has(from) && channel.sharer) {
      const isControl = (header.flags & binaryFlags.control) !== 0;
      if (isControl && !channel.isControlGranted) return;
      channel.sharer.sendBinary(frame);
      // What the agent types is not kept: in the recording it is seen as the page shows it, masked where it is.
      if (!isControl && channel.replay?.isBehind === false) channel.replay.receiver.sendPointing(frame);
    }
  }

  committed({ before, state }: Committed): void {
    if (before?.visual === state.visual || !state.visual) return;
    const channel = this.#byVisual.get(state.visual.id);
    if (!channel) return;
    const { phase, scopes, clients } = state.visual;
    if (phase === "ended" || scopes.view !== "granted") return this.#close(channel);
    if (channel.sharer && channel.sharer.clientId !== clients.customer) {
      channel.sharer.send({ t: "channelClosed", channel: channel.number });
      this.#setSharer(channel, null);
    }
    channel.isControlGranted = scopes.control === "granted";
    const isOpen = phase === "live";
    const hasBegun = this.#keep(channel, state);
    if (isOpen !== channel.isOpen) {
      channel.isOpen = isOpen;
      this.#lose(channel);
      this.#want(channel, isOpen);
    } else if (hasBegun) this.#want(channel, true);
  }

  /** True if a recording begins, or goes on after a pause: it needs a whole snapshot. */
  #keep(channel: Channel, state: ConversationState): boolean {
    const { visual } = state;
    const isKept = isKeptNow(visual);
    if (isKept === (channel.replay !== null)) return false;
    if (isKept) {
      const { id: visualId, recording } = visual;
      const of = { conversationId: state.id, widgetId: state.terms.widgetId, visualId, recordingId: recording.id };
      channel.replay = { receiver: this.#replays.begin(of), isBehind: true };
    } else this.#rest(channel);
    return isKept;
  }

  #rest(channel: Channel): void {
    void channel.replay?.receiver.rest();
    channel.replay = null;
  }

  #open(state: ConversationState, visualId: VisualId): Channel {
    const { id, visual } = state;
    this.#lastNumber += 1;
    const channel: Channel = {
      number: this.#lastNumber,
      conversationId: id,
      visualId,
      sharer: null,
      viewers: new Map(),
      replay: null,
      isOpen: visual?.phase === "live",
      isControlGranted: visual?.scopes.control === "granted",
    };
    this.#byNumber.set(channel.number, channel);
    this.#byVisual.set(visualId, channel);
    this.#keep(channel, state);
    return channel;
  }

  #setSharer(channel: Channel, connection: Connection | null): void {
    if (channel.sharer === connection) return;
    if (channel.sharer?.isOpen && connection) channel.sharer.send({ t: "channelClosed", channel: channel.number });
    channel.sharer = connection;
    this.#lose(channel);
  }

  /** What the viewers have is of no use to what comes next. */
  #lose(channel: Channel): void {
    for (const viewer of receiversOf(channel)) viewer.isBehind = true;
  }

  #toViewers(channel: Channel, flags: number, frame: Uint8Array): void {
    const isSnapshotStart = (flags & snapshotStart) === snapshotStart;
    for (const viewer of receiversOf(channel)) {
      if (!viewer.isBehind && viewer.receiver.waitingBytes > behindBytes) {
        viewer.isBehind = true;
        this.#awaitDrain(channel, viewer);
      }
      if (viewer.isBehind && isSnapshotStart && viewer.receiver.waitingBytes <= behindBytes) viewer.isBehind = false;
      if (!viewer.isBehind) viewer.receiver.sendBinary(frame);
    }
  }

  #awaitDrain(channel: Channel, viewer: Viewer): void {
    const timer = setInterval(() => {
      const { receiver } = viewer;
      const isGone = !receiver.isOpen || !receiversOf(channel).includes(viewer);
      if (!isGone && receiver.waitingBytes > caughtUpBytes) return;
      clearInterval(timer);
      if (!isGone && viewer.isBehind) this.#want(channel, true);
    }, drainCheckMs);
    timer.unref();
  }

  #want(channel: Channel, wantsSnapshot: boolean): void {
    const viewers = channel.isOpen ? channel.viewers.size : 0;
    channel.sharer?.send({
      t: "channelWants",
      channel: channel.number,
      viewers,
      wantsSnapshot: wantsSnapshot && viewers > 0,
    });
  }

  #remove(channel: Channel, connection: Connection): void {
    if (channel.sharer === connection) this.#setSharer(channel, null);
    if (channel.viewers.delete(connection)) this.#want(channel, false);
    if (!channel.sharer && channel.viewers.size === 0) this.#forget(channel);
  }

  #close(channel: Channel): void {
    for (const connection of [channel.sharer, ...channel.viewers.keys()])
      connection?.send({ t: "channelClosed", channel: channel.number });
    channel.isOpen = false;
    this.#forget(channel);
  }

  #forget(channel: Channel): void {
    this.#rest(channel);
    this.#byNumber.delete(channel.number);
    if (this.#byVisual.get(channel.visualId) === channel) this.#byVisual.delete(channel.visualId);
  }
}

function receiversOf({ viewers, replay }: Channel): readonly Viewer[] {
  return replay ? [...viewers.values(), replay] : [...viewers.values()];
}
