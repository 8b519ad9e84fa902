import { afterAll, beforeAll } from "vitest";
import { describeStore, type TestDatabase } from "../contract/contract.ts";
import { makePostgres } from "../contract/databases.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";

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
