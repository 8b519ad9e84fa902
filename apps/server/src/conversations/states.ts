/**
 * Folded states by conversation. A cache of what the log says, for one reason: folding the log anew for every message would cost
 * more with every message. It may be behind; the expected version of the append finds that out.
 */
import { evolve, type ConversationState } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";

export class States {
  readonly #store: Store;
  readonly #most: number;
  /** Two generations: what was not asked for since the last turn of them is forgotten. */
  #young = new Map<ConversationId, ConversationState>();
  #old = new Map<ConversationId, ConversationState>();
  readonly #loading = new Map<ConversationId, Promise<ConversationState | null>>();

  constructor(store: Store, most = 5_000) {
    this.#store = store;
    this.#most = most;
  }

  /** What is at hand, without reading. */
  peek(id: ConversationId): ConversationState | null {
    const young = this.#young.get(id);
    if (young) return young;
    const old = this.#old.get(id);
    if (old) this.#remember(id, old);
    return old ?? null;
  }

  /** `null` for a conversation that does not exist. */
  load(id: ConversationId): Promise<ConversationState | null> {
    const known = this.peek(id);
    if (known) return Promise.resolve(known);
    const running = this.#loading.get(id);
    if (running) return running;
    const loading = this.#read(id, null).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  /** Reads what was written since; after a stale append. */
  async refresh(id: ConversationId): Promise<ConversationState | null> {
    return this.#read(id, this.peek(id));
  }

  /** Never steps back. */
  put(id: ConversationId, state: ConversationState): void {
    const known = this.peek(id);
    if (!known || known.version < state.version) this.#remember(id, state);
  }

  async #read(id: ConversationId, from: ConversationState | null): Promise<ConversationState | null> {
    let state = from;
    for (;;) {
      const page = await this.#store.readLog(id, state?.version ?? 0);
      for (const logged of page.events) state = evolve(id, state, logged);
      if (page.isLast) break;
    }
    if (state) this.put(id, state);
    return state;
  }

  #remember(id: ConversationId, state: ConversationState): void {
    if (this.#young.size >= this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, state);
  }
}
