/**
 * `npm test`: all that a change must pass, on any machine. Set-up, checks, build, then the three Vitest projects one after the
 * other, and as its last line the sum over them: `N passed, N failed`. A failing step before the tests counts as one failed.
 */
import { check, stepNames } from "./check.ts";
import { run } from "./run.ts";
import { setup } from "./setup.ts";
import { runProject } from "./vitest-project.ts";

const heading = (text: string) => console.log(`\n== ${text}`);

let passed = 0;
let failed = 0;

heading("What the tests stand on");
const isSetUp = await setup();
if (!isSetUp) failed++;

heading("Checks");
failed += await check(stepNames.filter((name) => name !== "unit" && name !== "sizes"));

heading("Build");
const isBuilt = (await run("node", ["scripts/build.ts"])).exitCode === 0;
failed += isBuilt ? await check(["sizes"]) : 1;

for (const project of ["unit", "browser", "e2e"]) {
  const isUnable = project !== "unit" && (!isSetUp || !isBuilt);
  heading(isUnable ? `Tests: ${project} cannot run` : `Tests: ${project}`);
  if (isUnable) continue;
  const counts = await runProject(project);
  passed += counts.passed;
  failed += counts.failed;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
