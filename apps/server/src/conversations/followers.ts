/**
 * Who follows which conversation, and how far each has come. A commit is only a hint: whoever sees a gap reads it from the store,
 * so a lost, doubled or late hint harms nothing (CHAT-02, CHAT-03). A frame is encoded once for all who get the same.
 */
import { visibleToAgent, visibleToCustomer, type ConversationState } from "@rinnalla/core";
import type { Actor, ConversationId, LoggedEvent, ServerFrame } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Connection } from "../socket/connection.ts";
import type { Committed } from "./committed.ts";

/** Whose eyes the log is for: a customer's, an agent's, or all of it for supervisors (ROUTE-07). */
type View = "customer" | "agent" | "all";

const visibleTo: { readonly [Seen in View]: (logged: LoggedEvent) => LoggedEvent | null } = {
  customer: visibleToCustomer,
  agent: visibleToAgent,
  all: (logged) => logged,
};

interface Follower {
  readonly connection: Connection;
  readonly conversationId: ConversationId;
  readonly view: View;
  /** Last seq sent, or passed over as not theirs to see. */
  cursor: number;
  /** Greatest seq heard of; more than the cursor while the store is read. */
  heard: number;
  isLive: boolean;
  isGone: boolean;
}

const pageEvents = 500;
/** While more than this waits for a client, no further page is read for it. */
const fullBytes = 1024 * 1024;
const drainCheckMs = 20;

export class Followers {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #byConversation = new Map<ConversationId, Set<Follower>>();
  readonly #byConnection = new Map<Connection, Map<ConversationId, Follower>>();

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /** Sends what comes after `after`, then `live`, then whatever is committed. Following anew begins anew. */
  follow(connection: Connection, conversationId: ConversationId, after: number): void {
    this.unfollow(connection, conversationId);
    const follower: Follower = {
      connection,
      conversationId,
      view: viewOf(connection),
      cursor: after,
      heard: after,
      isLive: false,
      isGone: false,
    };
    let known = this.#byConnection.get(connection);
    if (!known) {
      this.#byConnection.set(connection, (known = new Map()));
      connection.onClosed(() => this.#forget(connection));
    }
    known.set(conversationId, follower);
    const others = this.#byConversation.get(conversationId);
    if (others) others.add(follower);
    else this.#byConversation.set(conversationId, new Set([follower]));
    this.#catchUp(follower);
  }

  unfollow(connection: Connection, conversationId: ConversationId): void {
    const follower = this.#byConnection.get(connection)?.get(conversationId);
    if (!follower) return;
    follower.isGone = true;
    this.#byConnection.get(connection)?.delete(conversationId);
    const others = this.#byConversation.get(conversationId);
    others?.delete(follower);
    if (others?.size === 0) this.#byConversation.delete(conversationId);
  }

  isFollowing(connection: Connection, conversationId: ConversationId): boolean {
    return this.#byConnection.get(connection)?.has(conversationId) ?? false;
  }

  countOf(connection: Connection): number {
    return this.#byConnection.get(connection)?.size ?? 0;
  }

  *connectionsOf(conversationId: ConversationId): Iterable<Connection> {
    for (const follower of this.#byConversation.get(conversationId) ?? []) yield follower.connection;
  }

  /** The same frame to every follower that `fits`. */
  send(conversationId: ConversationId, frame: ServerFrame, fits: (connection: Connection) => boolean): void {
    let text: string | null = null;
    for (const { connection } of this.#byConversation.get(conversationId) ?? [])
      if (fits(connection)) connection.sendText((text ??= JSON.stringify(frame)));
  }

  committed({ conversationId, events, bodies }: Committed): void {
    const followers = this.#byConversation.get(conversationId);
    const [first] = events;
    const last = events.at(-1);
    if (!followers || !first || !last) return;
    let whole: Buffer | null = null;
    const encoded = new Map<View, Buffer | null>();
    for (const follower of followers) {
      if (last.seq > follower.heard) follower.heard = last.seq;
      if (!follower.isLive) continue;
      if (first.seq !== follower.cursor + 1) {
        if (last.seq > follower.cursor) this.#catchUp(follower);
        continue;
      }
      follower.cursor = last.seq;
      let text = encoded.get(follower.view);
      if (text === undefined) {
        const shown = shownTo(follower.view, events);
        text =
          shown.length === 0
            ? null
            : shown === events
              ? (whole ??= frameOf(conversationId, bodies))
              : encode(conversationId, shown);
        encoded.set(follower.view, text);
      }
      if (text) follower.connection.sendText(text);
    }
  }

  /** Those who may no longer follow are told and left behind. */
  review(conversationId: ConversationId, mayStay: (connection: Connection) => boolean): void {
    for (const { connection } of [...(this.#byConversation.get(conversationId) ?? [])]) {
      if (mayStay(connection)) continue;
      this.unfollow(connection, conversationId);
      connection.send({ t: "refused", code: "notAllowed", about: "follow", conversationId });
    }
  }

  #catchUp(follower: Follower): void {
    follower.isLive = false;
    this.#replay(follower).catch((failure: unknown) => {
      this.#log.error({ conversationId: follower.conversationId, err: failure }, "replay failed");
      follower.connection.bye("unavailable");
    });
  }

  async #replay(follower: Follower): Promise<void> {
    const { connection, conversationId } = follower;
    for (;;) {
      const page = await this.#store.readLog(conversationId, follower.cursor, pageEvents);
      if (follower.isGone) return;
      const shown = shownTo(follower.view, page.events);
      if (shown.length > 0) connection.sendText(encode(conversationId, shown));
      follower.cursor = page.events.at(-1)?.seq ?? follower.cursor;
      // Heard of meanwhile, or not sent for want of room: another page.
      if (page.isLast && follower.heard <= follower.cursor) break;
      while (connection.isOpen && connection.waitingBytes > fullBytes)
        await new Promise((resolve) => setTimeout(resolve, drainCheckMs));
      if (!connection.isOpen) return;
    }
    const marks = await this.#store.readMarks(conversationId);
    if (follower.isGone) return;
    if (follower.heard > follower.cursor) return this.#replay(follower);
    follower.isLive = true;
    connection.send({ t: "live", conversationId, seq: follower.cursor, marks });
  }

  #forget(connection: Connection): void {
    for (const conversationId of [...(this.#byConnection.get(connection)?.keys() ?? [])])
      this.unfollow(connection, conversationId);
    this.#byConnection.delete(connection);
  }
}

/** True if a commit may have changed who may follow. */
export function changesAccess(before: ConversationState | null, state: ConversationState): boolean {
  return (
    before !== null &&
    (before.agent !== state.agent ||
      before.offer !== state.offer ||
      before.status !== state.status ||
      before.participants !== state.participants ||
      before.consultAsked !== state.consultAsked ||
      before.transfer !== state.transfer ||
      before.call?.guests !== state.call?.guests ||
      before.call?.invited !== state.call?.invited ||
      before.callBack !== state.callBack)
  );
}

function viewOf({ person }: Connection): View {
  if (person?.realm !== "staff") return "customer";
  return person.role === "agent" ? "agent" : "all";
}

/** The very same list when all of it is theirs to see. */
function shownTo(view: View, events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  if (view === "all") return events;
  const shown: LoggedEvent[] = [];
  let isSame = true;
  for (const logged of events) {
    const visible = visibleTo[view](logged);
    if (visible) shown.push(visible);
    if (!visible || visible.event !== logged.event || !isSameActor(visible.by, logged.by)) isSame = false;
  }
  return isSame ? events : shown;
}

function isSameActor(one: Actor, other: Actor): boolean {
  if (one === other) return true;
  return one.kind === "agent" && other.kind === "agent" && one.agentId === other.agentId && one.role === other.role;
}

function encode(conversationId: ConversationId, events: readonly LoggedEvent[]): Buffer {
  return frameOf(
    conversationId,
    events.map((event) => JSON.stringify(event)),
  );
}

/** The frame `events`, of events that are JSON already. */
function frameOf(conversationId: ConversationId, bodies: readonly string[]): Buffer {
  return Buffer.from(
    `{"t":"events","conversationId":${JSON.stringify(conversationId)},"events":[${bodies.join(",")}]}`,
  );
}
