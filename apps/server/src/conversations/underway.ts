/**
 * Messages of one conversation that are on their way to the disk, each decided on the one before, so that a burst shares a commit.
 * The expected version keeps that honest: if one of them is not written, those behind it are not either, and all are done again in
 * their order before anything new begins.
 */
import type { ConversationState } from "@rinnalla/core";

/** More than this at once would only lengthen the line. */
const most = 64;

export class Underway {
  /** After all that is under way. */
  state: ConversationState;
  readonly #onSettled: () => void;
  readonly #again: (() => Promise<void>)[] = [];
  readonly #waiting: (() => void)[] = [];
  #count = 0;
  #isBroken = false;

  constructor(state: ConversationState, onSettled: () => void) {
    this.state = state;
    this.#onSettled = onSettled;
  }

  /** True if another may be decided on `state`. */
  get isOpen(): boolean {
    return !this.#isBroken && this.#count < most;
  }

  begin(state: ConversationState): void {
    this.state = state;
    this.#count += 1;
  }

  written(): void {
    this.#end();
  }

  /** Not written; `again` for what is to be done over. */
  failed(again: (() => Promise<void>) | null): void {
    this.#isBroken = true;
    if (again) this.#again.push(again);
    this.#end();
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #end(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    if (this.#again.length > 0) void this.#repair();
    else this.#settle();
  }

  async #repair(): Promise<void> {
    for (const again of this.#again) await again();
    this.#settle();
  }

  #settle(): void {
    this.#onSettled();
    for (const resolve of this.#waiting) resolve();
  }
}
