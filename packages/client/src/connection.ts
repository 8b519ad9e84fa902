/**
 * One client's line to the server: commands with an outbox, conversations followed by cursor (each event once, in order),
 * marks, signals, relays and the binary channels. All is restored by itself after a reconnect (CHAT-02, CHAT-03).
 */
import {
  binaryFlags,
  isRetryable,
  newId,
  protocolVersion,
  type CallId,
  type ClientFrame,
  type ClientId,
  type CommandId,
  type CommandResult,
  type ConversationId,
  type ErrorCode,
  type Locale,
  type PersonCommand,
  type ServerFrame,
  type Signal,
  type VisualId,
} from "@rinnalla/protocol";
import { Channel, type ChannelHandlers } from "./channel.ts";
import { Outbox, type OutboxEntry, type OutboxKeeper } from "./outbox.ts";
import { PieceJoiner } from "./pieces.ts";
import { ReconnectingSocket, type SocketStatus } from "./socket.ts";

export interface ConnectionOptions {
  /** `ws:` or `wss:` address of the server's `/ws`. */
  readonly url: string;
  readonly realm: "visitor" | "staff";
  /** Called for each try: visitor token or a fresh staff ticket. */
  readonly token: () => Promise<string>;
  readonly clientId: ClientId;
  readonly locale: Locale;
  readonly outbox?: OutboxKeeper;
  readonly WebSocket?: typeof WebSocket;
  /** To `url`, opened beforehand. */
  readonly opened?: WebSocket | undefined;
}

/** What listeners hear: the server's frames (events without doubles), and the line's own state. */
export type Notice =
  | Exclude<ServerFrame, { t: "ack" | "pong" | "bye" | "relays" | "channel" | "channelWants" | "channelClosed" }>
  | { readonly t: "status"; readonly status: SocketStatus; readonly code: ErrorCode | null }
  /** A command was answered; also for those said before a reload. */
  | { readonly t: "settled"; readonly entry: OutboxEntry; readonly result: CommandResult };

export type Relays = Extract<ServerFrame, { t: "relays" }>;

const triesOfRefused = 5;
/** The server holds no more behind a hello. */
const mostBehindHello = 90;
const retryMs = 1_000;

export class Connection {
  readonly clientId: ClientId;
  readonly #options: ConnectionOptions;
  readonly #socket: ReconnectingSocket;
  readonly #outbox: Outbox;
  readonly #listeners = new Set<(notice: Notice) => void>();
  /** Last seq seen of each followed conversation. */
  readonly #cursors = new Map<ConversationId, number>();
  readonly #relays = new Map<
    CallId | VisualId,
    { conversationId: ConversationId; settle: ((relays: Relays) => void)[] }
  >();
  readonly #channels = new Map<VisualId, Channel>();
  readonly #joiner = new PieceJoiner();
  /** Named in the last hello; what was followed between hello and welcome is said after it. */
  #greeted: ReadonlySet<ConversationId> = new Set();
  /** Between socket and welcome nothing may be said but the set-up of links, by a page that has had no line yet. */
  #isReady = false;
  #early: string[] | null = [];

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.clientId = options.clientId;
    this.#outbox = new Outbox(options.outbox ?? null);
    this.#socket = new ReconnectingSocket({
      url: options.url,
      ...(options.WebSocket ? { WebSocket: options.WebSocket } : {}),
      opened: options.opened,
      hello: async () => this.#hello(await options.token()),
      behindHello: () => this.#early ?? [],
      onFrame: (frame) => this.#take(frame),
      onBinary: (frame) => this.#takeBinary(frame),
      onStatus: (status, code) => {
        if (status !== "online") this.#isReady = false;
        this.#tell({ t: "status", status, code });
      },
    });
  }

  get status(): SocketStatus {
    return this.#socket.status;
  }

  /** Commands not answered yet, oldest first. */
  get pending(): readonly OutboxEntry[] {
    return this.#outbox.pending;
  }

  /** Notices come in the order of the wire. Returns the way out. */
  subscribe(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Settles when the server has answered, however long the line is down. Refusals are values; it never rejects. */
  command(conversationId: ConversationId, command: PersonCommand): Promise<CommandResult> {
    return new Promise((settle) => {
      const entry: OutboxEntry = { id: newId<CommandId>(), conversationId, command };
      this.#outbox.add(entry, settle);
      this.#say(entry);
    });
  }

  /** Events from `after` + 1 on, now and after every reconnect. */
  follow(conversationId: ConversationId, after = 0): void {
    if (this.#cursors.has(conversationId)) return;
    this.#cursors.set(conversationId, after);
    this.#send({ t: "follow", conversationId, after });
  }

  unfollow(conversationId: ConversationId): void {
    if (this.#cursors.delete(conversationId)) this.#send({ t: "unfollow", conversationId });
  }

  /** How far this side has received and read; lost while offline, said again by the caller at the next `live`. */
  mark(conversationId: ConversationId, delivered: number, read: number): void {
    this.#send({ t: "mark", conversationId, delivered, read });
  }

  /** Not kept while offline; only a link's set-up said before the first welcome goes right behind the hello, and again if that came to nothing. */
  signal(conversationId: ConversationId, signal: Signal, to?: ClientId): void {
    const frame = { t: "signal", conversationId, signal, ...(to ? { to } : {}) } satisfies ClientFrame;
    if (this.#early === null || signal.kind !== "rtc") return this.#send(frame);
    const text = JSON.stringify(frame);
    if (this.#early.push(text) > mostBehindHello) this.#early.shift();
    this.#socket.sayBehindHello(text);
  }

  /** Relays with credentials for one link; waits for the line. */
  relays(conversationId: ConversationId, linkId: CallId | VisualId): Promise<Relays> {
    return new Promise((settle) => {
      const asked = this.#relays.get(linkId);
      if (asked) asked.settle.push(settle);
      else {
        this.#relays.set(linkId, { conversationId, settle: [settle] });
        this.#send({ t: "relays", conversationId, linkId });
      }
    });
  }

  /** Joins the binary channel of a live co-browse, and joins again after a reconnect, until it is left or closed. */
  joinChannel(conversationId: ConversationId, visualId: VisualId, handlers: ChannelHandlers): Channel {
    this.#channels.get(visualId)?.leave();
    const channel = new Channel(visualId, conversationId, handlers, {
      sendFrame: (frame) => this.#isReady && this.#socket.send(frame),
      bufferedBytes: () => this.#socket.bufferedBytes,
      leave: (left) => {
        if (this.#channels.get(visualId) === left) this.#channels.delete(visualId);
        if (left.number !== null) this.#send({ t: "leaveChannel", channel: left.number });
      },
    });
    this.#channels.set(visualId, channel);
    this.#send({ t: "joinChannel", conversationId, visualId });
    return channel;
  }

  setPresence(presence: Extract<ClientFrame, { t: "presence" }>["presence"]): void {
    this.#send({ t: "presence", presence });
  }

  /** Media or something else beside this line stopped: asks whether the line still stands, and replaces one that says nothing. */
  doubt(): void {
    this.#socket.doubt();
  }

  /** Another line instead of this one, whatever waits in it: it takes or answers nothing. */
  replace(): void {
    this.#socket.replace();
  }

  /** Does not sit out the delay; also after `refused`. */
  retry(): void {
    this.#socket.retry();
  }

  close(): void {
    this.#socket.close();
    this.#listeners.clear();
  }

  #hello(token: string): string {
    const { realm, clientId, locale } = this.#options;
    this.#greeted = new Set([...this.#cursors.keys()].slice(0, 200));
    const cursors = [...this.#cursors].slice(0, 200).map(([conversationId, after]) => ({ conversationId, after }));
    return JSON.stringify({
      t: "hello",
      version: protocolVersion,
      realm,
      token,
      clientId,
      locale,
      cursors,
    } satisfies ClientFrame);
  }

  #take(frame: ServerFrame): void {
    switch (frame.t) {
      case "welcome":
        this.#isReady = true;
        this.#early = null;
        this.#joiner.clear();
        this.#tell(frame);
        for (const [conversationId, after] of this.#cursors)
          if (!this.#greeted.has(conversationId)) this.#send({ t: "follow", conversationId, after });
        for (const entry of this.#outbox.pending) this.#say(entry);
        for (const [linkId, { conversationId }] of this.#relays) this.#send({ t: "relays", conversationId, linkId });
        for (const channel of this.#channels.values()) {
          channel.lineLost();
          this.#send({ t: "joinChannel", conversationId: channel.conversationId, visualId: channel.visualId });
        }
        return;
      case "ack":
        this.#takeAnswer(frame.id, frame.result);
        return;
      case "events": {
        const seen = this.#cursors.get(frame.conversationId) ?? 0;
        const events = frame.events.filter((event) => event.seq > seen);
        const last = events.at(-1);
        if (!last) return;
        this.#cursors.set(frame.conversationId, last.seq);
        this.#tell({ ...frame, events });
        return;
      }
      case "live":
        // A customer's last events may be hidden; the cursor still moves past them.
        this.#cursors.set(frame.conversationId, Math.max(frame.seq, this.#cursors.get(frame.conversationId) ?? 0));
        this.#tell(frame);
        return;
      case "relays": {
        const asked = this.#relays.get(frame.linkId);
        this.#relays.delete(frame.linkId);
        for (const settle of asked?.settle ?? []) settle(frame);
        return;
      }
      case "channel":
        this.#channels.get(frame.visualId)?.opened(frame.channel, frame.as);
        return;
      case "channelWants":
        this.#byNumber(frame.channel)?.wanted(frame.viewers, frame.wantsSnapshot);
        return;
      case "channelClosed": {
        const channel = this.#byNumber(frame.channel);
        this.#joiner.forget(frame.channel);
        if (channel) {
          this.#channels.delete(channel.visualId);
          channel.closedByServer();
        }
        return;
      }
      case "pong":
      case "bye":
        return;
      default:
        this.#tell(frame);
    }
  }

  #takeBinary(frame: Uint8Array): void {
    const whole = this.#joiner.take(frame);
    if (whole) this.#byNumber(whole.channel)?.received(whole.payload, (whole.flags & binaryFlags.snapshot) !== 0);
  }

  #takeAnswer(id: CommandId, result: CommandResult): void {
    if (!result.ok && isRetryable(result.code) && this.#outbox.countTry(id, triesOfRefused)) {
      const entry = this.#outbox.pending.find((pending) => pending.id === id);
      if (entry) setTimeout(() => this.#say(entry), retryMs);
      return;
    }
    const entry = this.#outbox.settle(id, result);
    if (entry) this.#tell({ t: "settled", entry, result });
  }

  #say(entry: OutboxEntry): void {
    this.#send({ t: "command", id: entry.id, conversationId: entry.conversationId, command: entry.command });
  }

  #send(frame: ClientFrame): void {
    if (this.#isReady) this.#socket.send(JSON.stringify(frame));
  }

  #byNumber(number: number): Channel | undefined {
    for (const channel of this.#channels.values()) if (channel.number === number) return channel;
    return undefined;
  }

  #tell(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}
