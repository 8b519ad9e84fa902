/**
 * Numbered migrations, one list for both databases: what differs between them is handed in as `Words`.
 * A released migration is never edited; the next number changes what it made.
 */

export interface Words {
  readonly dialect: "sqlite" | "postgres";
  /** A text that is compared and sorted by its bytes. */
  readonly id: string;
  /** Wide enough for milliseconds since 1970. */
  readonly int: string;
  /** After a table whose rows should lie in its primary key. */
  readonly inKey: string;
}

type Migration = (words: Words) => readonly string[];

const first: Migration = (words) => [...shared(words), ...(words.dialect === "sqlite" ? numbered : named(words))];

const shared: Migration = ({ dialect, id, int, inKey }) => [
  `CREATE TABLE conversation (
     ${dialect === "sqlite" ? "number integer PRIMARY KEY, id text NOT NULL UNIQUE" : `id ${id} PRIMARY KEY`},
     visitor_id ${id} NOT NULL, status ${id} NOT NULL, opened_at ${int} NOT NULL, closed_at ${int}, summary text NOT NULL)`,
  // A visitor has one ongoing conversation, also when two tabs open one at once (CHAT-03).
  `CREATE UNIQUE INDEX conversation_ongoing_of_visitor ON conversation (visitor_id) WHERE status IN ('open', 'active', 'waiting')`,
  `CREATE INDEX conversation_ongoing ON conversation (opened_at, id) WHERE status <> 'closed'`,
  `CREATE INDEX conversation_closed ON conversation (closed_at, id) WHERE status = 'closed'`,
  `CREATE TABLE claim (
     agent_id ${id} NOT NULL, conversation_id ${id} NOT NULL, kind ${id} NOT NULL, units ${int} NOT NULL,
     PRIMARY KEY (agent_id, conversation_id, kind)) ${inKey}`,
  `CREATE TABLE timer (
     conversation_id ${id} NOT NULL, timer ${id} NOT NULL, due_at ${int} NOT NULL, available_at ${int} NOT NULL,
     PRIMARY KEY (conversation_id, timer)) ${inKey}`,
  `CREATE INDEX timer_available ON timer (available_at)`,
  `CREATE TABLE agent (agent_id ${id} PRIMARY KEY, presence ${id} NOT NULL, last_given_at ${int} NOT NULL) ${inKey}`,
  `CREATE TABLE config (kind ${id} NOT NULL, id ${id} NOT NULL, body text NOT NULL, PRIMARY KEY (kind, id)) ${inKey}`,
  `CREATE TABLE probe (id ${int} PRIMARY KEY, at ${int} NOT NULL)`,
];

// SQLite writes whole pages. Keys that begin with a rising number keep what the living conversations write on a
// few pages side by side, however many lie stored; random ids would touch two pages for each message.
const numbered = [
  `CREATE TABLE event (
     number integer PRIMARY KEY, conversation integer NOT NULL, seq integer NOT NULL, body text NOT NULL,
     UNIQUE (conversation, seq))`,
  `CREATE TABLE mark (
     conversation integer PRIMARY KEY,
     customer_delivered integer NOT NULL, customer_read integer NOT NULL,
     agent_delivered integer NOT NULL, agent_read integer NOT NULL)`,
  `CREATE TABLE actor (number integer PRIMARY KEY, key text NOT NULL UNIQUE)`,
  `CREATE TABLE command_result (
     actor integer NOT NULL, command_id text NOT NULL, result text NOT NULL, created_at integer NOT NULL,
     PRIMARY KEY (actor, command_id)) WITHOUT ROWID`,
];

const named = ({ id, int }: Words) => [
  `CREATE TABLE event (
     conversation_id ${id} NOT NULL, seq ${int} NOT NULL, body text NOT NULL, PRIMARY KEY (conversation_id, seq))`,
  `CREATE TABLE mark (
     conversation_id ${id} PRIMARY KEY,
     customer_delivered ${int} NOT NULL, customer_read ${int} NOT NULL,
     agent_delivered ${int} NOT NULL, agent_read ${int} NOT NULL)`,
  `CREATE TABLE command_result (
     actor_key ${id} NOT NULL, command_id ${id} NOT NULL, result text NOT NULL, created_at ${int} NOT NULL,
     PRIMARY KEY (actor_key, command_id))`,
  // The row under whose lock claims on an agent are taken; SQLite has one writer at a time anyway.
  `CREATE TABLE agent_lock (agent_id ${id} PRIMARY KEY)`,
];

/** Of a summary's text; what people write cannot look so, for its quotes are escaped. */
export const hasCallBack = '%"callBack":{%';

const callBacks: Migration = () => [
  `CREATE INDEX conversation_call_back ON conversation (id) WHERE status = 'closed' AND summary LIKE '${hasCallBack}'`,
];

/** What is written and not in its tables yet, for SQLite: `sqlite/journal.ts`. */
const journal: Migration = ({ dialect }) =>
  dialect === "postgres"
    ? []
    : [
        `CREATE TABLE journal (number integer PRIMARY KEY, body text NOT NULL)`,
        `CREATE TABLE journal_settled (number integer NOT NULL)`,
        `INSERT INTO journal_settled VALUES (0)`,
      ];

/** `migrations[n]` leads from schema version n to n + 1. */
export const migrations: readonly Migration[] = [first, callBacks, journal];
