/**
 * One append inside the transaction of the turn. A refusal leaves nothing behind without a savepoint: what was
 * written before the refusal was seen is at most the result and the events, and these are taken back by key.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Claim } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import { settleClaims } from "../claims.ts";
import type { AppendOutcome } from "../port.ts";
import { claimOf, limitOf, resultOf } from "../rows.ts";
import type { Tables } from "../tables.ts";
import { isOngoing, type Writes } from "../writes.ts";

export function prepareAppend(database: DatabaseSync): (writes: Writes) => AppendOutcome {
  const addResult = database.prepare("INSERT INTO command_result VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
  const getResult = database.prepare("SELECT result FROM command_result WHERE actor_key = ? AND command_id = ?");
  const dropResult = database.prepare("DELETE FROM command_result WHERE actor_key = ? AND command_id = ?");
  // Version check and write in one: the predecessor must be there and the place free.
  const addFirst = database.prepare(
    `INSERT INTO event SELECT ?1, ?2, ?3
     WHERE ?2 = 1 OR EXISTS (SELECT 1 FROM event WHERE conversation_id = ?1 AND seq = ?2 - 1)
     ON CONFLICT DO NOTHING`,
  );
  const addNext = database.prepare("INSERT INTO event VALUES (?, ?, ?)");
  const dropEvents = database.prepare("DELETE FROM event WHERE conversation_id = ? AND seq > ?");
  const getVersion = database.prepare("SELECT max(seq) AS version FROM event WHERE conversation_id = ?");
  const getOther = database.prepare(
    "SELECT 1 FROM conversation WHERE visitor_id = ? AND status IN ('open', 'active', 'waiting') AND id <> ?",
  );
  const putConversation = database.prepare(
    `INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, summary = excluded.summary,
       closed_at = coalesce(closed_at, excluded.closed_at)`,
  );
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

  /** Writes the events if the log stands at the expected version. */
  function addEvents({ append, events }: Writes): boolean {
    const [first, ...rest] = events;
    if (!first) return Number(getVersion.get(append.conversationId)?.["version"] ?? 0) === append.expectedVersion;
    if (addFirst.run(append.conversationId, first.seq, first.body).changes === 0) return false;
    for (const event of rest) addNext.run(append.conversationId, event.seq, event.body);
    return true;
  }

  function hasOther({ append, conversation }: Writes): boolean {
    if (append.expectedVersion > 0 || !conversation || !isOngoing(conversation.status)) return false;
    return getOther.get(append.visitorId, append.conversationId) !== undefined;
  }

  return (writes) => {
    const { append, conversation, result } = writes;
    const id = append.conversationId;
    if (result && addResult.run(result.actor_key, result.command_id, result.result, result.created_at).changes === 0) {
      const stored = getResult.get(result.actor_key, result.command_id) as { result: string };
      return { kind: "repeated", result: resultOf(stored) };
    }
    const takeBack = () => result && dropResult.run(result.actor_key, result.command_id);
    if (hasOther(writes) || !addEvents(writes)) {
      takeBack();
      return { kind: "stale" };
    }
    if (append.claims.length > 0) {
      const settled = settleClaims(append, writes.takers.flatMap(held), limit);
      if (settled.kind === "noRoom") {
        takeBack();
        dropEvents.run(id, append.expectedVersion);
        return settled;
      }
      for (const claim of settled.released) dropClaim.run(claim.agentId, id, claim.kind);
      for (const claim of settled.taken) addClaim.run(claim.agentId, id, claim.kind, claim.units);
    }
    if (conversation) {
      const { visitor_id, status, opened_at, closed_at, summary } = conversation;
      putConversation.run(id, visitor_id, status, opened_at, closed_at, summary);
    }
    for (const change of append.timers) {
      if (change.type === "setTimer") putTimer.run(id, change.timer, change.dueAt);
      else dropTimer.run(id, change.timer);
    }
    return { kind: "appended" };
  };
}
