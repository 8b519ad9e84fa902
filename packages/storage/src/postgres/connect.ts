/** Connections to PostgreSQL, with the settings and the number types that the queries count on. */
import pg from "pg";
import { asStoreError } from "./errors.ts";

export interface Query {
  /** Prepared once on each connection under this name. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Connection {
  /**
   * Queries on one connection are carried out in the order of the calls; they need not be awaited one by one.
   * Rejects with a StoreError when the database fails us, and with pg's own error when the statement does.
   */
  query<Row>(query: Query | string): Promise<Row[]>;
}

export interface Connections extends Connection {
  /** Runs `work` on one connection, which is rolled back if `work` fails. */
  withOne<Value>(work: (connection: Connection) => Promise<Value>): Promise<Value>;
  readonly pool: pg.Pool;
  end(): Promise<void>;
}

const int8 = 20;

// pg hands bigint over as text; ours are milliseconds, counts and seqs, which a number holds exactly.
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

export function connect(url: string, max: number): Connections {
  const pool = new pg.Pool({ connectionString: url, max, types, pipeline: true });
  // Every query of the store is served by an index. A plan made while the tables were small must not scan them
  // later, and the arrays of a batch are not worth a plan of their own.
  pool.on("connect", (client) => {
    // The queries under way are told themselves; an event that nobody hears would end the process.
    client.on("error", () => {});
    client.query("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").catch(() => client.end());
  });
  // A connection that breaks while idle is replaced by the pool; the next query tells if the server is away.
  pool.on("error", () => {});

  async function acquire(): Promise<pg.PoolClient> {
    return await pool.connect().catch((error: unknown) => {
      throw asStoreError(error);
    });
  }

  async function withOne<Value>(work: (connection: Connection) => Promise<Value>): Promise<Value> {
    const client = await acquire();
    let isUsable = true;
    try {
      return await work({ query: (query) => run(client, query) });
    } catch (error) {
      isUsable = await client.query("ROLLBACK").then(
        () => true,
        () => false,
      );
      throw error;
    } finally {
      client.release(!isUsable);
    }
  }

  return {
    withOne,
    async query(query) {
      const client = await acquire();
      try {
        return await run(client, query);
      } finally {
        client.release();
      }
    },
    pool,
    end: () => pool.end(),
  };
}

async function run<Row>(client: pg.PoolClient, query: Query | string): Promise<Row[]> {
  try {
    const result =
      typeof query === "string"
        ? await client.query(query)
        : await client.query({ ...query, values: [...query.values] });
    return result.rows as Row[];
  } catch (error) {
    throw asStoreError(error);
  }
}
