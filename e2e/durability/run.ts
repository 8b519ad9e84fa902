/** `node e2e/durability/run.ts [kills] [seed]`: the long form of the durability test; 200 kills unless said otherwise. */
import { killUnderLoad } from "./kill-under-load.ts";

const kills = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
const startedAt = performance.now();
const report = await killUnderLoad({
  kills,
  seed,
  conversations: 5,
  onKill: (done, acknowledged) =>
    done % 10 === 0 && console.log(`${done} kills, ${acknowledged} messages acknowledged`),
});
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(
  `${report.kills} kills in ${seconds} s, ${report.acknowledged} messages acknowledged, ${report.views} views compared, ${report.problems.length} problems (seed ${seed})`,
);
for (const problem of report.problems.slice(0, 50)) console.log(problem);
process.exitCode = report.problems.length === 0 ? 0 : 1;
