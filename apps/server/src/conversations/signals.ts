/**
 * What passes beside the log between the two ends: typing, abilities, set-up of links, pointer over a shared screen. Only the
 * customer, the primary agent, the guests of a call (CALL-11) and, to each other, the colleagues beside (ROUTE-07) send; the rest is dropped without a word, because it is lost at
 * most once anyway.
 */
import { isLinked, participantOf, partiesOf, partyOf, type CallParty, type ConversationState } from "@rinnalla/core";
import type { ClientFrame, ClientId, EngineSignal, ServerFrame, Side, Signal } from "@rinnalla/protocol";
import type { MediaRooms } from "../calls/janus/media-rooms.ts";
import type { AgentPresence } from "../presence/agents.ts";
import type { CustomerPresence } from "../presence/customers.ts";
import type { Connection } from "../socket/connection.ts";
import type { Person } from "../socket/person.ts";
import type { Followers } from "./followers.ts";

type SignalFrame = Extract<ClientFrame, { t: "signal" }>;

/** The side on which this person takes part, or `null`. */
export function sideIn(state: ConversationState, person: Person): Side | null {
  if (person.realm === "visitor") return state.visitorId === person.visitorId ? "customer" : null;
  return state.agent?.agentId === person.agentId ? "agent" : null;
}

/** This person's page as a guest in the conversation's live call, or `null`. A page that came back says `rejoinCall` first. */
export function guestIn(
  state: ConversationState,
  person: Person,
  clientId: ClientId | null,
): Extract<CallParty, { kind: "guest" }> | null {
  if (person.realm !== "staff" || !state.call || !clientId) return null;
  const party = partyOf(state.call, clientId);
  return party?.kind === "guest" && party.agentId === person.agentId ? party : null;
}

/** The live call or visual session that a link serves. */
export function liveLink(
  state: ConversationState,
  linkId: string,
): ConversationState["call"] | ConversationState["visual"] {
  if (state.call?.id === linkId && state.call.phase !== "ended") return state.call;
  if (state.visual?.id === linkId && state.visual.phase !== "ended") return state.visual;
  return null;
}

export class Signals {
  readonly #followers: Followers;
  readonly #customers: CustomerPresence;
  readonly #agents: AgentPresence;
  readonly #mediaRooms: MediaRooms;

  constructor(followers: Followers, customers: CustomerPresence, agents: AgentPresence, mediaRooms: MediaRooms) {
    this.#mediaRooms = mediaRooms;
    this.#followers = followers;
    this.#customers = customers;
    this.#agents = agents;
  }

  /** About media through the server: of a party of the live call, and for nobody else. */
  #toEngine(clientId: ClientId, person: Person, signal: EngineSignal, state: ConversationState): void {
    const { call } = state;
    if (call?.id !== signal.callId) return;
    const party = partyOf(call, clientId);
    const isOwn =
      person.realm === "visitor"
        ? party?.kind === "customer"
        : party?.kind !== "customer" && party?.agentId === person.agentId;
    if (party && isOwn) this.#mediaRooms.handle(state, clientId, signal);
  }

  pass(connection: Connection, person: Person, frame: SignalFrame, state: ConversationState): void {
    const side = sideIn(state, person);
    const { clientId } = connection;
    if (!clientId || state.ended) return;
    if (frame.signal.kind === "engine") return this.#toEngine(clientId, person, frame.signal, state);
    if (frame.signal.kind === "typing" && frame.signal.audience === "consult")
      return this.#passAside(clientId, person, frame, state);
    const guest = side ? null : guestIn(state, person, clientId);
    if (guest) return this.#passOfGuest(guest, frame, state);
    if (!side || !mayPass(frame.signal, side, state)) return;
    const { conversationId, signal } = frame;
    const passed: ServerFrame = { t: "signal", conversationId, from: { side, clientId }, signal };
    const own = state.call && partyOf(state.call, clientId);
    const named = state.call && frame.to ? partyOf(state.call, frame.to) : null;
    if (named?.kind === "guest") {
      if (own && isOfCall(signal, state) && isLinked(own, named)) this.#send(named, state, JSON.stringify(passed));
      return;
    }
    // Whoever listens unseen is shown what the tracks do as well.
    if (signal.kind === "media" && own && !frame.to) this.#tell(own, isGuest, state, passed);
    const wanted = frame.to ?? (side === "customer" ? agentOfLink(signal, state) : null);
    const others = [...this.#others(side, state)];
    const targets = wanted ? others.filter((other) => other.clientId === wanted) : others;
    // The client that carried the link may just have been reloaded: then its successors hear it.
    const heard = targets.length > 0 || frame.to ? targets : others;
    if (heard.length === 0) return;
    const text = JSON.stringify(passed);
    for (const other of heard) other.sendText(text);
  }

  /** Among the primary agent and the colleagues beside. Who is not told of is not told of by this either. */
  #passAside(
    clientId: ClientId,
    person: Person,
    { conversationId, signal }: SignalFrame,
    state: ConversationState,
  ): void {
    if (person.realm !== "staff") return;
    const { agentId } = person;
    const beside = participantOf(state, agentId);
    if (state.agent?.agentId !== agentId && (!beside || beside.isUnseen)) return;
    const passed: ServerFrame = {
      t: "signal",
      conversationId,
      from: { side: "agent", clientId, colleague: agentId },
      signal,
    };
    const text = JSON.stringify(passed);
    const others = [state.agent?.agentId, ...state.participants.map((one) => one.agentId)];
    for (const other of others) {
      if (!other || other === agentId) continue;
      for (const connection of this.#agents.connectionsOf(other))
        if (this.#followers.isFollowing(connection, state.id)) connection.sendText(text);
    }
  }

  #passOfGuest(
    guest: Extract<CallParty, { kind: "guest" }>,
    { to, conversationId, signal }: SignalFrame,
    state: ConversationState,
  ): void {
    if (!isOfCall(signal, state)) return;
    const { clientId, agentId } = guest;
    const passed: ServerFrame = {
      t: "signal",
      conversationId,
      from: { side: "agent", clientId, guest: agentId },
      signal,
    };
    if (!to && signal.kind === "rtc") return;
    this.#tell(guest, (party) => (to ? party.clientId === to : true), state, passed);
  }

  /** Those of the parties who are linked with `from`; for the tracks' doings of customer and agent, all guests. */
  #tell(from: CallParty, isMeant: (party: CallParty) => boolean, state: ConversationState, frame: ServerFrame): void {
    const text = JSON.stringify(frame);
    for (const party of state.call ? partiesOf(state.call) : [])
      if (isMeant(party) && (from.kind !== "guest" || isLinked(from, party))) this.#send(party, state, text);
  }

  #send(party: CallParty, state: ConversationState, text: string): void {
    const connections =
      party.kind === "customer"
        ? this.#customers.connectionsOf(state.visitorId)
        : this.#agents.connectionsOf(party.agentId);
    for (const connection of connections)
      if (connection.clientId === party.clientId && this.#followers.isFollowing(connection, state.id))
        connection.sendText(text);
  }

  *#others(side: Side, state: ConversationState): Iterable<Connection> {
    const all =
      side === "agent"
        ? this.#customers.connectionsOf(state.visitorId)
        : state.agent
          ? this.#agents.connectionsOf(state.agent.agentId)
          : [];
    for (const connection of all) if (this.#followers.isFollowing(connection, state.id)) yield connection;
  }
}

function isGuest(party: CallParty): boolean {
  return party.kind === "guest";
}

/** The set-up of one of the call's links, or what a track in it does. */
function isOfCall(signal: Signal, { call }: ConversationState): boolean {
  if (signal.kind === "rtc") return call?.id === signal.linkId;
  return signal.kind === "media" && call?.id === signal.callId;
}

function mayPass(signal: Signal, side: Side, state: ConversationState): boolean {
  switch (signal.kind) {
    case "typing":
      return true;
    case "askAbilities":
      return side === "agent";
    case "engine":
      return false;
    case "abilities":
      return side === "customer";
    case "rtc":
      return liveLink(state, signal.linkId) !== null;
    case "media":
      return state.call?.id === signal.callId && state.call.phase !== "ended";
    case "pointer":
    case "stroke":
    case "erase":
      return side === "agent" && state.visual?.id === signal.visualId && state.visual.phase === "live";
  }
}

function agentOfLink(signal: Signal, state: ConversationState): ClientId | null {
  return signal.kind === "rtc" ? (liveLink(state, signal.linkId)?.clients.agent ?? null) : null;
}
