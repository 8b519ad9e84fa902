/**
 * The answers of commands, by actor and command id: what makes a repeated command harmless. Nearly every command is new; so that the
 * tables need not be asked of each, a sieve in memory knows all that lie there, once it has been filled a little at a time.
 */
import type { DatabaseSync } from "node:sqlite";
import type { CommandId, CommandResult } from "@rinnalla/protocol";
import { resultOf } from "../rows.ts";
import type { Journal } from "./journal.ts";
import { Sieve } from "./sieve.ts";

export interface Results {
  /** `null`: not carried out yet. */
  find(actorKey: string, commandId: CommandId): CommandResult | null;
  /** Stops filling. */
  close(): void;
}

const firstBits = 2 ** 23;
const rowsAtOnce = 1_000;
const pauseMs = 20;

/** `leastBits`: of the sieve's first size, a power of two. */
export function prepareResults(database: DatabaseSync, journal: Journal, leastBits = firstBits): Results {
  const get = database.prepare(
    "SELECT result FROM command_result WHERE actor = (SELECT number FROM actor WHERE key = ?) AND command_id = ?",
  );
  const list = database.prepare(
    `SELECT r.actor, r.command_id, a.key FROM command_result r JOIN actor a ON a.number = r.actor
     WHERE (r.actor, r.command_id) > (?, ?) ORDER BY r.actor, r.command_id LIMIT ${rowsAtOnce}`,
  );
  let bits = leastBits;
  let sieve = new Sieve(bits);
  let isFilled = false;
  let timer: NodeJS.Timeout | null = null;

  function fill(actor: number, commandId: string): void {
    timer = null;
    const rows = list.all(actor, commandId) as { actor: number; command_id: string; key: string }[];
    for (const row of rows) sieve.add(row.key, row.command_id);
    const last = rows.at(-1);
    if (sieve.isFull) fillAnew(bits * 2);
    else if (!last || rows.length < rowsAtOnce) isFilled = true;
    else timer = setTimeout(fill, pauseMs, last.actor, last.command_id).unref();
  }

  function fillAnew(size: number): void {
    bits = size;
    sieve = new Sieve(bits);
    // These may be put into the tables behind where the filling is by then.
    for (const row of journal.results()) sieve.add(row.actor_key, row.command_id);
    isFilled = false;
    if (timer) clearTimeout(timer);
    timer = setTimeout(fill, pauseMs, 0, "").unref();
  }

  // What is written from now on goes through the journal; only what others wrote and settled unseen is not known.
  journal.listen({
    kept(actorKey, commandId) {
      // Before this one is added: it is in the journal a moment later only.
      if (isFilled && sieve.isFull) fillAnew(bits * 2);
      sieve.add(actorKey, commandId);
    },
    missed: () => fillAnew(bits),
  });
  fill(0, "");

  return {
    find(actorKey, commandId) {
      const late = journal.result(actorKey, commandId);
      if (late) return resultOf(late);
      if (isFilled && !sieve.mayHave(actorKey, commandId)) return null;
      const row = get.get(actorKey, commandId);
      return row ? resultOf(row as { result: string }) : null;
    },
    close() {
      if (timer) clearTimeout(timer);
    },
  };
}
