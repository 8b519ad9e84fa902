/** A day of 100 agents and 5,000 customers in virtual time (ROUTE-08), drawn as it went. `--agents=`, `--customers=`, `--seed=` change it. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openSqlite } from "@rinnalla/storage";
import { simulateDay } from "../../apps/server/src/testing/day.ts";
import { errorLog } from "../../apps/server/src/testing/error-log.ts";
import { quantile, saveResult } from "../harness.ts";
import { drawDay } from "./draw.ts";

const given = (name: string, usual: number) =>
  Number(process.argv.find((each) => each.startsWith(`--${name}=`))?.split("=")[1] ?? usual);
const settings = { agents: given("agents", 100), customers: given("customers", 5_000), seed: given("seed", 1) };

const store = await openSqlite({ path: ":memory:" });
const startedAt = performance.now();
const report = await simulateDay({ store, log: errorLog(), ...settings });
await store.close();
const seconds = (performance.now() - startedAt) / 1000;

const served = report.waits.map((ms) => ms / 1000);
const summary = {
  seconds: Math.round(seconds),
  served: served.length,
  waitP50Seconds: Math.round(quantile(served, 0.5)),
  waitP95Seconds: Math.round(quantile(served, 0.95)),
  mostWaiting: Math.max(...report.moments.map(({ waiting }) => waiting)),
  longestBesideRoomMs: report.longestBesideRoomMs,
  counts: report.counts,
};
console.log(summary, report.problems.slice(0, 10));
const picture = fileURLToPath(new URL(`../results/day-${settings.agents}.svg`, import.meta.url));
writeFileSync(picture, drawDay(report.moments));
saveResult(
  `day-${settings.agents}`,
  "a day of a contact centre in virtual time: nobody may wait 2 s while an eligible agent has room",
  {
    settings,
    summary,
    problems: report.problems,
  },
);
process.exitCode = report.problems.length === 0 && report.longestBesideRoomMs <= 2_000 ? 0 : 1;
