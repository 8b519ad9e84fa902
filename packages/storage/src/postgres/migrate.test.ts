import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { openPostgres } from "./open.ts";

vi.setConfig({ testTimeout: 30_000 });

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(async () => {
  await server.stop();
});

test("nodes that start at once on an empty database all come up", async () => {
  const url = await server.createDatabase();
  const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgres({ url })));
  await Promise.all(stores.map((store) => store.checkHealth()));
  await Promise.all(stores.map((store) => store.close()));
});

test("a database of a newer program is refused", async () => {
  const url = await server.createDatabase();
  await (await openPostgres({ url })).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("INSERT INTO schema_version VALUES (999)");
  await client.end();
  await expect(openPostgres({ url })).rejects.toMatchObject({ name: "StoreError", reason: "migration" });
});

test("a server that is not there is said to be unavailable", async () => {
  const away = openPostgres({ url: "postgres://nobody@localhost/nothing?host=/nonexistent" });
  await expect(away).rejects.toMatchObject({ name: "StoreError", reason: "unavailable" });
});
