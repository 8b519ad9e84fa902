/** One client with what it has shown so far: the product's own connection, and the view that a person would have in front of them. */
import { Connection } from "@rinnalla/client";
import { newId, type ClientId, type ConversationId, type LoggedEvent, type MessageId } from "@rinnalla/protocol";
import { WebSocket as NodeSocket } from "ws";

export interface ReaderOptions {
  readonly name: string;
  readonly realm: "visitor" | "staff";
  readonly url: string;
  readonly origin: string;
  readonly token: () => Promise<string>;
  readonly conversationId: ConversationId;
}

export class Reader {
  readonly name: string;
  readonly events: LoggedEvent[] = [];
  /** Messages that this client posted and the server acknowledged, with the place it gave them. */
  readonly acknowledged = new Map<MessageId, number>();
  readonly refusals: string[] = [];
  /** `seq` up to which the server said this view is whole; 0 while the line is down. */
  liveSeq = 0;
  #connection: Connection;
  #posted = 0;
  readonly #options: ReaderOptions;

  constructor(options: ReaderOptions) {
    this.name = options.name;
    this.#options = options;
    this.#connection = this.#connect();
  }

  get lastSeq(): number {
    return Math.max(this.liveSeq, this.events.at(-1)?.seq ?? 0);
  }

  get isSettled(): boolean {
    return this.#connection.pending.length === 0;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Numbered in the order of posting, so that a changed order shows. */
  post(): void {
    const { realm, conversationId } = this.#options;
    const messageId = newId<MessageId>();
    const text = `${this.name} ${++this.#posted}`;
    const message = { type: "postMessage", messageId, text } as const;
    void this.#connection
      .command(conversationId, realm === "staff" ? { ...message, audience: "all" } : message)
      .then((result) => {
        if (result.ok) this.acknowledged.set(messageId, result.seq);
        else this.refusals.push(`${text}: ${result.code}`);
      });
  }

  /** As a reload with nothing unsaid: a new page that knows what is on the screen and asks for the rest. */
  reload(): void {
    this.#connection.close();
    this.#connection = this.#connect();
  }

  close(): void {
    this.#connection.close();
  }

  #connect(): Connection {
    const { url, realm, token, origin, conversationId } = this.#options;
    class FromOrigin extends NodeSocket {
      constructor(address: string | URL) {
        super(address, { origin, perMessageDeflate: false });
      }
    }
    const connection = new Connection({
      url: `${url.replace(/^http/, "ws")}/ws`,
      realm,
      token,
      clientId: newId<ClientId>(),
      locale: "en",
      WebSocket: FromOrigin as unknown as typeof WebSocket,
    });
    this.liveSeq = 0;
    connection.subscribe((notice) => {
      if (notice.t === "status" && notice.status !== "online") this.liveSeq = 0;
      else if (notice.t === "events" && notice.conversationId === conversationId) this.events.push(...notice.events);
      else if (notice.t === "live" && notice.conversationId === conversationId) this.liveSeq = notice.seq;
    });
    connection.follow(conversationId, this.events.at(-1)?.seq ?? 0);
    return connection;
  }
}
