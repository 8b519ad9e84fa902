/** A customer without a browser: the real client on the real socket, for what the console must show of the other side. */
import { Connection } from "@rinnalla/client";
import { evolve, type ConversationState } from "@rinnalla/core";
import {
  newId,
  type ClientId,
  type CommandResult,
  type ConversationId,
  type CustomerCommand,
  type LoggedEvent,
  type MessageId,
  type SharedCommand,
  type Signal,
} from "@rinnalla/protocol";

export interface Customer {
  readonly conversationId: ConversationId;
  readonly clientId: ClientId;
  readonly state: () => ConversationState | null;
  readonly say: (text: string) => Promise<CommandResult>;
  readonly command: (command: CustomerCommand | SharedCommand) => Promise<CommandResult>;
  readonly signal: (signal: Signal) => void;
  readonly mark: (delivered: number, read: number) => void;
  readonly heard: () => readonly LoggedEvent[];
  /** Resolves with the first event, past or coming, that fits. */
  readonly hears: (fits: (logged: LoggedEvent) => boolean) => Promise<LoggedEvent>;
  readonly leave: () => void;
}

export async function openCustomer(origin: string, name: string | null, page = `${origin}/shop/`): Promise<Customer> {
  const answer = await fetch(`${origin}/api/widget/w_demo/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`no visitor: ${answer.status} ${await answer.text()}`);
  const { token } = (await answer.json()) as { token: string };
  const { WebSocket: Socket } = await import("ws");
  class FromShop extends Socket {
    constructor(url: string | URL) {
      super(url, { origin });
    }
  }
  const clientId = newId<ClientId>();
  const connection = new Connection({
    url: `${origin.replace(/^http/, "ws")}/ws`,
    realm: "visitor",
    token: () => Promise.resolve(token),
    clientId,
    locale: "en",
    WebSocket: FromShop as unknown as typeof WebSocket,
  });
  const conversationId = newId<ConversationId>();
  const events: LoggedEvent[] = [];
  const waiting = new Set<{ fits: (logged: LoggedEvent) => boolean; settle: (logged: LoggedEvent) => void }>();
  let state: ConversationState | null = null;
  connection.subscribe((notice) => {
    if (notice.t !== "events") return;
    for (const logged of notice.events) {
      events.push(logged);
      state = evolve(notice.conversationId, state, logged);
      for (const each of [...waiting]) {
        if (!each.fits(logged)) continue;
        waiting.delete(each);
        each.settle(logged);
      }
    }
  });
  connection.follow(conversationId);
  const opened = await connection.command(conversationId, {
    type: "openConversation",
    locale: "en",
    customerName: name,
    page,
  });
  if (!opened.ok) throw new Error(`not opened: ${opened.code}`);
  connection.follow(conversationId);
  return {
    conversationId,
    clientId,
    state: () => state,
    say: (text) => connection.command(conversationId, { type: "postMessage", messageId: newId<MessageId>(), text }),
    command: (command) => connection.command(conversationId, command),
    signal: (signal) => connection.signal(conversationId, signal),
    mark: (delivered, read) => connection.mark(conversationId, delivered, read),
    heard: () => events,
    hears: (fits) => {
      const past = events.find(fits);
      return past ? Promise.resolve(past) : new Promise((settle) => waiting.add({ fits, settle }));
    },
    leave: () => connection.close(),
  };
}
