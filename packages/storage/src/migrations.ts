/**
 * Numbered migrations, one list for both databases: what differs between them is handed in as `Words`.
 * A released migration is never edited; the next number changes what it made.
 */

export interface Words {
  /** A text that is compared and sorted by its bytes. */
  readonly id: string;
  /** Wide enough for milliseconds since 1970. */
  readonly int: string;
  /** After a table whose rows should lie in its primary key. */
  readonly inKey: string;
  /** Statements for one of the databases alone. */
  readonly only: "sqlite" | "postgres";
}

type Migration = (words: Words) => readonly string[];

const first: Migration = ({ id, int, inKey, only }) => [
  `CREATE TABLE conversation (
     id ${id} PRIMARY KEY, visitor_id ${id} NOT NULL, status ${id} NOT NULL,
     opened_at ${int} NOT NULL, closed_at ${int}, summary text NOT NULL) ${inKey}`,
  // A visitor has one ongoing conversation, also when two tabs open one at once (CHAT-03).
  `CREATE UNIQUE INDEX conversation_ongoing_of_visitor ON conversation (visitor_id) WHERE status IN ('open', 'active', 'waiting')`,
  `CREATE INDEX conversation_ongoing ON conversation (opened_at, id) WHERE status <> 'closed'`,
  `CREATE INDEX conversation_closed ON conversation (closed_at, id) WHERE status = 'closed'`,
  `CREATE TABLE event (
     conversation_id ${id} NOT NULL, seq ${int} NOT NULL, body text NOT NULL, PRIMARY KEY (conversation_id, seq)) ${inKey}`,
  `CREATE TABLE claim (
     agent_id ${id} NOT NULL, conversation_id ${id} NOT NULL, kind ${id} NOT NULL, units ${int} NOT NULL,
     PRIMARY KEY (agent_id, conversation_id, kind)) ${inKey}`,
  `CREATE TABLE timer (
     conversation_id ${id} NOT NULL, timer ${id} NOT NULL, due_at ${int} NOT NULL, available_at ${int} NOT NULL,
     PRIMARY KEY (conversation_id, timer)) ${inKey}`,
  `CREATE INDEX timer_available ON timer (available_at)`,
  `CREATE TABLE command_result (
     actor_key ${id} NOT NULL, command_id ${id} NOT NULL, result text NOT NULL, created_at ${int} NOT NULL,
     PRIMARY KEY (actor_key, command_id)) ${inKey}`,
  `CREATE TABLE mark (
     conversation_id ${id} PRIMARY KEY,
     customer_delivered ${int} NOT NULL, customer_read ${int} NOT NULL,
     agent_delivered ${int} NOT NULL, agent_read ${int} NOT NULL) ${inKey}`,
  `CREATE TABLE agent (agent_id ${id} PRIMARY KEY, presence ${id} NOT NULL, last_given_at ${int} NOT NULL) ${inKey}`,
  `CREATE TABLE config (kind ${id} NOT NULL, id ${id} NOT NULL, body text NOT NULL, PRIMARY KEY (kind, id)) ${inKey}`,
  `CREATE TABLE probe (id ${int} PRIMARY KEY, at ${int} NOT NULL)`,
  // The row under whose lock claims on an agent are taken; SQLite has one writer at a time anyway.
  ...(only === "postgres" ? [`CREATE TABLE agent_lock (agent_id ${id} PRIMARY KEY)`] : []),
];

/** `migrations[n]` leads from schema version n to n + 1. */
export const migrations: readonly Migration[] = [first];
