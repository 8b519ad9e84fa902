/** One job at a time for each conversation, in the order of arrival; many conversations at once. */
import type { ConversationId } from "@rinnalla/protocol";

export type Job = () => Promise<void>;

export class Mailboxes {
  /** Jobs behind the running one; a conversation without a running job has no entry. */
  readonly #waiting = new Map<ConversationId, Job[]>();
  readonly #onIdle: (() => void)[] = [];
  readonly #onFailure: (id: ConversationId, failure: unknown) => void;

  constructor(onFailure: (id: ConversationId, failure: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** Starts at once when nothing of this conversation runs. A job that throws ends itself only. */
  post(id: ConversationId, job: Job): void {
    const waiting = this.#waiting.get(id);
    if (waiting) {
      waiting.push(job);
      return;
    }
    const behind: Job[] = [];
    this.#waiting.set(id, behind);
    void this.#run(id, job, behind);
  }

  /** How many jobs wait or run. */
  depth(id: ConversationId): number {
    const waiting = this.#waiting.get(id);
    return waiting ? waiting.length + 1 : 0;
  }

  /** Resolves when nothing runs or waits. */
  idle(): Promise<void> {
    return this.#waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#onIdle.push(resolve));
  }

  async #run(id: ConversationId, first: Job, behind: Job[]): Promise<void> {
    for (let job: Job | undefined = first; job; job = behind.shift()) {
      try {
        await job();
      } catch (failure) {
        this.#onFailure(id, failure);
      }
    }
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) for (const resolve of this.#onIdle.splice(0)) resolve();
  }
}
