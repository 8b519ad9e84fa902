import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { append, command, conversation } from "../contract/builders.ts";
import { encode } from "../writes.ts";
import { Journal } from "./journal.ts";
import { migrateSqlite } from "./migrate.ts";
import { prepareResults } from "./results.ts";
import { Settling } from "./settle.ts";

test("[CHAT-02] no command is forgotten while the sieve grows", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  migrateSqlite(database);
  const journal = new Journal(database);
  const settling = new Settling(database, journal, 1);
  const results = prepareResults(database, journal, 32);
  const inTransaction = (work: () => void) => {
    database.exec("BEGIN");
    work();
    database.exec("COMMIT");
  };
  const given = Array.from({ length: 300 }, (_, at) => command(`k${at}`, { ok: true, seq: at + 1 }));
  for (const [at, one] of given.entries()) {
    inTransaction(() => {
      journal.add({ ...encode(append(conversation("grows"), at, { command: one }), 0), events: [] });
      journal.write();
    });
    journal.committed();
    // The sieve has been filled before the tables are.
    vi.advanceTimersByTime(1_000);
    settling.begin();
    inTransaction(() => settling.all());
    settling.committed();
  }
  for (const one of given) expect(results.find(one.actorKey, one.id)).toEqual(one.result);
  results.close();
});
