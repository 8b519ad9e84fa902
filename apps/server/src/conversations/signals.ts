/**
 * What passes beside the log between the two ends: typing, abilities, set-up of links, pointer over a shared screen. Only the
 * customer and the primary agent send; the rest is dropped without a word, because it is lost at most once anyway.
 */
import type { ConversationState } from "@rinnalla/core";
import type { ClientFrame, ClientId, ServerFrame, Side, Signal } from "@rinnalla/protocol";
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

  constructor(followers: Followers, customers: CustomerPresence, agents: AgentPresence) {
    this.#followers = followers;
    this.#customers = customers;
    this.#agents = agents;
  }

  pass(connection: Connection, person: Person, frame: SignalFrame, state: ConversationState): void {
    const side = sideIn(state, person);
    const { clientId } = connection;
    if (!side || !clientId || state.ended || !mayPass(frame.signal, side, state)) return;
    const { conversationId, signal } = frame;
    const passed: ServerFrame = { t: "signal", conversationId, from: { side, clientId }, signal };
    const wanted = frame.to ?? (side === "customer" ? agentOfLink(signal, state) : null);
    const others = [...this.#others(side, state)];
    const targets = wanted ? others.filter((other) => other.clientId === wanted) : others;
    // The client that carried the link may just have been reloaded: then its successors hear it.
    const heard = targets.length > 0 || frame.to ? targets : others;
    if (heard.length === 0) return;
    const text = JSON.stringify(passed);
    for (const other of heard) other.sendText(text);
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

function mayPass(signal: Signal, side: Side, state: ConversationState): boolean {
  switch (signal.kind) {
    case "typing":
      return true;
    case "abilities":
      return side === "customer";
    case "rtc":
      return liveLink(state, signal.linkId) !== null;
    case "media":
      return state.call?.id === signal.callId && state.call.phase !== "ended";
    case "pointer":
      return side === "agent" && state.visual?.id === signal.visualId && state.visual.phase === "live";
  }
}

function agentOfLink(signal: Signal, state: ConversationState): ClientId | null {
  return signal.kind === "rtc" ? (liveLink(state, signal.linkId)?.clients.agent ?? null) : null;
}
