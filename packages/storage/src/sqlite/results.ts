/** The answers of commands, by actor and command id: what makes a repeated command harmless. */
import type { DatabaseSync } from "node:sqlite";
import type { CommandId, CommandResult } from "@rinnalla/protocol";
import { resultOf } from "../rows.ts";
import type { Journal } from "./journal.ts";

export interface Results {
  /** `null`: not carried out yet. */
  find(actorKey: string, commandId: CommandId): CommandResult | null;
}

export function prepareResults(database: DatabaseSync, journal: Journal): Results {
  const get = database.prepare(
    "SELECT result FROM command_result WHERE actor = (SELECT number FROM actor WHERE key = ?) AND command_id = ?",
  );
  return {
    find(actorKey, commandId) {
      const row = journal.result(actorKey, commandId) ?? get.get(actorKey, commandId);
      return row ? resultOf(row as { result: string }) : null;
    },
  };
}
