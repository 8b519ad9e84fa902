/** From frame to deed: each frame of a greeted socket goes to the part of the server that it is for. */
import type { ConversationState } from "@rinnalla/core";
import { chooseCustom, mayFollow } from "@rinnalla/core";
import {
  limits,
  type ChosenPresence,
  type ClientFrame,
  type ClientId,
  type CommandId,
  type ConversationId,
  type ErrorCode,
  type Hello,
  type KnownCustomer,
  type VerifiedCustomer,
} from "@rinnalla/protocol";
import { decodeClientFrame } from "@rinnalla/protocol/schemas";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import { chooseRelays, relaysFrame, type RelaySettings } from "../calls/relays.ts";
import type { Conversations } from "../conversations/conversations.ts";
import type { Followers } from "../conversations/followers.ts";
import type { MarkWriter } from "../conversations/marks.ts";
import { guestIn, liveLink, sideIn, type Signals } from "../conversations/signals.ts";
import type { AgentPresence } from "../presence/agents.ts";
import type { CustomerPresence } from "../presence/customers.ts";
import type { Legs } from "../presence/legs.ts";
import type { AvailabilityFeed } from "../opening/availability.ts";
import type { DeskFeed } from "../routing/desk-feed.ts";
import type { WaitingPlaces } from "../routing/waiting-places.ts";
import { publicWidget } from "../settings/settings.ts";
import type { MediaRooms } from "../calls/janus/media-rooms.ts";
import type { Channels } from "../visual/channels.ts";
import type { Connection } from "./connection.ts";
import { greet, type Doors } from "./hello.ts";
import type { Person } from "./person.ts";
import { SpamGuard } from "./spam-guard.ts";

export interface Parts {
  readonly doors: Doors;
  readonly store: Store;
  readonly conversations: Conversations;
  readonly followers: Followers;
  readonly marks: MarkWriter;
  readonly signals: Signals;
  readonly channels: Channels;
  readonly mediaRooms: MediaRooms;
  readonly customers: CustomerPresence;
  readonly agents: AgentPresence;
  readonly legs: Legs;
  readonly feed: DeskFeed;
  /** The socket of each open page. */
  readonly clients: Map<ClientId, Connection>;
  readonly availability: AvailabilityFeed;
  readonly places: WaitingPlaces;
  /** This server sends e-mail. */
  readonly hasMail: boolean;
  readonly relays: RelaySettings | null;
  readonly now: () => number;
  readonly log: Logger;
}

/** A page follows the open conversations of one person; a console no more than its list shows. */
const mostFollowed = { visitor: 20, staff: 500 } as const;
/** A page that comes back in a call says its link's answer and candidates right behind its hello (CALL-08). */
const mostHeld = 100;
/** Frames that one misfit counts for. */
const misfitCost = 20;
/** The page closed, or said goodbye. */
const cleanCloses: readonly number[] = [1000, 1001, 1005];

export class Session {
  readonly #parts: Parts;
  /** Said behind a hello that is being judged. */
  readonly #held = new WeakMap<Connection, Exclude<ClientFrame, Hello>[]>();
  readonly #guard: SpamGuard;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#guard = new SpamGuard(parts.now);
  }

  takeText(connection: Connection, text: string): void {
    const decoded = decodeClientFrame(text);
    if (!decoded.ok) return this.#misfit(connection, text, decoded.code);
    const { frame } = decoded;
    const { person } = connection;
    if (!connection.frames.take(1, this.#parts.now())) return this.#tooMany(connection, frame);
    if (frame.t === "hello") {
      if (person || this.#held.has(connection)) return connection.bye("badFrame");
      this.#held.set(connection, []);
      this.#greet(connection, frame).catch((failure: unknown) => this.#failed(connection, failure));
      return;
    }
    if (person) return this.#take(connection, person, frame);
    const held = this.#held.get(connection);
    if (!held) return connection.bye("notSignedIn");
    if (held.push(frame) > mostHeld) connection.bye("tooMany");
  }

  takeBinary(connection: Connection, frame: Uint8Array): void {
    if (!connection.person) return connection.bye("notSignedIn");
    // Its page has another socket by now: what still comes here was sent before what that one says.
    if (!connection.isOpen) return;
    if (!connection.bytes.take(frame.byteLength, this.#parts.now())) return connection.bye("tooMany");
    this.#parts.channels.pass(connection, frame);
  }

  closed(connection: Connection, code: number): void {
    const { clientId } = connection;
    if (!clientId || this.#parts.clients.get(clientId) !== connection) return;
    this.#parts.clients.delete(clientId);
    this.#parts.legs.closed(clientId, cleanCloses.includes(code));
  }

  async #greet(connection: Connection, hello: Hello): Promise<void> {
    const { doors, store, customers, agents, feed, now, log } = this.#parts;
    const greeted = await greet(hello, connection.origin, doors);
    if (!greeted.ok) {
      log.info({ realm: hello.realm, code: greeted.code }, "socket refused");
      return connection.bye(greeted.code);
    }
    const { person } = greeted;
    const ongoing = person.realm === "visitor" ? await store.findOngoingOfVisitor(person.visitorId) : null;
    if (!connection.isOpen) return;
    // The same page on a new socket, before the old one was seen to be dead.
    const older = this.#parts.clients.get(hello.clientId);
    if (older && older.person?.key !== person.key) return connection.bye("notAllowed");
    connection.person = person;
    connection.clientId = hello.clientId;
    connection.locale = hello.locale;
    this.#parts.clients.set(hello.clientId, connection);
    older?.bye("conflict");
    const hasMail = this.#parts.hasMail ? { hasMail: true as const } : {};
    if ("widget" in greeted) {
      const { visitorId } = greeted.person;
      const widget = publicWidget(greeted.widget);
      const { customer } = greeted.person;
      const availability = this.#parts.availability.arrived(widget.id, connection);
      connection.send({
        t: "welcome",
        now: now(),
        me: {
          realm: "visitor",
          visitorId,
          widget,
          conversationId: ongoing,
          ...(availability && { availability }),
          ...(customer && { known: knownOf(customer) }),
          ...hasMail,
        },
      });
      customers.arrived(visitorId, connection, ongoing);
    } else {
      connection.send({ t: "welcome", now: now(), me: { realm: "staff", agent: greeted.agent, ...hasMail } });
      agents.arrived(greeted.agent.id, connection);
      feed.show(connection, greeted.person);
      connection.send(agents.frameOf(greeted.agent.id));
    }
    for (const { conversationId, after } of hello.cursors) void this.#follow(connection, person, conversationId, after);
    for (const frame of this.#held.get(connection) ?? []) this.#take(connection, person, frame);
    this.#held.delete(connection);
  }

  #take(connection: Connection, person: Person, frame: Exclude<ClientFrame, Hello>): void {
    const { conversations, followers, agents, channels, now } = this.#parts;
    switch (frame.t) {
      case "command": {
        const { id, conversationId, command } = frame;
        if (!this.#guard.allows(command, person.key, connection.networkAddress))
          return connection.send({ t: "ack", id, result: { ok: false, code: "tooMany" } });
        conversations.ask(conversationId, id, command, person, (result) => connection.send({ t: "ack", id, result }));
        return;
      }
      case "follow":
        void this.#follow(connection, person, frame.conversationId, frame.after);
        return;
      case "unfollow":
        return followers.unfollow(connection, frame.conversationId);
      case "mark":
      case "signal":
      case "relays":
        return this.#withState(connection, frame, (state) => this.#beside(connection, person, frame, state));
      case "joinChannel":
        // Behind the commands said before it: `rejoinVisual` and this come together.
        conversations.afterward(frame.conversationId, async () => {
          const state = await conversations.states.load(frame.conversationId);
          const refusal = state ? channels.join(connection, state, frame.visualId) : "notFound";
          if (refusal) refuse(connection, frame, refusal);
        });
        return;
      case "leaveChannel":
        return channels.leave(connection, frame.channel);
      case "presence": {
        if (person.realm !== "staff") return refuse(connection, frame, "notAllowed");
        const chosen = this.#chosen(frame.presence);
        if (!chosen) return refuse(connection, frame, "notFound");
        agents.set(person.agentId, chosen).catch((failure: unknown) => this.#failed(connection, failure));
        return;
      }
      case "ping":
        return connection.send({ t: "pong", n: frame.n, now: now() });
    }
  }

  /** Null: an own presence of the organisation's that is there no more. */
  #chosen(presence: Extract<ClientFrame, { t: "presence" }>["presence"]): ChosenPresence | null {
    if (typeof presence === "string") return presence;
    const own = this.#parts.doors.settings.presences.get(presence.custom);
    return own ? chooseCustom(own) : null;
  }

  #beside(
    connection: Connection,
    person: Person,
    frame: Extract<ClientFrame, { t: "mark" | "signal" | "relays" }>,
    state: ConversationState,
  ): void {
    const { marks, signals, relays, now } = this.#parts;
    if (frame.t === "signal") return signals.pass(connection, person, frame, state);
    const side = sideIn(state, person);
    // A guest links with the others of the call, and marks nothing as read.
    const isGuest = frame.t === "relays" && guestIn(state, person, connection.clientId)?.kind === "guest";
    if (!side && !(isGuest && frame.linkId === state.call?.id)) return refuse(connection, frame, "notAllowed");
    if (frame.t === "mark") {
      if (!side) return;
      const most = state.version;
      return marks.raise(state.id, side, Math.min(frame.delivered, most), Math.min(frame.read, most));
    }
    if (!liveLink(state, frame.linkId)) return refuse(connection, frame, "notFound");
    const { queues, widgets } = this.#parts.doors.settings;
    const chosen = chooseRelays(relays, [queues.get(state.queueId), widgets.get(state.terms.widgetId)]);
    // A screen is offered by somebody who has agreed to show it; only a call rings.
    const call = frame.linkId === state.call?.id ? state.call : null;
    const { mediaRooms } = this.#parts;
    const engine = call && mediaRooms.engineOf(call) === "server" ? { engine: "server" as const } : {};
    const recorder = call && mediaRooms.recorderOf(call) ? { recorder: "server" as const } : {};
    connection.send({ ...relaysFrame(chosen, frame.linkId, call !== null, now()), ...engine, ...recorder });
  }

  /** At once when the state is at hand, so that signals keep their order. */
  #withState(
    connection: Connection,
    frame: Extract<ClientFrame, { conversationId: ConversationId }>,
    use: (state: ConversationState) => void,
  ): void {
    const { states } = this.#parts.conversations;
    const known = states.peek(frame.conversationId);
    if (known) return use(known);
    states
      .load(frame.conversationId)
      .then((state) => (state ? use(state) : refuse(connection, frame, "notFound")))
      .catch((failure: unknown) => this.#failed(connection, failure));
  }

  async #follow(connection: Connection, person: Person, conversationId: ConversationId, after: number): Promise<void> {
    const { conversations, followers } = this.#parts;
    const about = { t: "follow", conversationId } as const;
    try {
      const state = await conversations.states.load(conversationId);
      // Who may not know of it is told the same as if there were none.
      if (!state || !mayFollow(person.actor, state)) return refuse(connection, about, "notFound");
      if (followers.countOf(connection) >= mostFollowed[person.realm]) return refuse(connection, about, "tooMany");
      if (!connection.isOpen) return;
      followers.follow(connection, conversationId, Math.min(after, state.version));
      if (person.realm === "visitor" && state.waitingSince !== null)
        this.#parts.places.show(conversationId, connection);
    } catch (failure) {
      this.#failed(connection, failure);
    }
  }

  /** A command that does not fit is refused by its id, else its sender would come back and say it again for ever. */
  #misfit(connection: Connection, text: string, code: ErrorCode): void {
    const id = connection.person && commandIdIn(text);
    if (!id || !connection.frames.take(misfitCost, this.#parts.now())) return connection.bye(code);
    connection.send({ t: "ack", id, result: { ok: false, code } });
  }

  #tooMany(connection: Connection, frame: ClientFrame): void {
    if (frame.t === "command") connection.send({ t: "ack", id: frame.id, result: { ok: false, code: "tooMany" } });
    else if (frame.t !== "signal" && frame.t !== "mark")
      connection.send({ t: "refused", code: "tooMany", about: frame.t });
  }

  #failed(connection: Connection, failure: unknown): void {
    this.#parts.log.error({ err: failure }, "frame failed");
    connection.bye("unavailable");
  }
}

function knownOf({ name, email }: VerifiedCustomer): KnownCustomer {
  return { ...(name && { name }), ...(email && { email }) };
}

function commandIdIn(text: string): CommandId | null {
  try {
    const frame = JSON.parse(text) as { readonly t?: unknown; readonly id?: unknown } | null;
    if (frame?.t !== "command" || typeof frame.id !== "string" || frame.id.length > limits.idChars) return null;
    return frame.id as CommandId;
  } catch {
    return null;
  }
}

function refuse(
  connection: Connection,
  frame: { t: ClientFrame["t"]; conversationId?: ConversationId },
  code: ErrorCode,
): void {
  const { t: about, conversationId } = frame;
  connection.send({ t: "refused", code, about, ...(conversationId ? { conversationId } : {}) });
}
