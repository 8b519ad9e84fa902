/**
 * Events and command results that were written lately and are not in their tables yet. In the tables each message touches pages of
 * its own; a whole turn of messages as one row at the end of `journal` touches a few. The row is what is durable; the same is kept
 * in memory, where it is looked up, until it lies in the tables (`settle.ts`).
 * Several processes may write to the same file: before anything is decided or read, what the others added is taken up.
 */
import type { DatabaseSync } from "node:sqlite";
import type { CommandId, ConversationId, LoggedEvent } from "@rinnalla/protocol";
import type { ResultRow, Writes } from "../writes.ts";

export interface EventRow {
  readonly seq: number;
  readonly body: string;
}

/** What is settled together. */
export interface Generation {
  readonly events: Map<ConversationId, EventRow[]>;
  /** By actor, then by command. */
  readonly results: Map<string, Map<CommandId, ResultRow>>;
  rows: number;
}

/** One append in a row of `journal`, which holds a list of them. */
interface Journalled {
  readonly id: ConversationId;
  readonly events: readonly LoggedEvent[];
  readonly result: ResultRow | null;
}

/** Hears of results that are in the journal, whoever wrote them. */
export interface JournalListener {
  kept(actorKey: string, commandId: CommandId): void;
  /** Some were written by others and settled before they were seen here. */
  missed(): void;
}

const newGeneration = (): Generation => ({ events: new Map(), results: new Map(), rows: 0 });

export class Journal {
  readonly #database: DatabaseSync;
  readonly #getVersion;
  readonly #getSettled;
  readonly #readRows;
  readonly #addRow;
  #listener: JournalListener | null = null;
  #young = newGeneration();
  #old: Generation | null = null;
  /** The last row that `#old` holds. */
  #oldEnd = 0;
  /** The last row known here. */
  #end = 0;
  #seenVersion: unknown = null;
  /** Of the transaction that is open. */
  #staged: Writes[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    // Changes when another connection has committed, never by our own commits.
    this.#getVersion = database.prepare("PRAGMA data_version");
    this.#getSettled = database.prepare("SELECT number FROM journal_settled");
    this.#readRows = database.prepare("SELECT number, body FROM journal WHERE number > ? ORDER BY number");
    this.#addRow = database.prepare("INSERT INTO journal VALUES (?, ?)");
  }

  listen(listener: JournalListener): void {
    this.#listener = listener;
  }

  /** What other processes added and settled; in a transaction it stays true until its end. */
  takeUp(): void {
    if (this.#getVersion.get()?.["data_version"] === this.#seenVersion) return;
    const isOwn = !this.#database.isTransaction;
    if (isOwn) this.#database.exec("BEGIN");
    try {
      // The first read of a transaction fixes what it sees.
      const settled = Number(this.#getSettled.get()?.["number"] ?? 0);
      this.#seenVersion = this.#getVersion.get()?.["data_version"];
      if (settled >= this.#end) this.#forgetAll(settled);
      else if (settled >= this.#oldEnd) this.#old = null;
      for (const row of this.#readRows.all(this.#end)) {
        for (const { id, events, result } of JSON.parse(String(row["body"])) as Journalled[]) {
          const rows = events.map((event) => ({ seq: event.seq, body: JSON.stringify(event) }));
          this.#keep(id, rows, result);
        }
        this.#end = Number(row["number"]);
      }
    } finally {
      if (isOwn) this.#database.exec("COMMIT");
    }
  }

  /** The highest seq of a conversation; `null`: only the tables know. */
  lastSeq(id: ConversationId): number | null {
    return (this.#young.events.get(id) ?? this.#old?.events.get(id))?.at(-1)?.seq ?? null;
  }

  /** In order; some may be in the tables too. */
  eventsAfter(id: ConversationId, after: number): EventRow[] {
    const rows = [...(this.#old?.events.get(id) ?? []), ...(this.#young.events.get(id) ?? [])];
    return rows.filter(({ seq }) => seq > after);
  }

  result(actorKey: string, id: CommandId): ResultRow | null {
    return this.#young.results.get(actorKey)?.get(id) ?? this.#old?.results.get(actorKey)?.get(id) ?? null;
  }

  *results(): Iterable<ResultRow> {
    for (const { results } of [this.#young, this.#old ?? newGeneration()])
      for (const ofActor of results.values()) yield* ofActor.values();
  }

  /** Seen at once by what follows in the transaction; durable with its commit. */
  add(writes: Writes): void {
    this.#keep(writes.append.conversationId, writes.events, writes.result);
    this.#staged.push(writes);
  }

  /** At the end of a transaction, in it. Returns how many rows it added to memory. */
  write(): number {
    if (this.#staged.length === 0) return 0;
    this.#addRow.run(this.#end + 1, `[${this.#staged.map(textOf).join(",")}]`);
    return this.#staged.reduce((sum, { events }) => sum + events.length + 1, 0);
  }

  committed(): void {
    if (this.#staged.length > 0) this.#end += 1;
    this.#staged = [];
  }

  rolledBack(): void {
    for (const { append, events, result } of this.#staged.toReversed()) {
      const kept = this.#young.events.get(append.conversationId);
      kept?.splice(kept.length - events.length);
      if (kept?.length === 0) this.#young.events.delete(append.conversationId);
      if (result) this.#young.results.get(result.actor_key)?.delete(result.command_id);
      this.#young.rows -= events.length + (result ? 1 : 0);
    }
    this.#staged = [];
  }

  /** Rows that wait to be settled and are not being settled. */
  get youngRows(): number {
    return this.#young.rows;
  }

  /** What is to be settled now, with the last row of `journal` that holds of it. Between transactions only. */
  age(): { readonly generation: Generation; readonly end: number } {
    this.#old = this.#young;
    this.#oldEnd = this.#end;
    this.#young = newGeneration();
    return { generation: this.#old, end: this.#oldEnd };
  }

  /** All that `age` gave last is in the tables, durably. */
  settled(): void {
    this.#old = null;
  }

  #keep(id: ConversationId, events: readonly EventRow[], result: ResultRow | null): void {
    const { events: byConversation, results } = this.#young;
    if (events.length > 0) {
      const kept = byConversation.get(id);
      if (kept) kept.push(...events);
      else byConversation.set(id, [...events]);
    }
    if (result) {
      this.#listener?.kept(result.actor_key, result.command_id);
      const ofActor = results.get(result.actor_key);
      if (ofActor) ofActor.set(result.command_id, result);
      else results.set(result.actor_key, new Map([[result.command_id, result]]));
    }
    this.#young.rows += events.length + (result ? 1 : 0);
  }

  /** All rows up to `end` are in the tables, and some were never seen here. */
  #forgetAll(end: number): void {
    this.#young = newGeneration();
    this.#old = null;
    const hasMissed = end > this.#end;
    this.#end = end;
    if (hasMissed) this.#listener?.missed();
  }
}

/** The events are JSON already. */
function textOf({ append, events, result }: Writes): string {
  const bodies = events.map(({ body }) => body).join(",");
  return `{"id":${JSON.stringify(append.conversationId)},"events":[${bodies}],"result":${JSON.stringify(result)}}`;
}
