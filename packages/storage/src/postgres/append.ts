/**
 * Appends on PostgreSQL: those that take no claim many at once in one statement, the others each in a transaction
 * under the row locks of the agents whose claims they take.
 */
import type { Claim } from "@rinnalla/core";
import type { AgentId } from "@rinnalla/protocol";
import { releasedBy, settleClaims } from "../claims.ts";
import { byBytes } from "../order.ts";
import type { AppendOutcome } from "../port.ts";
import { limitOf, resultOf } from "../rows.ts";
import type { Writes } from "../writes.ts";
import type { Connection, Connections } from "./connect.ts";
import { isUniqueViolation, isWorthRepeating } from "./errors.ts";
import { writeAll } from "./write.ts";

const triesOnDeadlock = 5;

/** True: all are written. False: one of them, at least, will be refused, and nothing is written. None takes a claim. */
export async function appendTogether(connections: Connections, batch: readonly Writes[]): Promise<boolean> {
  // Rows in one order, so that the batches of two nodes wait for each other but never in a circle.
  const sorted = batch.toSorted((one, other) => byBytes(one.append.conversationId, other.append.conversationId));
  try {
    return await writeAll(connections, sorted, {
      taken: [],
      released: sorted.flatMap(({ append }) => releasedBy(append)),
    });
  } catch (error) {
    if (isUniqueViolation(error) || isWorthRepeating(error)) return false;
    throw error;
  }
}

export async function appendAlone(connections: Connections, writes: Writes): Promise<AppendOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return writes.takers.length > 0
        ? await appendTaking(connections, writes)
        : await appendPlain(connections, writes);
    } catch (error) {
      if (isUniqueViolation(error)) return (await findRefusal(connections, writes)) ?? { kind: "stale" };
      if (!isWorthRepeating(error) || tries === triesOnDeadlock) throw error;
    }
  }
}

async function appendPlain(connections: Connections, writes: Writes): Promise<AppendOutcome> {
  const isWritten = await writeAll(connections, [writes], { taken: [], released: releasedBy(writes.append) });
  return isWritten ? { kind: "appended" } : ((await findRefusal(connections, writes)) ?? { kind: "stale" });
}

async function appendTaking(connections: Connections, writes: Writes): Promise<AppendOutcome> {
  return await connections.withOne(async (connection) => {
    const { held, limits } = await lockClaims(connection, writes.takers);
    const settled = settleClaims(writes.append, held, (agentId) => limits.get(agentId) ?? 0);
    if (settled.kind === "noRoom") {
      const [refusal] = await inOneGo([findRefusal(connection, writes), connection.query("ROLLBACK")]);
      return refusal ?? settled;
    }
    // When the statement is refused, the commit has nothing to commit.
    const [isWritten] = await inOneGo([writeAll(connection, [writes], settled), connection.query("COMMIT")]);
    return isWritten ? { kind: "appended" } : ((await findRefusal(connection, writes)) ?? { kind: "stale" });
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
const readClaims = {
  name: "read-claims",
  text: `SELECT a.id AS "agentId", g.body, c.conversation_id AS "conversationId", c.kind, c.units
         FROM unnest($1::text[]) AS a (id)
         LEFT JOIN config g ON g.kind = 'agent' AND g.id = a.id
         LEFT JOIN claim c ON c.agent_id = a.id`,
};

/** Begins a transaction, locks the agents' rows, and reads what they hold: a statement of its own, so that it sees who held the lock before. */
async function lockClaims(connection: Connection, agentIds: readonly AgentId[]) {
  const values = [agentIds];
  const read = () => connection.query<ClaimOfAgent>({ ...readClaims, values });
  const [, locked, seen] = await inOneGo([connection.query("BEGIN"), connection.query({ ...lock, values }), read()]);
  let rows = seen;
  if (locked.length < agentIds.length) {
    [, , rows] = await inOneGo([
      connection.query({ ...addLocks, values }),
      connection.query({ ...lock, values }),
      read(),
    ]);
  }
  const limits = new Map(rows.map(({ agentId, body }) => [agentId, limitOf(body === null ? undefined : { body })]));
  return { held: rows.filter((row): row is ClaimOfAgent & Claim => row.kind !== null), limits };
}

type ClaimOfAgent = { agentId: AgentId; body: string | null } & (Claim | { kind: null });

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
  [Key in keyof Values]: Promise<Values[Key]>;
}): Promise<Values> {
  await Promise.allSettled(queries);
  return await Promise.all(queries);
}
