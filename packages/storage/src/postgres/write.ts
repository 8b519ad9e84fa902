/**
 * Appends of any number as ONE statement, and so one round trip: all that is sound is written. What is not, because its log does not
 * stand at the expected version or its command was carried out before, is left out with all else of its conversation, and named.
 * Rejects with a unique violation, and writes nothing, when somebody writes the same at this very moment, or when a visitor has
 * another conversation.
 */
import type { Claim } from "@rinnalla/core";
import type { ConversationId } from "@rinnalla/protocol";
import type { Tables } from "../tables.ts";
import type { Writes } from "../writes.ts";
import type { Connection, Query } from "./connect.ts";

export interface ClaimWrites {
  readonly taken: readonly Claim[];
  readonly released: readonly Omit<Claim, "units">[];
}

const isSound = "NOT IN (SELECT id FROM unsound)";

const log = `
  WITH unsound AS MATERIALIZED (
    SELECT h.id FROM unnest($1::text[], $2::bigint[]) AS h (id, version)
    WHERE coalesce((SELECT max(e.seq) FROM event e WHERE e.conversation_id = h.id), 0) <> h.version
    UNION ALL
    SELECT r.id FROM unnest($6::text[], $7::text[], $8::text[]) AS r (id, actor_key, command_id)
    WHERE EXISTS (SELECT 1 FROM command_result c WHERE c.actor_key = r.actor_key AND c.command_id = r.command_id)),
  events AS (
    INSERT INTO event SELECT * FROM unnest($3::text[], $4::bigint[], $5::text[]) AS n (id, seq, body) WHERE n.id ${isSound}),
  results AS (
    INSERT INTO command_result SELECT n.actor_key, n.command_id, n.result, n.created_at
    FROM unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[]) AS n (id, actor_key, command_id, result, created_at)
    WHERE n.id ${isSound})`;

const rest = `,
  conversations AS (
    INSERT INTO conversation
    SELECT * FROM unnest($11::text[], $12::text[], $13::text[], $14::bigint[], $15::bigint[], $16::text[])
      AS n (id, visitor_id, status, opened_at, closed_at, summary)
    WHERE n.id ${isSound}
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, summary = excluded.summary,
      closed_at = coalesce(conversation.closed_at, excluded.closed_at)),
  timers_set AS (
    INSERT INTO timer SELECT n.id, n.timer, n.due_at, n.due_at
    FROM unnest($17::text[], $18::text[], $19::bigint[]) AS n (id, timer, due_at)
    WHERE n.id ${isSound}
    ON CONFLICT (conversation_id, timer) DO UPDATE SET due_at = excluded.due_at, available_at = excluded.available_at),
  timers_cleared AS (
    DELETE FROM timer t USING unnest($20::text[], $21::text[]) AS n (id, timer)
    WHERE t.conversation_id = n.id AND t.timer = n.timer AND n.id ${isSound}),
  claims_taken AS (
    INSERT INTO claim SELECT * FROM unnest($22::text[], $23::text[], $24::text[], $25::bigint[])
      AS n (agent_id, id, kind, units)
    WHERE n.id ${isSound}
    ON CONFLICT (agent_id, conversation_id, kind) DO UPDATE SET units = excluded.units),
  claims_released AS (
    DELETE FROM claim c USING unnest($26::text[], $27::text[], $28::text[]) AS n (agent_id, id, kind)
    WHERE c.agent_id = n.agent_id AND c.conversation_id = n.id AND c.kind = n.kind AND n.id ${isSound})`;

const answer = "\n  SELECT id FROM unsound";

/**
 * In the order of `batch`; of one conversation each must follow the one before. Resolves with the conversations of which nothing was
 * written.
 */
export async function writeSound(
  connection: Connection,
  batch: readonly Writes[],
  claims: ClaimWrites,
): Promise<ReadonlySet<ConversationId>> {
  const isLean = batch.every(
    ({ conversation, append }) => !conversation && append.timers.length === 0 && append.claims.length === 0,
  );
  const values = logValues(batch);
  const query: Query = isLean
    ? { name: "append-log", text: log + answer, values }
    : { name: "append-all", text: log + rest + answer, values: [...values, ...restValues(batch, claims)] };
  const rows = await connection.query<{ id: ConversationId }>(query);
  return new Set(rows.map(({ id }) => id));
}

function logValues(batch: readonly Writes[]): unknown[][] {
  const heads = new Map<string, number>();
  const events: [unknown[], unknown[], unknown[]] = [[], [], []];
  const results: [unknown[], unknown[], unknown[], unknown[], unknown[]] = [[], [], [], [], []];
  for (const { append, events: added, result } of batch) {
    if (!heads.has(append.conversationId)) heads.set(append.conversationId, append.expectedVersion);
    for (const event of added) {
      events[0].push(append.conversationId);
      events[1].push(event.seq);
      events[2].push(event.body);
    }
    if (!result) continue;
    results[0].push(append.conversationId);
    results[1].push(result.actor_key);
    results[2].push(result.command_id);
    results[3].push(result.result);
    results[4].push(result.created_at);
  }
  return [[...heads.keys()], [...heads.values()], ...events, ...results];
}

function restValues(batch: readonly Writes[], { taken, released }: ClaimWrites): unknown[][] {
  // One statement may touch a row but once: the last word on it counts.
  const conversations = new Map<string, Tables["conversation"]>();
  const timers = new Map<string, { id: string; timer: string; dueAt: number | null }>();
  for (const { append, conversation } of batch) {
    const id = append.conversationId;
    if (conversation) {
      const closedAt = conversations.get(id)?.closed_at ?? conversation.closed_at;
      conversations.set(id, { ...conversation, closed_at: closedAt });
    }
    for (const change of append.timers) {
      const dueAt = change.type === "setTimer" ? change.dueAt : null;
      timers.set(`${change.timer} ${id}`, { id, timer: change.timer, dueAt });
    }
  }
  const rows = [...conversations.values()];
  const set = [...timers.values()].filter((timer) => timer.dueAt !== null);
  const cleared = [...timers.values()].filter((timer) => timer.dueAt === null);
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.visitor_id),
    rows.map((row) => row.status),
    rows.map((row) => row.opened_at),
    rows.map((row) => row.closed_at),
    rows.map((row) => row.summary),
    set.map((timer) => timer.id),
    set.map((timer) => timer.timer),
    set.map((timer) => timer.dueAt),
    cleared.map((timer) => timer.id),
    cleared.map((timer) => timer.timer),
    taken.map((claim) => claim.agentId),
    taken.map((claim) => claim.conversationId),
    taken.map((claim) => claim.kind),
    taken.map((claim) => claim.units),
    released.map((claim) => claim.agentId),
    released.map((claim) => claim.conversationId),
    released.map((claim) => claim.kind),
  ];
}
