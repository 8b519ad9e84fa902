/** The line against a real WebSocket server that the test plays by hand. */
import type {
  AgentId,
  CallId,
  ClientFrame,
  ClientId,
  ConversationId,
  LoggedEvent,
  MessageId,
  ServerFrame,
  VisualId,
} from "@rinnalla/protocol";
import { decodeClientFrame } from "@rinnalla/protocol/schemas";
import { afterEach, expect, test } from "vitest";
import { once } from "node:events";
import { WebSocketServer, type WebSocket as ServerSocket } from "ws";
import { Connection, type Notice } from "./connection.ts";
import type { OutboxEntry } from "./outbox.ts";

const conversationId = "c1" as ConversationId;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server whose frames the test waits for and writes. */
class HandServer {
  readonly frames: ClientFrame[] = [];
  readonly #server: WebSocketServer;
  readonly #waiting: { wants: (frame: ClientFrame) => boolean; settle: (frame: ClientFrame) => void }[] = [];
  socket: ServerSocket | null = null;

  static async open(): Promise<HandServer> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    return new HandServer(server);
  }

  constructor(server: WebSocketServer) {
    this.#server = server;
    this.#server.on("connection", (socket) => {
      this.socket = socket;
      socket.on("message", (data, isBinary) => {
        if (isBinary) return;
        const text = (data as Buffer).toString();
        const decoded = decodeClientFrame(text);
        if (!decoded.ok) throw new Error(`client sent ${text}`);
        this.frames.push(decoded.frame);
        for (const waiting of this.#waiting.splice(0)) {
          if (waiting.wants(decoded.frame)) waiting.settle(decoded.frame);
          else this.#waiting.push(waiting);
        }
      });
    });
    closers.push(() => {
      for (const client of this.#server.clients) client.terminate();
      this.#server.close();
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as { port: number }).port}/ws`;
  }

  /** The next frame of this kind. */
  next<T extends ClientFrame["t"]>(
    t: T,
    more: (frame: Extract<ClientFrame, { t: T }>) => boolean = () => true,
  ): Promise<Extract<ClientFrame, { t: T }>> {
    return new Promise((settle) => {
      this.#waiting.push({
        wants: (frame) => frame.t === t && more(frame as never),
        settle: (frame) => settle(frame as Extract<ClientFrame, { t: T }>),
      });
    });
  }

  say(frame: ServerFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  async greet(): Promise<Extract<ClientFrame, { t: "hello" }>> {
    const hello = await this.next("hello");
    this.say({
      t: "welcome",
      now: 1,
      me: { realm: "staff", agent: { id: "a" as AgentId, name: "A", email: "a@b.c", role: "agent", limit: 1 } },
    });
    return hello;
  }
}

function connect(
  server: HandServer,
  outbox?: { load(): readonly OutboxEntry[]; save(entries: readonly OutboxEntry[]): void },
  opened?: WebSocket,
): Connection & { notices: Notice[] } {
  const connection = new Connection({
    url: server.url,
    realm: "staff",
    token: async () => "ticket",
    clientId: "k1" as ClientId,
    locale: "en",
    ...(outbox ? { outbox } : {}),
    opened,
  });
  const notices: Notice[] = [];
  connection.subscribe((notice) => notices.push(notice));
  closers.push(() => connection.close());
  return Object.assign(connection, { notices });
}

const message = (text: string) => ({ type: "postMessage", messageId: text as MessageId, text }) as const;
const logged = (seq: number): LoggedEvent => ({
  seq,
  at: seq,
  by: { kind: "system" },
  event: { type: "customerReturned" },
});

test("[CHAT-02] a command said while the line is down is sent after the welcome, and again after a cut, under the same id", async () => {
  const server = await HandServer.open();
  const greeted = server.greet();
  const connection = connect(server);
  const answer = connection.command(conversationId, message("hei"));
  const said = server.next("command");
  await greeted;
  const first = await said;
  const greetedAgain = server.greet();
  const saidAgain = server.next("command");
  server.socket?.terminate();
  await greetedAgain;
  const second = await saidAgain;
  expect(second.id).toBe(first.id);
  server.say({ t: "ack", id: second.id, result: { ok: true, seq: 5 } });
  expect(await answer).toEqual({ ok: true, seq: 5 });
  expect(connection.pending).toEqual([]);
});

test("[CHAT-02] events are heard once and in order, and a reconnect asks only for what is missing", async () => {
  const server = await HandServer.open();
  const greeted = server.greet();
  const connection = connect(server);
  connection.follow(conversationId, 2);
  expect((await greeted).cursors).toEqual([{ conversationId, after: 2 }]);
  server.say({ t: "events", conversationId, events: [logged(3), logged(4)] });
  server.say({ t: "events", conversationId, events: [logged(4), logged(6)] });
  const hello = server.greet();
  server.say({ t: "bye", code: "unavailable" });
  server.socket?.close();
  expect((await hello).cursors).toEqual([{ conversationId, after: 6 }]);
  const seqs = connection.notices.flatMap((notice) =>
    notice.t === "events" ? notice.events.map((event) => event.seq) : [],
  );
  expect(seqs).toEqual([3, 4, 6]);
});

test("[CHAT-02] what is followed between hello and welcome is not forgotten", async () => {
  const server = await HandServer.open();
  const hello = server.next("hello");
  const connection = connect(server);
  await hello;
  connection.follow(conversationId);
  const follow = server.next("follow");
  server.say({
    t: "welcome",
    now: 1,
    me: { realm: "staff", agent: { id: "a" as AgentId, name: "A", email: "a@b.c", role: "agent", limit: 1 } },
  });
  expect(await follow).toEqual({ t: "follow", conversationId, after: 0 });
});

test("a retryable refusal is tried again; a final one is the answer", async () => {
  const server = await HandServer.open();
  const greeted = server.greet();
  const connection = connect(server);
  await greeted;
  const said = server.next("command");
  const answer = connection.command(conversationId, message("hei"));
  const { id } = await said;
  const saidAgain = server.next("command", (frame) => frame.id === id);
  server.say({ t: "ack", id, result: { ok: false, code: "conflict" } });
  await saidAgain;
  server.say({ t: "ack", id, result: { ok: false, code: "conversationEnded" } });
  expect(await answer).toEqual({ ok: false, code: "conversationEnded" });
});

test("[CHAT-03] unsent messages survive a reload through the keeper; commands about the old page do not", async () => {
  let kept: readonly OutboxEntry[] = [];
  const keeper = { load: () => kept, save: (entries: readonly OutboxEntry[]) => void (kept = entries) };
  const dead = await HandServer.open();
  const before = connect(dead, keeper);
  void before.command(conversationId, message("hei"));
  void before.command(conversationId, { type: "endVisual", visualId: "v1" as VisualId });
  before.close();
  expect(kept.map((entry) => entry.command.type)).toEqual(["postMessage"]);
  const server = await HandServer.open();
  const greeted = server.greet();
  const said = server.next("command");
  const after = connect(server, keeper);
  await greeted;
  const { id } = await said;
  server.say({ t: "ack", id, result: { ok: true, seq: 1 } });
  await expect.poll(() => after.notices.some((notice) => notice.t === "settled" && notice.entry.id === id)).toBe(true);
  expect(kept).toEqual([]);
});

test("a final refusal stops the tries until somebody asks", async () => {
  const server = await HandServer.open();
  const hello = server.next("hello");
  const connection = connect(server);
  await hello;
  server.say({ t: "bye", code: "originRefused" });
  server.socket?.close();
  await expect.poll(() => connection.status).toBe("refused");
  const greeted = server.greet();
  connection.retry();
  await greeted;
  await expect.poll(() => connection.status).toBe("online");
});

test("[VIS-07] a channel is joined again after a cut, and carries payloads larger than a frame both ways", async () => {
  const server = await HandServer.open();
  const greeted = server.greet();
  const connection = connect(server);
  await greeted;
  const visualId = "v1" as VisualId;
  const payloads: number[] = [];
  const roles: string[] = [];
  const joined = server.next("joinChannel");
  const channel = connection.joinChannel(conversationId, visualId, {
    onOpen: (as) => void roles.push(as),
    onPayload: (payload) => void payloads.push(payload.byteLength),
    onClosed: () => undefined,
  });
  await joined;
  expect(channel.send(new Uint8Array(1))).toBe(false);
  server.say({ t: "channel", visualId, channel: 9, as: "sharer" });
  await expect.poll(() => roles).toEqual(["sharer"]);
  const frames: Uint8Array[] = [];
  server.socket?.on("message", (data: Buffer, isBinary) => isBinary && frames.push(new Uint8Array(data)));
  expect(channel.send(new Uint8Array(200_000), { isSnapshot: true })).toBe(true);
  await expect.poll(() => frames.length).toBe(4);
  for (const frame of frames) server.socket?.send(frame);
  await expect.poll(() => payloads).toEqual([200_000]);
  const again = server.next("joinChannel");
  const greetedAgain = server.greet();
  server.socket?.terminate();
  await greetedAgain;
  await again;
  server.say({ t: "channel", visualId, channel: 11, as: "sharer" });
  await expect.poll(() => roles.length).toBe(2);
  expect(channel.number).toBe(11);
});

test("[CALL-08] a line in doubt that answers stays; one that says nothing is replaced at once, not after two heartbeats", async () => {
  const server = await HandServer.open();
  const connection = connect(server);
  await server.greet();
  await expect.poll(() => connection.status).toBe("online");
  const asked = server.next("ping");
  connection.doubt();
  const { n } = await asked;
  server.say({ t: "pong", n, now: 1 });
  const first = server.socket;
  const back = server.greet();
  // Doubted again: now nobody answers, as behind an address that is gone.
  await expect
    .poll(() => {
      connection.doubt();
      return server.socket === first;
    })
    .toBe(false);
  await back;
  await expect.poll(() => connection.status).toBe("online");
});

const answer = {
  kind: "rtc",
  linkId: "k" as CallId,
  rtc: { type: "answer", epoch: 1, sdp: "v=0" },
} as const;

test("[CALL-08] a link's set-up said before the line is there goes right behind the hello, in order, and again until a welcome", async () => {
  const server = await HandServer.open();
  const connection = connect(server);
  const isHelloOrSignal = ({ t }: ClientFrame) => t === "hello" || t === "signal";
  connection.signal(conversationId, { kind: "typing", isTyping: true });
  connection.signal(conversationId, answer);
  const greeted = server.next("hello");
  const late = server.next("signal", ({ signal }) => signal.kind === "rtc" && signal.rtc.type === "hello");
  await greeted;
  // The server has not answered yet.
  connection.signal(conversationId, { ...answer, rtc: { type: "hello", epoch: 2 } });
  await late;
  const kinds = () =>
    server.frames.filter(isHelloOrSignal).map((frame) => (frame.t === "signal" ? frame.signal.kind : frame.t));
  expect(kinds()).toEqual(["hello", "rtc", "rtc"]);
  server.frames.length = 0;
  const again = server.greet();
  const lateAgain = server.next("signal", ({ signal }) => signal.kind === "rtc" && signal.rtc.type === "hello");
  server.socket?.terminate();
  await Promise.all([again, lateAgain]);
  expect(kinds()).toEqual(["hello", "rtc", "rtc"]);
  await expect.poll(() => connection.status).toBe("online");
  // From the welcome on they are lost with their socket, like any signal.
  server.frames.length = 0;
  const third = server.greet();
  server.socket?.terminate();
  await third;
  await expect.poll(() => connection.status).toBe("online");
  connection.signal(conversationId, { kind: "typing", isTyping: true });
  await server.next("signal");
  expect(kinds()).toEqual(["hello", "typing"]);
});

test("[CALL-08] a socket that was opened beforehand is greeted on; one that has died meanwhile is replaced", async () => {
  const server = await HandServer.open();
  const opened = new WebSocket(server.url);
  await once(opened, "open");
  const ours = server.socket;
  const greeted = server.greet();
  connect(server, undefined, opened);
  await greeted;
  expect(server.socket).toBe(ours);
  const dead = new WebSocket(server.url);
  await once(dead, "open");
  const gone = server.socket;
  const closed = once(dead, "close");
  dead.close();
  await closed;
  const greetedElsewhere = server.greet();
  connect(server, undefined, dead);
  await greetedElsewhere;
  expect(server.socket).not.toBe(gone);
});
