/**
 * Tells customers who wait how far they are in the queue and how long it may take, as that changes (CHAT-04). What they are shown is
 * core's to say. With thousands in a queue one who goes moves everybody: so it is looked at once in a while, only what looks otherwise
 * than before is told, and only so much of it at a time, the foremost first.
 */
import { paceWindowMs, shownPlace, waitEstimate } from "@rinnalla/core";
import type { ConversationId, ConversationSummary, QueueId } from "@rinnalla/protocol";
import type { Committed } from "../conversations/committed.ts";
import type { Connection } from "../socket/connection.ts";
import type { Desk } from "./desk.ts";
import { queueOf } from "./desk.ts";

const lookMs = 1_000;
/** The estimate goes on without anything happening. */
const idleLookMs = 30_000;
const mostAtOnce = 500;
/** Farther back, a customer is told no more often than this. */
const nearPlaces = 20;
const farEveryMs = 5_000;
const mostSamples = 200;

interface Told {
  readonly place: number;
  readonly estimateMs: number | null;
  readonly at: number;
}

export interface PlaceParts {
  readonly desk: Desk;
  /** To the customer's pages alone. */
  readonly send: (id: ConversationId, text: string) => void;
  readonly now: () => number;
}

export class WaitingPlaces {
  readonly #parts: PlaceParts;
  readonly #takenAt = new Map<QueueId, number[]>();
  readonly #told = new Map<ConversationId, Told>();
  #timer: NodeJS.Timeout | null = null;
  #dueAt = Infinity;
  #isStopped = false;

  constructor(parts: PlaceParts) {
    this.#parts = parts;
  }

  committed({ before, state, at }: Committed): void {
    const wasWaiting = before !== null && before.waitingSince !== null;
    if (wasWaiting && state.waitingSince === null && state.agent) {
      const taken = this.#takenAt.get(state.queueId) ?? [];
      this.#takenAt.set(state.queueId, [...taken.filter((one) => one > at - paceWindowMs), at].slice(-mostSamples));
    }
    if (wasWaiting || state.waitingSince !== null) this.#lookWithin(lookMs);
  }

  /** A page of this customer's has just come: it knows nothing yet. */
  show(id: ConversationId, connection: Connection): void {
    const told = this.#told.get(id);
    if (told) connection.sendText(encode(id, told));
    else this.#lookWithin(lookMs);
  }

  /** How long whoever is at this place may wait; null: not known. */
  estimate(queueId: QueueId, place: number): number | null {
    return waitEstimate(this.#takenAt.get(queueId) ?? [], shownPlace(place), this.#parts.now());
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #lookWithin(ms: number): void {
    const { now } = this.#parts;
    const at = now() + ms;
    if (this.#isStopped || at >= this.#dueAt) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => {
      this.#dueAt = Infinity;
      this.#look();
    }, ms);
  }

  #look(): void {
    const { desk, send, now } = this.#parts;
    const at = now();
    const lines = waitingByQueue(desk.conversations.values());
    const here = new Set<ConversationId>();
    let sent = 0;
    let isMore = false;
    for (const [queueId, line] of lines) {
      const takenAt = this.#takenAt.get(queueId) ?? [];
      line.forEach(({ id }, index) => {
        here.add(id);
        const place = shownPlace(index + 1);
        const estimateMs = waitEstimate(takenAt, place, at);
        const told = this.#told.get(id);
        if (told?.place === place && told.estimateMs === estimateMs) return;
        const isTooSoon = told && index >= nearPlaces && at - told.at < farEveryMs;
        if (isTooSoon || sent >= mostAtOnce) {
          isMore = true;
          return;
        }
        sent += 1;
        const news = { place, estimateMs, at };
        this.#told.set(id, news);
        send(id, encode(id, news));
      });
    }
    for (const id of this.#told.keys()) if (!here.has(id)) this.#told.delete(id);
    if (isMore) this.#lookWithin(lookMs);
    else if (here.size > 0) this.#lookWithin(idleLookMs);
  }
}

/** In the order in which they are to be served; one that is being offered keeps its place. */
function waitingByQueue(summaries: Iterable<ConversationSummary>): Map<QueueId, ConversationSummary[]> {
  const lines = new Map<QueueId, ConversationSummary[]>();
  for (const summary of summaries) {
    if (summary.waitingSince === null || summary.agentId !== null || summary.wrapUpUntil !== null) continue;
    const queueId = queueOf(summary);
    const line = lines.get(queueId);
    if (line) line.push(summary);
    else lines.set(queueId, [summary]);
  }
  for (const line of lines.values())
    line.sort((one, other) => (one.waitingSince ?? 0) - (other.waitingSince ?? 0) || (one.id < other.id ? -1 : 1));
  return lines;
}

function encode(conversationId: ConversationId, { place, estimateMs }: Told): string {
  return JSON.stringify({ t: "place", conversationId, place, estimateMs });
}
