/**
 * Whether a customer has a page open. A page load closes the last socket for a moment, so leaving is believed only after a while
 * (CHAT-03); what follows is the conversation's to decide.
 */
import type { SystemCommand } from "@rinnalla/core";
import type { CommandResult, ConversationId, VisitorId } from "@rinnalla/protocol";
import type { Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import type { Connection } from "../socket/connection.ts";

export class CustomerPresence {
  readonly #store: Store;
  readonly #tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>;
  readonly #dropMs: number;
  readonly #log: Logger;
  readonly #connections = new Map<VisitorId, Set<Connection>>();
  readonly #leaving = new Map<VisitorId, NodeJS.Timeout>();

  constructor(
    store: Store,
    tell: (conversationId: ConversationId, command: SystemCommand) => Promise<CommandResult>,
    dropMs: number,
    log: Logger,
  ) {
    this.#store = store;
    this.#tell = tell;
    this.#dropMs = dropMs;
    this.#log = log;
  }

  connectionsOf(visitorId: VisitorId): Iterable<Connection> {
    return this.#connections.get(visitorId) ?? [];
  }

  isHere(visitorId: VisitorId): boolean {
    return this.#connections.has(visitorId);
  }

  /** `ongoing`: the visitor's conversation, if there is one. */
  arrived(visitorId: VisitorId, connection: Connection, ongoing: ConversationId | null): void {
    const leaving = this.#leaving.get(visitorId);
    if (leaving) clearTimeout(leaving);
    this.#leaving.delete(visitorId);
    const known = this.#connections.get(visitorId);
    if (known) known.add(connection);
    else this.#connections.set(visitorId, new Set([connection]));
    connection.onClosed(() => this.#left(visitorId, connection));
    // Said again although the customer may never have been missed: then nothing happens.
    if (ongoing && !known) void this.#tell(ongoing, { type: "customerReturned" });
  }

  /** After a start: customers of ongoing conversations who have not come back are gone. */
  async dropMissing(ongoing: readonly ConversationId[]): Promise<void> {
    for (const id of ongoing) {
      const found = await this.#store.findConversation(id);
      if (found && found.summary.isCustomerHere && !this.isHere(found.visitorId))
        await this.#tell(id, { type: "customerDropped" });
    }
  }

  stop(): void {
    for (const timer of this.#leaving.values()) clearTimeout(timer);
    this.#leaving.clear();
  }

  #left(visitorId: VisitorId, connection: Connection): void {
    const connections = this.#connections.get(visitorId);
    connections?.delete(connection);
    if (!connections || connections.size > 0) return;
    this.#connections.delete(visitorId);
    const timer = setTimeout(() => {
      this.#leaving.delete(visitorId);
      this.#drop(visitorId).catch((failure: unknown) => this.#log.error({ err: failure }, "leaving not written"));
    }, this.#dropMs);
    this.#leaving.set(visitorId, timer);
  }

  async #drop(visitorId: VisitorId): Promise<void> {
    const ongoing = await this.#store.findOngoingOfVisitor(visitorId);
    if (ongoing && !this.isHere(visitorId)) await this.#tell(ongoing, { type: "customerDropped" });
  }
}
