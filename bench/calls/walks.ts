/**
 * The call machine on a bad line, many times over: `node bench/calls/walks.ts [walks] [first seed]`. Each walk ends with everything free, or
 * its seed is told and the exit code is 1. The same walks, fewer of them, are a test of `packages/core`.
 */
import { walkCall } from "@rinnalla/testkit";

const count = Number(process.argv[2] ?? 100_000);
const first = Number(process.argv[3] ?? 1);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(first)) {
  console.error("node bench/calls/walks.ts [walks] [first seed]");
  process.exit(1);
}
const startedAt = performance.now();
const happened = new Map<string, number>();
let said = 0;
let failed = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const walk = walkCall(seed, 80, 8);
  said += walk.said;
  for (const type of walk.happened) happened.set(type, (happened.get(type) ?? 0) + 1);
  if (walk.problems.length === 0) continue;
  failed += 1;
  if (failed <= 5) console.error(walk.problems.join("\n"), "\n");
}
const seconds = (performance.now() - startedAt) / 1000;
console.log(`${count} walks, ${said} commands carried out, ${failed} failed, ${seconds.toFixed(0)} s`);
for (const [type, walks] of [...happened].toSorted((a, b) => b[1] - a[1]))
  console.log(`${walks.toString().padStart(8)}  ${type}`);
if (failed > 0) process.exitCode = 1;
