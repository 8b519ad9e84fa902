import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { agent, append, conversation, set, take } from "../contract/builders.ts";
import { describeStore, type TestDatabase } from "../contract/contract.ts";
import { makePostgres } from "../contract/databases.ts";
import { openPostgres } from "./open.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";

vi.setConfig({ testTimeout: 30_000 });

let server: TestPostgres;
let database: TestDatabase;
beforeAll(async () => {
  server = await startPostgres();
  database = await makePostgres(server);
}, 60_000);
afterAll(async () => {
  await server.stop();
});

describeStore("PostgreSQL", async () => database);

test("an append that the database cannot take fails alone", async () => {
  const store = await openPostgres({ url: await server.createDatabase() });
  const good = ["g1", "g2"].map((name) => append(conversation(name), 0));
  const bad = append(conversation("bad"), 0, { visitorId: "no \0 in a text" as never });
  const outcomes = await Promise.allSettled([good[0], bad, good[1]].map((one) => store.append(one ?? bad)));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await store.listOngoing()).toHaveLength(2);
  await store.close();
});

test("a timer that another node is leasing is passed over, not waited for", async () => {
  const url = await server.createDatabase();
  const store = await openPostgres({ url });
  await store.append(append(conversation("t"), 0, { timers: [set("ring", 1), set("offer", 2)] }));
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query("BEGIN");
  await other.query("SELECT 1 FROM timer WHERE timer = 'ring' FOR UPDATE");
  expect((await store.leaseDueTimers(5, 50, 10)).map(({ timer }) => timer)).toEqual(["offer"]);
  await other.query("ROLLBACK");
  await other.end();
  expect((await store.leaseDueTimers(5, 50, 10)).map(({ timer }) => timer)).toEqual(["ring"]);
  await store.close();
});

test("a connection that is cut refuses what is under way as unavailable, and the store goes on", async () => {
  const url = await server.createDatabase();
  const store = await openPostgres({ url });
  const taking = (name: string) => append(conversation(name), 0, { claims: [take(agent("any"), 1, "force")] });
  await store.append(taking("first"));
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query("BEGIN");
  await other.query("SELECT 1 FROM agent_lock FOR UPDATE");
  const underWay = store.append(taking("cut")).catch((error: unknown) => error);
  const waiting = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect.poll(async () => (await other.query(`SELECT 1 ${waiting}`)).rowCount).toBe(1);
  await other.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
  expect(await underWay).toMatchObject({ name: "StoreError", reason: "unavailable" });
  await other.query("ROLLBACK");
  await other.end();
  expect(await store.append(taking("cut"))).toEqual({ kind: "appended" });
  await store.close();
});
