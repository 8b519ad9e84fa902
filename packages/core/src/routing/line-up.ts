/**
 * Who waits and who has room, kept in order from one change to the next (ROUTE-01, ROUTE-03, ROUTE-08), so that a look costs what it
 * gives away and not what there is: logarithmic in agents and in conversations. Whoever keeps it tells it each change.
 */
import type { AgentId, ConversationId, QueueId } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import type { Assignment, RoutableAgent, WaitingConversation } from "./choose.ts";
import { createHeap, type Heap } from "./heap.ts";
import { missingSkills } from "./skills.ts";

export interface LineUp {
  /** Anew, or as the agent is by now. */
  putAgent(agent: RoutableAgent): void;
  removeAgent(agentId: AgentId): void;
  putWaiting(conversation: WaitingConversation): void;
  removeWaiting(conversationId: ConversationId): void;
  /**
   * Who gets what next; null: nobody gets anything. The conversation waits no more and the agent holds it, until they are put again.
   */
  next(): Assignment | null;
}

/** An agent with some room, as it fills up. */
interface Seat {
  readonly agent: RoutableAgent;
  load: number;
  lastGivenAt: Instant;
}

/** What a conversation needs of an agent: all that `suits` looks at. Those that need the same differ in age alone. */
type Need = Pick<WaitingConversation, "queueId" | "units" | "skillIds">;

/** Those that wait and need the same, the oldest first. */
interface Line {
  readonly need: Need;
  readonly waiting: Heap<WaitingConversation>;
  /** Nobody suits, until somebody who does is put. */
  isStuck: boolean;
}

interface Queue {
  readonly lines: Map<string, Line>;
  readonly seats: Heap<Seat>;
}

/** May be given something at all. */
function isOpen({ presence, isSignedIn, isLocked, load, limit }: RoutableAgent): boolean {
  return presence === "available" && isSignedIn && !isLocked && load < limit;
}

/** May be given this. The agent is of the queue. */
function suits({ agent, load }: Seat, need: Need): boolean {
  if (agent.limit - load < need.units) return false;
  return !need.skillIds?.length || missingSkills(need.skillIds, agent.skillIds ?? []).length === 0;
}

const nameOf = ({ units, skillIds }: Need): string =>
  skillIds?.length ? `${units} ${skillIds.join(" ")}` : String(units);

export function createLineUp(): LineUp {
  const queues = new Map<QueueId, Queue>();
  const seats = new Map<AgentId, Seat>();
  const waiting = new Map<ConversationId, { readonly conversation: WaitingConversation; readonly line: Line }>();
  /** Lines with somebody in them of which it is not known that nobody suits. */
  const hopeful = new Set<Line>();
  let given = 0;

  function queueOf(id: QueueId): Queue {
    let queue = queues.get(id);
    if (!queue) queues.set(id, (queue = { lines: new Map(), seats: createHeap(isSeatBefore) }));
    return queue;
  }

  function lineOf(conversation: WaitingConversation): Line {
    const { lines } = queueOf(conversation.queueId);
    const name = nameOf(conversation);
    let line = lines.get(name);
    if (!line) lines.set(name, (line = { need: conversation, waiting: createHeap(isOlder), isStuck: false }));
    return line;
  }

  function removeAgent(agentId: AgentId): void {
    const seat = seats.get(agentId);
    if (!seat) return;
    seats.delete(agentId);
    for (const id of seat.agent.queueIds) queueOf(id).seats.remove(seat);
  }

  function removeWaiting(conversationId: ConversationId): void {
    const known = waiting.get(conversationId);
    if (!known) return;
    waiting.delete(conversationId);
    known.line.waiting.remove(known.conversation);
    if (known.line.waiting.size > 0) return;
    hopeful.delete(known.line);
    queueOf(known.conversation.queueId).lines.delete(nameOf(known.conversation));
  }

  /** Who was asked in vain before comes after all others. */
  function bestOf(line: Line, { passedBy }: WaitingConversation): Seat | null {
    const { seats: places } = queueOf(line.need.queueId);
    const passed: Seat[] = [];
    let best: Seat | null = null;
    for (let seat = places.first(); seat; seat = places.first()) {
      const doesSuit = suits(seat, line.need);
      const isAgain = passedBy.includes(seat.agent.agentId);
      if (doesSuit && !(best && isAgain)) best = seat;
      if (doesSuit && !isAgain) break;
      passed.push(seat);
      places.remove(seat);
    }
    for (const seat of passed) places.put(seat);
    return best;
  }

  function give(seat: Seat, units: number): void {
    given += 1;
    seat.load += units;
    seat.lastGivenAt = given;
    if (seat.load >= seat.agent.limit) return removeAgent(seat.agent.agentId);
    for (const id of seat.agent.queueIds) queueOf(id).seats.put(seat);
  }

  function oldest(): { readonly line: Line; readonly conversation: WaitingConversation } | null {
    let found: { readonly line: Line; readonly conversation: WaitingConversation } | null = null;
    for (const line of hopeful) {
      const conversation = line.waiting.first();
      if (conversation && (!found || isOlder(conversation, found.conversation))) found = { line, conversation };
    }
    return found;
  }

  return {
    putAgent(agent) {
      removeAgent(agent.agentId);
      given = Math.max(given, agent.lastGivenAt);
      if (!isOpen(agent)) return;
      const seat: Seat = { agent, load: agent.load, lastGivenAt: agent.lastGivenAt };
      seats.set(agent.agentId, seat);
      for (const id of agent.queueIds) {
        const queue = queueOf(id);
        queue.seats.put(seat);
        for (const line of queue.lines.values()) {
          if (!line.isStuck || !suits(seat, line.need)) continue;
          line.isStuck = false;
          hopeful.add(line);
        }
      }
    },
    removeAgent,
    putWaiting(conversation) {
      removeWaiting(conversation.conversationId);
      const line = lineOf(conversation);
      line.waiting.put(conversation);
      waiting.set(conversation.conversationId, { conversation, line });
      if (!line.isStuck) hopeful.add(line);
    },
    removeWaiting,
    next() {
      for (let first = oldest(); first; first = oldest()) {
        const { line, conversation } = first;
        const seat = bestOf(line, conversation);
        if (seat) {
          removeWaiting(conversation.conversationId);
          give(seat, conversation.units);
          return { conversationId: conversation.conversationId, agentId: seat.agent.agentId };
        }
        line.isStuck = true;
        hopeful.delete(line);
      }
      return null;
    },
  };
}

function isOlder(a: WaitingConversation, b: WaitingConversation): boolean {
  if (a.waitingSince !== b.waitingSince) return a.waitingSince < b.waitingSince;
  return a.conversationId < b.conversationId;
}

/** The least loaded, then the longest idle. */
function isSeatBefore(a: Seat, b: Seat): boolean {
  if (a.load !== b.load) return a.load < b.load;
  if (a.lastGivenAt !== b.lastGivenAt) return a.lastGivenAt < b.lastGivenAt;
  return a.agent.agentId < b.agent.agentId;
}
