/**
 * One append inside the transaction of the turn. All that may refuse it is asked before anything is written, but for the row of a
 * new conversation, which is taken back by its key: so no refusal needs a savepoint.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Claim } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import { settleClaims } from "../claims.ts";
import type { AppendOutcome } from "../port.ts";
import { claimOf, limitOf } from "../rows.ts";
import type { Tables } from "../tables.ts";
import type { Writes } from "../writes.ts";
import type { Journal } from "./journal.ts";
import type { Log } from "./log.ts";
import type { Results } from "./results.ts";

export function prepareAppend(
  database: DatabaseSync,
  journal: Journal,
  log: Log,
  results: Results,
): (writes: Writes) => AppendOutcome {
  const getClaims = database.prepare("SELECT agent_id, conversation_id, kind, units FROM claim WHERE agent_id = ?");
  const getAgent = database.prepare("SELECT body FROM config WHERE kind = 'agent' AND id = ?");
  const addClaim = database.prepare(
    "INSERT INTO claim VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET units = excluded.units",
  );
  const dropClaim = database.prepare("DELETE FROM claim WHERE agent_id = ? AND conversation_id = ? AND kind = ?");
  const putTimer = database.prepare(
    "INSERT INTO timer VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO UPDATE SET due_at = ?3, available_at = ?3",
  );
  const dropTimer = database.prepare("DELETE FROM timer WHERE conversation_id = ? AND timer = ?");

  const held = (agentId: AgentId): Claim[] => getClaims.all(agentId).map((row) => claimOf(row as Tables["claim"]));
  const limit = (agentId: AgentId): number => limitOf(getAgent.get(agentId) as { body: string } | undefined);

  return (writes) => {
    const { append, result } = writes;
    const id = append.conversationId;
    const stored = result && results.find(result.actor_key, result.command_id);
    if (stored) return { kind: "repeated", result: stored };
    if (log.version(id) !== append.expectedVersion) return { kind: "stale" };
    if (append.expectedVersion === 0 && !log.open(writes)) return { kind: "stale" };
    if (append.claims.length > 0) {
      const settled = settleClaims(append, writes.takers.flatMap(held), limit);
      if (settled.kind === "noRoom") {
        if (append.expectedVersion === 0) log.drop(id);
        return settled;
      }
      for (const claim of settled.released) dropClaim.run(claim.agentId, id, claim.kind);
      for (const claim of settled.taken) addClaim.run(claim.agentId, id, claim.kind, claim.units);
    }
    journal.add(writes);
    log.summarise(writes);
    for (const change of append.timers) {
      if (change.type === "setTimer") putTimer.run(id, change.timer, change.dueAt);
      else dropTimer.run(id, change.timer);
    }
    return { kind: "appended" };
  };
}
