/**
 * Delivered and read marks: rows beside the log. Marks that come while one is being written are joined into the next write.
 */
import type { ConversationId, Marks, Side } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Followers } from "./followers.ts";

interface Pending {
  delivered: number;
  read: number;
  isDirty: boolean;
}

export class MarkWriter {
  readonly #store: Store;
  readonly #followers: Followers;
  readonly #log: Logger;
  readonly #pending = new Map<string, Pending>();

  constructor(store: Store, followers: Followers, log: Logger) {
    this.#store = store;
    this.#followers = followers;
    this.#log = log;
  }

  raise(conversationId: ConversationId, side: Side, delivered: number, read: number): void {
    const key = `${side} ${conversationId}`;
    const pending = this.#pending.get(key);
    if (pending) {
      pending.delivered = Math.max(pending.delivered, delivered);
      pending.read = Math.max(pending.read, read);
      pending.isDirty = true;
      return;
    }
    const fresh: Pending = { delivered, read, isDirty: true };
    this.#pending.set(key, fresh);
    this.#write(key, conversationId, side, fresh).catch((failure: unknown) => {
      this.#pending.delete(key);
      this.#log.error({ conversationId, err: failure }, "marks not written");
    });
  }

  async #write(key: string, conversationId: ConversationId, side: Side, pending: Pending): Promise<void> {
    while (pending.isDirty) {
      pending.isDirty = false;
      // What was read was delivered.
      const delivered = Math.max(pending.delivered, pending.read);
      const marks: Marks = await this.#store.raiseMarks(conversationId, side, delivered, pending.read);
      this.#followers.send(conversationId, { t: "marks", conversationId, marks }, () => true);
    }
    this.#pending.delete(key);
  }
}
