import { afterAll, beforeAll } from "vitest";
import { describeStore } from "../contract/contract.ts";
import { makePostgres } from "../contract/databases.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(async () => {
  await server.stop();
});

describeStore("PostgreSQL", () => makePostgres(server));
