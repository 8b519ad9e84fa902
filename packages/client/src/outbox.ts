/**
 * Commands that the server has not answered yet, in the order in which they were said (CHAT-02).
 * Kept across reconnects, and across a reload where the page gives it a place to keep them.
 */
import type { CommandId, CommandResult, ConversationId, PersonCommand } from "@rinnalla/protocol";

export interface OutboxEntry {
  readonly id: CommandId;
  readonly conversationId: ConversationId;
  readonly command: PersonCommand;
}

/** Where unanswered commands survive a reload, such as sessionStorage. Both calls are synchronous and must not throw. */
export interface OutboxKeeper {
  load(): readonly OutboxEntry[];
  save(entries: readonly OutboxEntry[]): void;
}

type Settle = (result: CommandResult) => void;

/** Commands that are worth sending again after the page was reloaded; the rest were about a page that is gone. */
const lasting: ReadonlySet<PersonCommand["type"]> = new Set([
  "openConversation",
  "postMessage",
  "endConversation",
  "answerSurvey",
]);

export class Outbox {
  readonly #entries = new Map<CommandId, { entry: OutboxEntry; settle: Settle | null; tries: number }>();
  readonly #keeper: OutboxKeeper | null;

  constructor(keeper: OutboxKeeper | null) {
    this.#keeper = keeper;
    for (const entry of keeper?.load() ?? []) this.#entries.set(entry.id, { entry, settle: null, tries: 0 });
  }

  get pending(): readonly OutboxEntry[] {
    return [...this.#entries.values()].map(({ entry }) => entry);
  }

  add(entry: OutboxEntry, settle: Settle): void {
    this.#entries.set(entry.id, { entry, settle, tries: 0 });
    this.#save();
  }

  /** Counts a refused try; true if the command should be said again. */
  countTry(id: CommandId, most: number): boolean {
    const waiting = this.#entries.get(id);
    if (!waiting) return false;
    waiting.tries += 1;
    return waiting.tries < most;
  }

  /** The entry that was answered, or `null` if it was answered before. */
  settle(id: CommandId, result: CommandResult): OutboxEntry | null {
    const waiting = this.#entries.get(id);
    if (!waiting) return null;
    this.#entries.delete(id);
    this.#save();
    waiting.settle?.(result);
    return waiting.entry;
  }

  #save(): void {
    this.#keeper?.save(this.pending.filter((entry) => lasting.has(entry.command.type)));
  }
}
