/**
 * Watches the sockets that carry legs of live calls and visual sessions. When one closes, the other side is told that it
 * reconnects; the machine knows whether another client carries the leg by then (CALL-08, VIS-07).
 */
import type { CallState, ConversationState, SystemCommand, VisualState } from "@rinnalla/core";
import type { ClientId, CommandResult, ConversationId, Side } from "@rinnalla/protocol";
import type { Committed } from "../conversations/committed.ts";
import type { States } from "../conversations/states.ts";

/** A socket that broke may be back before anybody notices; a page that closed says so and is gone. */
const brokenMs = 2_000;
const sides: readonly Side[] = ["agent", "customer"];

export class Legs {
  readonly #states: States;
  readonly #isConnected: (clientId: ClientId) => boolean;
  readonly #tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly #byClient = new Map<ClientId, Set<ConversationId>>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(
    states: States,
    isConnected: (clientId: ClientId) => boolean,
    tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>,
  ) {
    this.#states = states;
    this.#isConnected = isConnected;
    this.#tell = tell;
  }

  committed({ conversationId, before, state }: Committed): void {
    if (before?.call === state.call && before?.visual === state.visual) return;
    this.#watch(conversationId, before, state);
  }

  /** `isClean`: the page closed; otherwise the line broke. */
  closed(clientId: ClientId, isClean: boolean): void {
    if (!this.#byClient.has(clientId)) return;
    if (isClean) return this.#drop(clientId);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#drop(clientId);
    }, brokenMs);
    this.#timers.add(timer);
  }

  /** After a start: legs whose clients have not come back. */
  async dropMissing(conversationIds: readonly ConversationId[]): Promise<void> {
    for (const id of conversationIds) {
      const state = await this.#states.load(id);
      if (!state) continue;
      this.#watch(id, null, state);
      for (const clientId of carriersOf(state)) this.#drop(clientId);
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #watch(conversationId: ConversationId, before: ConversationState | null, state: ConversationState): void {
    for (const clientId of before ? carriersOf(before) : []) {
      const carried = this.#byClient.get(clientId);
      carried?.delete(conversationId);
      if (carried?.size === 0) this.#byClient.delete(clientId);
    }
    for (const clientId of carriersOf(state)) {
      const carried = this.#byClient.get(clientId);
      if (carried) carried.add(conversationId);
      else this.#byClient.set(clientId, new Set([conversationId]));
    }
  }

  #drop(clientId: ClientId): void {
    if (this.#isConnected(clientId)) return;
    for (const conversationId of this.#byClient.get(clientId) ?? []) {
      const state = this.#states.peek(conversationId);
      if (!state) continue;
      for (const { agentId, clientId: carrier, lostUntil } of state.call?.guests ?? [])
        if (state.call && carrier === clientId && lostUntil === null)
          void this.#tell(conversationId, { type: "callGuestDropped", callId: state.call.id, agentId, clientId });
      for (const side of sides) {
        const { call, visual } = state;
        if (call && isCarriedBy(call, side, clientId))
          void this.#tell(conversationId, { type: "callLegDropped", callId: call.id, side, clientId });
        if (visual && isCarriedBy(visual, side, clientId))
          void this.#tell(conversationId, { type: "visualLegDropped", visualId: visual.id, side, clientId });
      }
    }
  }
}

function isLive<Leg extends CallState | VisualState>(leg: Leg | null): leg is Leg {
  return leg !== null && leg.phase !== "ended";
}

function isCarriedBy(leg: CallState | VisualState, side: Side, clientId: ClientId): boolean {
  return leg.phase !== "ended" && leg.clients[side] === clientId && !leg.lost[side];
}

function carriersOf(state: ConversationState): ClientId[] {
  const legs: readonly (CallState | VisualState | null)[] = [state.call, state.visual];
  const guests = (state.call?.guests ?? []).map((guest) => guest.clientId);
  const ends = legs.filter(isLive).flatMap((carried) => sides.map((side) => carried.clients[side]));
  return [...ends.filter((clientId) => clientId !== null), ...guests];
}
