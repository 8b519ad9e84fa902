/** An agent without a console: signs in, takes what is offered, and says over the wire what a test wants said. */
import { Connection, type Channel } from "@rinnalla/client";
import { evolve, type ConversationState } from "@rinnalla/core";
import {
  newId,
  type ClientId,
  type CommandResult,
  type ConversationId,
  type LoggedEvent,
  type MessageId,
  type PersonCommand,
  type Signal,
  type VisualId,
} from "@rinnalla/protocol";

export class TestAgent {
  readonly clientId = newId<ClientId>();
  readonly events: LoggedEvent[] = [];
  readonly connection: Connection;
  state: ConversationState | null = null;
  #conversationId: ConversationId | null = null;
  readonly #channels = new Map<VisualId, Channel>();

  static async signIn(link: string): Promise<TestAgent> {
    const { origin } = new URL(link);
    const answer = await fetch(link, { redirect: "manual" });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    const token = async (): Promise<string> => {
      const ticket = await fetch(`${origin}/api/staff/ticket`, { method: "POST", headers: { cookie, origin } });
      return ((await ticket.json()) as { ticket: string }).ticket;
    };
    return new TestAgent(origin, token);
  }

  constructor(origin: string, token: () => Promise<string>) {
    // Node's own WebSocket takes headers; the server wants to see the console's origin.
    class FromConsole extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { origin } } as never);
      }
    }
    this.connection = new Connection({
      url: `${origin.replace(/^http/, "ws")}/ws`,
      realm: "staff",
      token,
      clientId: this.clientId,
      locale: "en",
      WebSocket: FromConsole as unknown as typeof WebSocket,
    });
    this.connection.subscribe((notice) => {
      if (notice.t === "welcome") this.connection.setPresence("available");
      if (notice.t === "desk") {
        for (const { id, offer } of notice.conversations) {
          if (!offer || this.#conversationId) continue;
          this.#conversationId = id;
          void this.command({ type: "acceptOffer", offerId: offer.offerId }).then(() => this.connection.follow(id));
        }
      }
      if (notice.t !== "events") return;
      for (const logged of notice.events) {
        this.events.push(logged);
        this.state = evolve(notice.conversationId, this.state, logged);
      }
    });
  }

  get #id(): ConversationId {
    if (!this.#conversationId) throw new Error("no conversation yet");
    return this.#conversationId;
  }

  command(command: PersonCommand): Promise<CommandResult> {
    return this.connection.command(this.#id, command);
  }

  say(text: string): Promise<CommandResult> {
    return this.command({ type: "postMessage", messageId: newId<MessageId>(), text, audience: "all" });
  }

  signal(signal: Signal): void {
    this.connection.signal(this.#id, signal);
  }

  /** Looks on. */
  joinChannel(visualId: VisualId, onPayload: (payload: Uint8Array) => unknown): void {
    const handlers = { onOpen: () => undefined, onPayload, onClosed: () => undefined };
    this.#channels.set(visualId, this.connection.joinChannel(this.#id, visualId, handlers));
  }

  sendTo(visualId: VisualId, payload: Uint8Array, isControl: boolean): void {
    this.#channels.get(visualId)?.send(payload, { isControl });
  }

  /** All that was written so far. */
  read(): void {
    const seq = this.state?.version ?? 0;
    this.connection.mark(this.#id, seq, seq);
  }

  get texts(): string[] {
    return this.events.flatMap(({ event }) => (event.type === "messagePosted" ? [event.text] : []));
  }
}
