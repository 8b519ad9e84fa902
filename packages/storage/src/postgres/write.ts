/**
 * Appends of any number as ONE statement, and so one round trip: all of it is written, or nothing.
 * Resolves with false when a log does not stand at its expected version; rejects with a unique violation when
 * somebody writes at the same time, when a command is repeated, or when a visitor has another conversation.
 */
import type { Claim } from "@rinnalla/core";
import type { Tables } from "../tables.ts";
import type { Writes } from "../writes.ts";
import type { Connection, Query } from "./connect.ts";

export interface ClaimWrites {
  readonly taken: readonly Claim[];
  readonly released: readonly Omit<Claim, "units">[];
}

const log = `
  WITH sound AS (
    SELECT coalesce(bool_and(coalesce((SELECT max(e.seq) FROM event e WHERE e.conversation_id = h.id), 0) = h.version), true) AS is_sound
    FROM unnest($1::text[], $2::bigint[]) AS h (id, version)),
  events AS (
    INSERT INTO event SELECT * FROM unnest($3::text[], $4::bigint[], $5::text[]) WHERE (SELECT is_sound FROM sound)),
  results AS (
    INSERT INTO command_result SELECT * FROM unnest($6::text[], $7::text[], $8::text[], $9::bigint[])
    WHERE (SELECT is_sound FROM sound))`;

const rest = `,
  conversations AS (
    INSERT INTO conversation SELECT * FROM unnest($10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::text[])
    WHERE (SELECT is_sound FROM sound)
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, summary = excluded.summary,
      closed_at = coalesce(conversation.closed_at, excluded.closed_at)),
  timers_set AS (
    INSERT INTO timer SELECT id, timer, due_at, due_at FROM unnest($16::text[], $17::text[], $18::bigint[]) AS s (id, timer, due_at)
    WHERE (SELECT is_sound FROM sound)
    ON CONFLICT (conversation_id, timer) DO UPDATE SET due_at = excluded.due_at, available_at = excluded.available_at),
  timers_cleared AS (
    DELETE FROM timer t USING unnest($19::text[], $20::text[]) AS c (id, timer)
    WHERE t.conversation_id = c.id AND t.timer = c.timer AND (SELECT is_sound FROM sound)),
  claims_taken AS (
    INSERT INTO claim SELECT * FROM unnest($21::text[], $22::text[], $23::text[], $24::bigint[])
    WHERE (SELECT is_sound FROM sound)
    ON CONFLICT (agent_id, conversation_id, kind) DO UPDATE SET units = excluded.units),
  claims_released AS (
    DELETE FROM claim c USING unnest($25::text[], $26::text[], $27::text[]) AS r (agent_id, conversation_id, kind)
    WHERE c.agent_id = r.agent_id AND c.conversation_id = r.conversation_id AND c.kind = r.kind AND (SELECT is_sound FROM sound))`;

const answer = "\n  SELECT is_sound FROM sound";

/** In the order of `batch`; of one conversation each must follow the one before. */
export async function writeAll(
  connection: Connection,
  batch: readonly Writes[],
  claims: ClaimWrites,
): Promise<boolean> {
  const isLean = batch.every(
    ({ conversation, append }) => !conversation && append.timers.length === 0 && append.claims.length === 0,
  );
  const values = logValues(batch);
  const query: Query = isLean
    ? { name: "append-log", text: log + answer, values }
    : { name: "append-all", text: log + rest + answer, values: [...values, ...restValues(batch, claims)] };
  const [row] = await connection.query<{ is_sound: boolean }>(query);
  return row?.is_sound === true;
}

function logValues(batch: readonly Writes[]): unknown[][] {
  const heads = new Map<string, number>();
  const events: [unknown[], unknown[], unknown[]] = [[], [], []];
  const results: [unknown[], unknown[], unknown[], unknown[]] = [[], [], [], []];
  for (const { append, events: added, result } of batch) {
    if (!heads.has(append.conversationId)) heads.set(append.conversationId, append.expectedVersion);
    for (const event of added) {
      events[0].push(append.conversationId);
      events[1].push(event.seq);
      events[2].push(event.body);
    }
    if (!result) continue;
    results[0].push(result.actor_key);
    results[1].push(result.command_id);
    results[2].push(result.result);
    results[3].push(result.created_at);
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
