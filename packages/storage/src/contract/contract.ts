/** What every store does, whichever the database: run by `sqlite.test.ts` and `postgres.test.ts`. */
import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "../port.ts";
import { describeClaims } from "./claims.ts";
import { describeLog } from "./log.ts";
import { describeTimers } from "./timers.ts";
import { describeViews } from "./views.ts";

/** One empty database, and any number of stores on it. */
export interface TestDatabase {
  open(clock?: () => number): Promise<Store>;
  /** After the stores are closed. */
  remove(): Promise<void>;
}

export interface Fixture {
  /** Opens a store on this test's database; closed after the test. */
  open(): Promise<Store>;
  /** Two stores on the same database, as two nodes have it. */
  openTwo(): Promise<readonly [Store, Store]>;
  now(): number;
}

export function describeStore(name: string, makeDatabase: () => Promise<TestDatabase>): void {
  // Roomy, since the machine that tests may be busy with other things.
  describe(name, { timeout: 30_000 }, () => {
    let database: TestDatabase;
    let stores: Store[];
    const now = () => 1_795_000_000_000;
    const fixture: Fixture = {
      async open() {
        const store = await database.open(now);
        stores.push(store);
        return store;
      },
      openTwo: async () => [await fixture.open(), await fixture.open()],
      now,
    };
    beforeEach(async () => {
      stores = [];
      database = await makeDatabase();
    });
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await database.remove();
    });
    describeLog(fixture);
    describeClaims(fixture);
    describeTimers(fixture);
    describeViews(fixture);
  });
}
