/**
 * How today's waits ended, queue by queue, for the service level in the live view (SUP-01). Read from the stored summaries at the start and
 * counted on with every commit; at midnight of the server's clock it begins anew. What is in time is said by the queue's threshold as it
 * stood when the wait ended; after a start, by the one that stands now.
 */
import { emptyDay, withWait, type ConversationState } from "@rinnalla/core";
import { limits, type ConversationSummary, type QueueDay, type QueueId, type Wait } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Settings } from "../settings/settings.ts";

/** More closed conversations than this are not read at a start; a day that had more begins with its latest. */
const mostRead = 20_000;

export class WaitDays {
  readonly #settings: Settings;
  readonly #now: () => number;
  #days = new Map<QueueId, QueueDay>();
  #until = 0;
  #midnight: NodeJS.Timeout | null = null;

  constructor(settings: Settings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  async build(store: Pick<Store, "listClosed">, ongoing: Iterable<ConversationSummary>): Promise<void> {
    this.#turn();
    for (const summary of [...(await store.listClosed(mostRead)), ...ongoing])
      for (const wait of summary.waits ?? []) this.#count(wait);
  }

  /** `onTurn`: a new day has begun, and what was shown is yesterday's. */
  start(onTurn: () => void): void {
    this.#turn();
    this.#midnight = setTimeout(() => {
      onTurn();
      this.start(onTurn);
    }, this.#until - this.#now());
  }

  stop(): void {
    if (this.#midnight) clearTimeout(this.#midnight);
  }

  /** The queues whose figures are others now. */
  committed(before: ConversationState | null, state: ConversationState): readonly QueueId[] {
    const fresh = state.waits.slice(before?.waits.length ?? 0);
    for (const wait of fresh) this.#count(wait);
    return fresh.map(({ queueId }) => queueId);
  }

  of(queueId: QueueId): QueueDay {
    this.#turn();
    const thresholdMs = this.#settings.queues.get(queueId)?.serviceLevelMs ?? limits.serviceLevelMs;
    const day = this.#days.get(queueId);
    return day ? { ...day, thresholdMs } : emptyDay(thresholdMs);
  }

  #count(wait: Wait): void {
    this.#turn();
    if (wait.endedAt >= startOfDay(this.#now())) this.#days.set(wait.queueId, withWait(this.of(wait.queueId), wait));
  }

  #turn(): void {
    const now = this.#now();
    if (now < this.#until) return;
    this.#days = new Map();
    this.#until = new Date(now).setHours(24, 0, 0, 0);
  }
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
