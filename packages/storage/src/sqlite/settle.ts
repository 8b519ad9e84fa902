/**
 * Moves what the journal holds into the tables, sorted, a little with each turn: many messages of a conversation at once touch no
 * more pages than one. Whatever is cut short is done again after the next start; what is in the tables already is left as it is.
 */
import type { DatabaseSync } from "node:sqlite";
import type { ConversationId } from "@rinnalla/protocol";
import type { ResultRow } from "../writes.ts";
import type { EventRow, Generation, Journal } from "./journal.ts";

/** A part of a generation that is moved in one go. */
type Piece =
  | { readonly id: ConversationId; readonly events: readonly EventRow[] }
  | { readonly actorKey: string; readonly results: readonly ResultRow[] };

/** Rows of one piece: as many as hold nobody up. */
const pieceRows = 50;
/** Rows of the journal that are removed with one turn; each may hold many messages. */
const removedAtOnce = 32;
/** Rows moved with a turn, however little it writes itself. */
const leastBudget = 64;

export class Settling {
  readonly #journal: Journal;
  readonly #startAt: number;
  readonly #getConversation;
  readonly #addEvent;
  readonly #addActor;
  readonly #getActor;
  readonly #addResult;
  readonly #setSettled;
  readonly #remove;
  #pieces: readonly Piece[] = [];
  /** Pieces that are in the tables, durably. */
  #moved = 0;
  #movedInTurn = 0;
  /** The last row of the journal that the pieces come from; `null`: nothing is being moved. */
  #end: number | null = null;
  /** Rows up to the last settled one may still lie in the journal: at the start, from before it. */
  #isToRemove = true;
  #isRemovedInTurn = false;

  /** `startAt`: rows that wait before they are moved. */
  constructor(database: DatabaseSync, journal: Journal, startAt: number) {
    this.#journal = journal;
    this.#startAt = startAt;
    this.#getConversation = database.prepare("SELECT number FROM conversation WHERE id = ?");
    this.#addEvent = database.prepare(
      "INSERT INTO event (conversation, seq, body) VALUES (?, ?, ?) ON CONFLICT (conversation, seq) DO NOTHING",
    );
    this.#addActor = database.prepare("INSERT INTO actor (key) VALUES (?) ON CONFLICT (key) DO NOTHING");
    this.#getActor = database.prepare("SELECT number FROM actor WHERE key = ?");
    this.#addResult = database.prepare(
      "INSERT INTO command_result VALUES (?, ?, ?, ?) ON CONFLICT (actor, command_id) DO NOTHING",
    );
    this.#setSettled = database.prepare("UPDATE journal_settled SET number = max(number, ?)");
    this.#remove = database.prepare(
      `DELETE FROM journal WHERE number IN
         (SELECT number FROM journal WHERE number <= (SELECT number FROM journal_settled) ORDER BY number LIMIT ?)`,
    );
  }

  /** Before a transaction. */
  begin(): void {
    if (this.#end === null && !this.#isToRemove && this.#journal.youngRows >= this.#startAt) this.#start();
  }

  /** In a transaction, after its own writes; `rows`: how many those were. Moves faster than rows come. */
  step(rows: number): void {
    if (this.#end !== null) this.#move(this.#end, Math.max(leastBudget, rows * 2));
    else if (this.#isToRemove) this.#isRemovedInTurn = this.#remove.run(removedAtOnce).changes === 0;
  }

  committed(): void {
    this.#moved += this.#movedInTurn;
    this.#movedInTurn = 0;
    if (this.#end !== null && this.#moved === this.#pieces.length) {
      this.#journal.settled();
      this.#end = null;
      this.#pieces = [];
      this.#isToRemove = true;
    }
    if (this.#isRemovedInTurn) this.#isToRemove = false;
    this.#isRemovedInTurn = false;
  }

  rolledBack(): void {
    this.#movedInTurn = 0;
    this.#isRemovedInTurn = false;
  }

  /** In a transaction: all that is being moved; when nothing is, all that waits. */
  all(): void {
    if (this.#end === null) this.#start();
    if (this.#end !== null) this.#move(this.#end, Infinity);
  }

  #start(): void {
    const { generation, end } = this.#journal.age();
    this.#pieces = piecesOf(generation);
    this.#moved = 0;
    this.#end = end;
  }

  #move(end: number, budget: number): void {
    let left = budget;
    for (;;) {
      const piece = this.#pieces[this.#moved + this.#movedInTurn];
      if (!piece) {
        this.#setSettled.run(end);
        return;
      }
      if (left <= 0) return;
      left -= this.#put(piece);
      this.#movedInTurn += 1;
    }
  }

  #put(piece: Piece): number {
    if ("events" in piece) {
      const conversation = numberIn(this.#getConversation.get(piece.id));
      for (const { seq, body } of piece.events) this.#addEvent.run(conversation, seq, body);
      return piece.events.length;
    }
    this.#addActor.run(piece.actorKey);
    const actor = numberIn(this.#getActor.get(piece.actorKey));
    for (const { command_id, result, created_at } of piece.results)
      this.#addResult.run(actor, command_id, result, created_at);
    return piece.results.length;
  }
}

/** Of a row that is there: it was written before, or with, what refers to it. */
function numberIn(row: Record<string, unknown> | undefined): number {
  if (!row) throw new Error("the journal speaks of what is not there");
  return Number(row["number"]);
}

function piecesOf({ events, results }: Generation): Piece[] {
  const pieces: Piece[] = [];
  for (const [id, rows] of events) for (const part of parts(rows)) pieces.push({ id, events: part });
  for (const [actorKey, rows] of results)
    for (const part of parts([...rows.values()].toSorted(byCommand))) pieces.push({ actorKey, results: part });
  return pieces;
}

function* parts<Row>(rows: readonly Row[]): Iterable<readonly Row[]> {
  for (let from = 0; from < rows.length; from += pieceRows) yield rows.slice(from, from + pieceRows);
}

const byCommand = (one: ResultRow, other: ResultRow) => (one.command_id < other.command_id ? -1 : 1);
