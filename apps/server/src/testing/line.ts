/** A bare socket client for tests: says frames, keeps all that it hears, and waits for what is wanted. */
import { newId, protocolVersion } from "@rinnalla/protocol";
import type {
  ClientFrame,
  ClientId,
  CommandId,
  CommandResult,
  ConversationEvent,
  ConversationId,
  LoggedEvent,
  PersonCommand,
  ServerFrame,
} from "@rinnalla/protocol";
import { WebSocket, type RawData } from "ws";

type Told<T extends ServerFrame["t"]> = Extract<ServerFrame, { t: T }>;
type Happened<T extends ConversationEvent["type"]> = LoggedEvent & { event: Extract<ConversationEvent, { type: T }> };

const patienceMs = 5_000;

export class Line {
  readonly clientId: ClientId;
  readonly heard: ServerFrame[] = [];
  readonly binary: Uint8Array[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #asked = new Map<CommandId, ((result: CommandResult) => void)[]>();
  readonly #waiting = new Set<() => void>();

  constructor(url: string, origin: string | null, clientId = newId<ClientId>()) {
    this.clientId = clientId;
    this.#socket = new WebSocket(url, origin === null ? {} : { origin });
    this.closed = new Promise((resolve) => this.#socket.once("close", resolve));
    this.#socket.on("error", () => {});
    this.#socket.on("message", (data: RawData, isBinary: boolean) => {
      if (isBinary) this.binary.push(new Uint8Array(data as Buffer));
      else this.#take(JSON.parse((data as Buffer).toString()) as ServerFrame);
      for (const look of this.#waiting) look();
    });
  }

  #take(frame: ServerFrame): void {
    this.heard.push(frame);
    if (frame.t === "ack") this.#asked.get(frame.id)?.shift()?.(frame.result);
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  opened(): Promise<void> {
    return this.isOpen ? Promise.resolve() : new Promise((resolve) => this.#socket.once("open", () => resolve()));
  }

  say(frame: ClientFrame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  sayRaw(data: string | Uint8Array): void {
    this.#socket.send(data);
  }

  /** A network that takes nothing any more; what is sent piles up at the server. */
  stopReading(): void {
    this.#socket.pause();
  }

  goOnReading(): void {
    this.#socket.resume();
  }

  hello(
    realm: "visitor" | "staff",
    token: string,
    cursors: { conversationId: ConversationId; after: number }[] = [],
  ): void {
    this.say({ t: "hello", version: protocolVersion, realm, token, clientId: this.clientId, locale: "en", cursors });
  }

  /** Settles with what `find` finds, now or as soon as it is heard. */
  until<Found>(find: () => Found | null | undefined | false, what = "what was waited for"): Promise<Found> {
    const now = find();
    if (now) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`never came: ${what}; heard ${this.heard.map((frame) => frame.t).join(" ")}`));
      }, patienceMs);
      const look = () => {
        const found = find();
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
    });
  }

  told<T extends ServerFrame["t"]>(t: T, fits: (frame: Told<T>) => boolean = () => true): Promise<Told<T>> {
    return this.until(() => this.heard.find((frame): frame is Told<T> => frame.t === t && fits(frame as Told<T>)), t);
  }

  /** What was heard of a conversation's log, in the order of hearing. */
  events(conversationId: ConversationId): LoggedEvent[] {
    return this.heard.flatMap((frame) =>
      frame.t === "events" && frame.conversationId === conversationId ? frame.events : [],
    );
  }

  happened<T extends ConversationEvent["type"]>(
    conversationId: ConversationId,
    type: T,
    fits: (logged: Happened<T>) => boolean = () => true,
  ): Promise<Happened<T>> {
    const find = () =>
      this.events(conversationId).find(
        (logged): logged is Happened<T> => logged.event.type === type && fits(logged as Happened<T>),
      );
    return this.until(find, type);
  }

  ask(conversationId: ConversationId, command: PersonCommand, id = newId<CommandId>()): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never answered: ${command.type}`)), patienceMs);
      const asked = this.#asked.get(id) ?? [];
      this.#asked.set(id, asked);
      asked.push((result) => {
        clearTimeout(timer);
        resolve(result);
      });
      this.say({ t: "command", id, conversationId, command });
    });
  }

  /** Resolves when the server has taken all that was said before. */
  async settled(): Promise<void> {
    const n = Math.floor(Math.random() * 1e9);
    this.say({ t: "ping", n });
    await this.told("pong", (pong) => pong.n === n);
  }

  /** As a page that closes. */
  close(): Promise<number> {
    this.#socket.close(1001);
    return this.closed;
  }

  /** As a line that breaks. */
  cut(): Promise<number> {
    this.#socket.terminate();
    return this.closed;
  }
}
