/**
 * How soon and how cheaply the next conversation goes to an agent (ROUTE-03): the real conversations, desk and router on each database,
 * without sockets. Assignments a second when 200 agents get room for all of 5,000 that wait; then, with 200 full agents and 5,000 waiting,
 * one conversation is ended, until the next is offered and durable. And what a look of the router costs as agents and conversations
 * become more, as a picture. `--quick`: less of it, and nothing is written.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPostgres, openSqlite, type Store } from "@rinnalla/storage";
import { startPostgres } from "@rinnalla/storage/testing";
import { quantile, saveResult } from "../harness.ts";
import { drawGrowth, measureGrowth } from "./growth.ts";
import { House } from "./house.ts";

const isQuick = process.argv.includes("--quick");
const settings = isQuick ? { agents: 20, waiting: 500, freed: 50 } : { agents: 200, waiting: 5_000, freed: 400 };

async function measure(store: Store) {
  const house = await House.open(store, settings.agents, settings.waiting / settings.agents);
  await house.arrive(settings.waiting);
  const seconds = (await house.giveRoom(settings.waiting)) / 1000;
  await house.arrive(settings.waiting);
  const latencies: number[] = [];
  for (let count = 0; count < settings.freed; count += 1) latencies.push(await house.freeOne(count));
  await house.close();
  return {
    assignmentsPerSecond: settings.waiting / seconds,
    freedP50Ms: quantile(latencies, 0.5),
    freedP99Ms: quantile(latencies, 0.99),
  };
}

const folder = mkdtempSync(join(tmpdir(), "rinnalla-routing-"));
const server = await startPostgres({ isDurable: true });
try {
  const sqlite = await openSqlite({ path: join(folder, "rinnalla.db") });
  const onSqlite = await measure(sqlite);
  console.log("SQLite", onSqlite);
  await sqlite.close();
  const postgres = await openPostgres({ url: await server.createDatabase() });
  const onPostgres = await measure(postgres);
  console.log("PostgreSQL", onPostgres);
  await postgres.close();
  const growth = measureGrowth();
  for (const { name, points } of growth)
    console.log(name, points.map(({ count, microseconds }) => `${count}: ${microseconds.toFixed(1)} us`).join(", "));
  if (!isQuick) {
    writeFileSync(fileURLToPath(new URL("../results/routing-growth.svg", import.meta.url)), drawGrowth(growth));
    saveResult(
      "routing",
      "assignments a second, from a freed slot to the durable offer of the next, and what a look costs",
      {
        settings,
        onSqlite,
        onPostgres,
        growth,
      },
    );
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
