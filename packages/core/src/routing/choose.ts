/** Who gets which conversation next (ROUTE-01, ROUTE-08). Pure; the server keeps the inputs and calls it at every change. */
import type { AgentId, ConversationId, Presence, QueueId } from "@rinnalla/protocol";
import type { Instant } from "../kernel/result.ts";
import { createHeap, type Heap } from "./heap.ts";

export interface RoutableAgent {
  readonly agentId: AgentId;
  readonly presence: Presence;
  readonly isSignedIn: boolean;
  readonly queueIds: readonly QueueId[];
  readonly load: number;
  readonly limit: number;
  readonly isLocked: boolean;
  /** When it was last given a conversation; 0 for never. The longest idle goes first among the equally loaded. */
  readonly lastGivenAt: Instant;
}

export interface WaitingConversation {
  readonly conversationId: ConversationId;
  readonly queueId: QueueId;
  readonly waitingSince: Instant;
  readonly units: number;
  readonly passedBy: readonly AgentId[];
}

export interface Assignment {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
}

/** An agent as it fills up while this run gives it conversations. */
interface Candidate {
  readonly agentId: AgentId;
  readonly limit: number;
  load: number;
  lastGivenAt: Instant;
}

/** A candidate's place in one queue's heap; outdated as soon as the candidate was given something through another queue. */
interface Place {
  readonly candidate: Candidate;
  readonly load: number;
  readonly lastGivenAt: Instant;
}

interface QueueSeats {
  readonly places: Heap<Place>;
  /** Nobody in this queue has room for as much; loads only grow during a run, so that stays so. */
  tooMany: number;
}

/**
 * Oldest first; each agent's load grows as assignments are made. Among those with room: who was not asked in vain before,
 * then the least loaded, then the longest idle. A conversation that fits nobody does not hold up the younger ones.
 * About (waiting + agents) × log agents.
 */
export function chooseAssignments(
  waiting: readonly WaitingConversation[],
  agents: readonly RoutableAgent[],
): readonly Assignment[] {
  const queues = seatAgents(agents);
  const assignments: Assignment[] = [];
  let given = agents.reduce((latest, agent) => Math.max(latest, agent.lastGivenAt), 0);
  for (const conversation of waiting.toSorted(byAge)) {
    const seats = queues.get(conversation.queueId);
    if (!seats || conversation.units >= seats.tooMany) continue;
    const candidate = take(seats, conversation);
    if (!candidate) {
      seats.tooMany = conversation.units;
      continue;
    }
    candidate.load += conversation.units;
    given += 1;
    candidate.lastGivenAt = given;
    seats.places.push(placeOf(candidate));
    assignments.push({ conversationId: conversation.conversationId, agentId: candidate.agentId });
  }
  return assignments;
}

function seatAgents(agents: readonly RoutableAgent[]): Map<QueueId, QueueSeats> {
  const queues = new Map<QueueId, QueueSeats>();
  for (const { agentId, limit, load, lastGivenAt, ...agent } of agents) {
    if (agent.presence !== "available" || !agent.isSignedIn || agent.isLocked || load >= limit) continue;
    const candidate: Candidate = { agentId, limit, load, lastGivenAt };
    for (const queueId of agent.queueIds) {
      let seats = queues.get(queueId);
      if (!seats) queues.set(queueId, (seats = { places: createHeap(isBefore), tooMany: Infinity }));
      seats.places.push(placeOf(candidate));
    }
  }
  return queues;
}

/** Takes the best candidate out of the queue's heap; whom it passes over goes back. */
function take({ places }: QueueSeats, conversation: WaitingConversation): Candidate | null {
  const passed: Place[] = [];
  let second: Place | null = null;
  let best: Place | null = null;
  for (let place = places.pop(); place; place = places.pop()) {
    const { candidate } = place;
    if (place.load !== candidate.load || place.lastGivenAt !== candidate.lastGivenAt) {
      places.push(placeOf(candidate));
    } else if (candidate.limit - candidate.load < conversation.units) {
      // Full agents are dropped for good; those with some room may suit a smaller conversation.
      if (candidate.load < candidate.limit) passed.push(place);
    } else if (conversation.passedBy.includes(candidate.agentId)) {
      if (second) passed.push(place);
      else second = place;
    } else {
      best = place;
      break;
    }
  }
  if (best && second) passed.push(second);
  for (const place of passed) places.push(place);
  return (best ?? second)?.candidate ?? null;
}

function placeOf(candidate: Candidate): Place {
  return { candidate, load: candidate.load, lastGivenAt: candidate.lastGivenAt };
}

function byAge(a: WaitingConversation, b: WaitingConversation): number {
  return a.waitingSince - b.waitingSince || (a.conversationId < b.conversationId ? -1 : 1);
}

function isBefore(a: Place, b: Place): boolean {
  if (a.load !== b.load) return a.load < b.load;
  if (a.lastGivenAt !== b.lastGivenAt) return a.lastGivenAt < b.lastGivenAt;
  return a.candidate.agentId < b.candidate.agentId;
}
