/** The answers of commands, by actor and command id: what makes a repeated command harmless. */
import type { DatabaseSync } from "node:sqlite";
import type { CommandResult } from "@rinnalla/protocol";
import { resultOf } from "../rows.ts";
import type { ResultRow } from "../writes.ts";

export interface Results {
  find(actorKey: string, commandId: string): CommandResult | null;
  /** Keeps the answer; or gives back the one that is kept already. */
  add(row: ResultRow): CommandResult | null;
  takeBack(row: ResultRow): void;
}

export function prepareResults(database: DatabaseSync): Results {
  const actor = "(SELECT number FROM actor WHERE key = ?)";
  const get = database.prepare(`SELECT result FROM command_result WHERE actor = ${actor} AND command_id = ?`);
  const add = database.prepare(
    "INSERT INTO command_result SELECT number, ?2, ?3, ?4 FROM actor WHERE key = ?1 ON CONFLICT DO NOTHING",
  );
  const addActor = database.prepare("INSERT INTO actor (key) VALUES (?) ON CONFLICT DO NOTHING");
  const drop = database.prepare(`DELETE FROM command_result WHERE actor = ${actor} AND command_id = ?`);

  function find(actorKey: string, commandId: string): CommandResult | null {
    const row = get.get(actorKey, commandId) as { result: string } | undefined;
    return row ? resultOf(row) : null;
  }
  const isAdded = (row: ResultRow) => add.run(row.actor_key, row.command_id, row.result, row.created_at).changes === 1;

  return {
    find,
    add(row) {
      if (isAdded(row)) return null;
      // The first command of this actor, or a repeated one.
      if (addActor.run(row.actor_key).changes === 1 && isAdded(row)) return null;
      return find(row.actor_key, row.command_id);
    },
    takeBack(row) {
      drop.run(row.actor_key, row.command_id);
    },
  };
}
