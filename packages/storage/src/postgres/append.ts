/**
 * Appends on PostgreSQL, many at once: those that take no claim in one statement, those that do in one transaction under the row locks
 * of all the agents whose claims they take. Each is judged by itself: what one of them loses holds up no other.
 */
import type { Claim } from "@rinnalla/core";
import type { AgentId, ConversationId } from "@rinnalla/protocol";
import { releasedBy, settleClaims } from "../claims.ts";
import { byBytes } from "../order.ts";
import type { AppendOutcome } from "../port.ts";
import { limitOf, resultOf } from "../rows.ts";
import type { Writes } from "../writes.ts";
import type { Connection, Connections } from "./connect.ts";
import { isUniqueViolation, isWorthRepeating } from "./errors.ts";
import { writeSound } from "./write.ts";

/** In the order of the batch; `null`: nothing of it is written, and why is to be found out alone. */
export type Outcomes = readonly (AppendOutcome | null)[];

const triesOnDeadlock = 5;
/** Whoever was quicker is seen by then. */
const triesTogether = 3;
const appended: AppendOutcome = { kind: "appended" };

/** None of them takes a claim. */
export async function appendTogether(connections: Connections, batch: readonly Writes[]): Promise<Outcomes> {
  return await severalTimes(batch, async () => {
    const released = batch.flatMap(({ append }) => releasedBy(append));
    const unsound = await writeSound(connections, sorted(batch), { taken: [], released });
    return batch.map(({ append }) => (unsound.has(append.conversationId) ? null : appended));
  });
}

/** Each of another conversation. */
export async function appendTaking(connections: Connections, batch: readonly Writes[]): Promise<Outcomes> {
  return await severalTimes(batch, () => connections.withOne((connection) => takeOn(connection, batch)));
}

export async function appendAlone(connections: Connections, writes: Writes): Promise<AppendOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      const [outcome] =
        writes.takers.length > 0
          ? await connections.withOne((connection) => takeOn(connection, [writes]))
          : await writePlain(connections, writes);
      return outcome ?? (await findRefusal(connections, writes)) ?? { kind: "stale" };
    } catch (error) {
      if (isUniqueViolation(error)) return (await findRefusal(connections, writes)) ?? { kind: "stale" };
      if (!isWorthRepeating(error) || tries === triesOnDeadlock) throw error;
    }
  }
}

async function writePlain(connection: Connection, writes: Writes): Promise<Outcomes> {
  const unsound = await writeSound(connection, [writes], { taken: [], released: releasedBy(writes.append) });
  return [unsound.size > 0 ? null : appended];
}

/** Two nodes that write to the same log at once: the one that comes too late knows the next time. */
async function severalTimes(batch: readonly Writes[], write: () => Promise<Outcomes>): Promise<Outcomes> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isUniqueViolation(error) && !isWorthRepeating(error)) throw error;
      if (tries === triesTogether) return batch.map(() => null);
    }
  }
}

/** In one order, so that the batches of two nodes wait for each other but never in a circle. */
function sorted(batch: readonly Writes[]): Writes[] {
  return batch.toSorted((one, other) => byBytes(one.append.conversationId, other.append.conversationId));
}

/** In a transaction of its own, which it begins and ends. */
async function takeOn(connection: Connection, batch: readonly Writes[]): Promise<Outcomes> {
  const { held, limits } = await lockClaims(connection, batch);
  const taken: Claim[] = [];
  const released: Omit<Claim, "units">[] = [];
  const writable: Writes[] = [];
  const noRoom = new Map<ConversationId, AgentId>();
  for (const writes of batch) {
    const { append, takers } = writes;
    const ofTakers = takers.flatMap((agentId) => held.get(agentId) ?? []);
    const settled = settleClaims(append, ofTakers, (agentId) => limits.get(agentId) ?? 0);
    if (settled.kind === "noRoom") {
      noRoom.set(append.conversationId, settled.agentId);
      continue;
    }
    writable.push(writes);
    taken.push(...settled.taken);
    released.push(...settled.released);
    for (const agentId of takers) {
      const gone = settled.released.filter((claim) => claim.agentId === agentId);
      const kept = (held.get(agentId) ?? []).filter(
        (claim) => !gone.some((one) => one.conversationId === claim.conversationId && one.kind === claim.kind),
      );
      held.set(agentId, [...kept, ...settled.taken.filter((claim) => claim.agentId === agentId)]);
    }
  }
  const refused = batch.filter(({ append }) => noRoom.has(append.conversationId));
  // When the statement is refused, the commit has nothing to commit.
  const [refusals, unsound] = await inOneGo([
    inOneGo(refused.map((writes) => findRefusal(connection, writes))),
    writable.length > 0 ? writeSound(connection, sorted(writable), { taken, released }) : new Set<ConversationId>(),
    connection.query("COMMIT"),
  ]);
  return batch.map((writes) => {
    const { conversationId } = writes.append;
    const agentId = noRoom.get(conversationId);
    if (agentId === undefined) return unsound.has(conversationId) ? null : appended;
    const refusal = refusals[refused.indexOf(writes)];
    if (refusal) return refusal;
    // The room may have been kept for one that was not written in the end.
    return unsound.size > 0 ? null : { kind: "noRoom", agentId };
  });
}

const lock = {
  name: "lock-agents",
  text: "SELECT agent_id FROM agent_lock WHERE agent_id = ANY($1::text[]) ORDER BY agent_id FOR UPDATE",
};
const addLocks = {
  name: "add-agent-locks",
  text: "INSERT INTO agent_lock SELECT unnest($1::text[]) ON CONFLICT DO NOTHING",
};
const readLimits = {
  name: "read-limits",
  text: "SELECT id, body FROM config WHERE kind = 'agent' AND id = ANY($1::text[])",
};
const readClaims = {
  name: "read-claims",
  text: `SELECT agent_id AS "agentId", conversation_id AS "conversationId", kind, units FROM claim WHERE agent_id = ANY($1::text[])`,
};

/** Begins a transaction, locks the agents' rows, and reads what they hold: a statement of its own, so that it sees who held the lock before. */
async function lockClaims(connection: Connection, batch: readonly Writes[]) {
  const agentIds = [...new Set(batch.flatMap(({ takers }) => takers))].toSorted(byBytes);
  const values = [agentIds];
  const read = () => connection.query<Claim>({ ...readClaims, values });
  const [, locked, rows, seen] = await inOneGo([
    connection.query("BEGIN"),
    connection.query({ ...lock, values }),
    connection.query<{ id: AgentId; body: string }>({ ...readLimits, values }),
    read(),
  ]);
  let claims = seen;
  if (locked.length < agentIds.length) {
    [, , claims] = await inOneGo([
      connection.query({ ...addLocks, values }),
      connection.query({ ...lock, values }),
      read(),
    ]);
  }
  const held = new Map<AgentId, Claim[]>(agentIds.map((agentId) => [agentId, []]));
  for (const claim of claims) held.get(claim.agentId)?.push(claim);
  return { held, limits: new Map(rows.map((row) => [row.id, limitOf(row)])) };
}

/** Why an append cannot be written whatever the agents hold; `null` when it could be by now. */
async function findRefusal(connection: Connection, { append, result }: Writes): Promise<AppendOutcome | null> {
  const [row] = await connection.query<{ result: string | null; version: number }>({
    name: "find-refusal",
    text: `SELECT (SELECT result FROM command_result WHERE actor_key = $1 AND command_id = $2) AS result,
                  (SELECT coalesce(max(seq), 0) FROM event WHERE conversation_id = $3) AS version`,
    values: [result?.actor_key ?? null, result?.command_id ?? null, append.conversationId],
  });
  if (row?.result) return { kind: "repeated", result: resultOf({ result: row.result }) };
  return row?.version === append.expectedVersion ? null : { kind: "stale" };
}

/** Waits for all queries that were sent behind each other, also when the first fails, so that the connection is free then. */
async function inOneGo<Values extends readonly unknown[]>(queries: {
  [Key in keyof Values]: Promise<Values[Key]> | Values[Key];
}): Promise<Values> {
  await Promise.allSettled(queries);
  return await Promise.all(queries);
}
