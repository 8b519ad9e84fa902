/**
 * Rows that come one by one and often, each greater than the last of its key: those of one turn of the loop are joined and written by
 * one statement, one statement at a time.
 */
import { byBytes } from "../order.ts";

export interface Joining<Key extends string, Row, Stored> {
  readonly join: (waiting: Row, given: Row) => Row;
  /** In the order of the keys, so that two nodes never wait for each other in a circle. */
  readonly write: (rows: readonly (readonly [Key, Row])[]) => Promise<ReadonlyMap<Key, Stored>>;
}

/** Resolves with what is stored of this key then. */
export function createJoined<Key extends string, Row, Stored>({
  join,
  write,
}: Joining<Key, Row, Stored>): (key: Key, row: Row) => Promise<Stored | undefined> {
  let waiting = new Map<Key, Row>();
  let next: Promise<ReadonlyMap<Key, Stored>> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  async function writeNext(): Promise<ReadonlyMap<Key, Stored>> {
    await new Promise((resolve) => setImmediate(resolve));
    await underWay;
    const rows = [...waiting].toSorted(([one], [other]) => byBytes(one, other));
    waiting = new Map();
    next = null;
    const stored = write(rows);
    underWay = stored.catch(() => {});
    return await stored;
  }

  return async (key, row) => {
    const known = waiting.get(key);
    waiting.set(key, known === undefined ? row : join(known, row));
    next ??= writeNext();
    return (await next).get(key);
  };
}
