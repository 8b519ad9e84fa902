import { openSqlite } from "@rinnalla/storage";
import { pino } from "pino";
import { expect, test } from "vitest";
import { simulateDay } from "../testing/day.ts";

test("[ROUTE-03] [ROUTE-08] a day of ten agents in virtual time: nobody waits 2 s beside room, and loads are what is held", async () => {
  const store = await openSqlite({ path: ":memory:" });
  const failures: string[] = [];
  const log = pino({ level: "error" }, { write: (line) => failures.push(line) });
  const report = await simulateDay({ store, log, agents: 10, customers: 1_200, seed: 7 });
  await store.close();
  expect(report.problems).toEqual([]);
  expect(failures).toEqual([]);
  expect(report.longestBesideRoomMs).toBeLessThanOrEqual(2_000);
  // A day on which nothing happens proves nothing.
  expect(report.waits.length).toBeGreaterThan(800);
  expect(Math.max(...report.moments.map(({ waiting }) => waiting))).toBeGreaterThan(5);
  for (const what of ["offers declined", "offers overlooked", "calls", "customers dropped"])
    expect(Object.keys(report.counts)).toContain(what);
});
