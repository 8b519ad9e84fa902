/**
 * The one loop that fires timers: leases what is due, says it to its conversation, ends it. Timers are rows, so they fire after a
 * restart, once; a lease that runs out (this process died) makes a timer due again.
 */
import type { CommandResult, ConversationId } from "@rinnalla/protocol";
import type { TimerName } from "@rinnalla/core";
import type { DueTimer, Store } from "@rinnalla/storage";
import type { Logger } from "pino";

const leaseMs = 30_000;
const mostAtOnce = 200;
/** Also how late a timer is that another process set. */
const longestSleepMs = 5_000;
const retryMs = 1_000;

export class TimerLoop {
  readonly #store: Store;
  readonly #fire: (conversationId: ConversationId, timer: TimerName) => Promise<CommandResult>;
  readonly #now: () => number;
  readonly #log: Logger;
  #sleep: NodeJS.Timeout | null = null;
  #wakeAt = Infinity;
  #isRunning = false;
  #isAgain = false;
  #isStopped = false;

  constructor(
    store: Store,
    fire: (conversationId: ConversationId, timer: TimerName) => Promise<CommandResult>,
    now: () => number,
    log: Logger,
  ) {
    this.#store = store;
    this.#fire = fire;
    this.#now = now;
    this.#log = log;
  }

  start(): void {
    this.#sleepUntil(this.#now());
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#sleep) clearTimeout(this.#sleep);
  }

  /** A timer was set: wake up for it. */
  wakeBy(dueAt: number): void {
    if (this.#isRunning) this.#isAgain = true;
    else if (dueAt < this.#wakeAt) this.#sleepUntil(dueAt);
  }

  #sleepUntil(at: number): void {
    if (this.#isStopped) return;
    if (this.#sleep) clearTimeout(this.#sleep);
    const now = this.#now();
    this.#wakeAt = Math.min(at, now + longestSleepMs);
    this.#sleep = setTimeout(() => void this.#run(), Math.max(0, this.#wakeAt - now));
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    let next = this.#now() + retryMs;
    try {
      do {
        this.#isAgain = false;
        const now = this.#now();
        const due = await this.#store.leaseDueTimers(now, now + leaseMs, mostAtOnce);
        await Promise.all(due.map((timer) => this.#end(timer)));
        if (due.length === mostAtOnce) this.#isAgain = true;
        next = (await this.#store.nextTimerAt()) ?? Infinity;
      } while (this.#isAgain && !this.#isStopped);
    } catch (failure) {
      if (!this.#isStopped) this.#log.error({ err: failure }, "timers failed");
      next = this.#now() + retryMs;
    }
    this.#isRunning = false;
    this.#sleepUntil(next);
  }

  async #end(timer: DueTimer): Promise<void> {
    const result = await this.#fire(timer.conversationId, timer.timer);
    // What may succeed later is left to the lease's end.
    if (!result.ok && (result.code === "conflict" || result.code === "unavailable")) return;
    await this.#store.clearTimer(timer);
  }
}
