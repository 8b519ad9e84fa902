/**
 * `npm run check [step …]`: everything that needs no browser, each step with its time. Without names, all of them.
 * Type checking and the Go-based linter are the slow ones; they run beside each other where that helps on two cores.
 */
import { existsSync, globSync } from "node:fs";
import { dirname } from "node:path";
import { root, run } from "./run.ts";
import { runProject } from "./vitest-project.ts";

interface Outcome {
  readonly isOk: boolean;
  readonly output: string;
}

const steps: Readonly<Record<string, () => Promise<Outcome>>> = {
  format: () => command("oxfmt", ["--check", "."]),
  lint: () => command("oxlint", ["--deny-warnings", "."]),
  types: checkTypes,
  layers: () => command("node", ["scripts/check-layers.ts"]),
  spec: () => command("node", ["scripts/check-spec.ts"]),
  unused: () => command("knip", ["--no-progress"]),
  sizes: () => command("node", ["scripts/check-sizes.ts"]),
  unit: async () => ({ isOk: (await runProject("unit")).failed === 0, output: "" }),
};

async function command(program: string, args: readonly string[]): Promise<Outcome> {
  const { exitCode, output } = await run(program, args, { isQuiet: true });
  return { isOk: exitCode === 0, output };
}

/** Two compilers at a time: one for each core of the smallest machine we work on. */
async function checkTypes(): Promise<Outcome> {
  const projects = globSync("{packages,apps}/*/tsconfig*.json", { cwd: root }).toSorted();
  for (const folder of ["scripts", "e2e", "bench"])
    if (existsSync(`${root}${folder}/tsconfig.json`)) projects.push(`${folder}/tsconfig.json`);
  const failures: string[] = [];
  const queue = [...projects];
  const worker = async () => {
    for (let project = queue.shift(); project; project = queue.shift()) {
      if (!hasSources(dirname(project))) continue;
      // What has not changed since the last time is not looked at again.
      const memory = `node_modules/.cache/tsc/${project.replaceAll("/", "-")}.tsbuildinfo`;
      const args = ["--project", project, "--incremental", "--tsBuildInfoFile", memory];
      const { exitCode, output } = await run("tsc", args, { isQuiet: true });
      if (exitCode !== 0) failures.push(`${project}\n${output}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return { isOk: failures.length === 0, output: failures.toSorted().join("\n") };
}

/** A package without a source yet has nothing to compile, which tsc calls an error. */
function hasSources(folder: string): boolean {
  return (
    globSync(`${folder}/{src,viewer,.}/**/*.{ts,tsx}`, { cwd: root, exclude: ["**/node_modules/**", "**/dist/**"] })
      .length > 0
  );
}

export const stepNames = Object.keys(steps);

/** How many of the named steps failed. */
export async function check(names: readonly string[]): Promise<number> {
  let failed = 0;
  for (const name of names) {
    const step = steps[name];
    if (!step) {
      console.error(`There is no step "${name}"; there are: ${stepNames.join(", ")}`);
      return failed + 1;
    }
    const startedAt = performance.now();
    const { isOk, output } = await step();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (!isOk) {
      failed++;
      console.log(output.trimEnd());
    }
    console.log(`${isOk ? "ok    " : "FAILED"} ${name.padEnd(8)} ${seconds.padStart(6)} s`);
  }
  return failed;
}

if (import.meta.main) {
  const named = process.argv.slice(2);
  process.exitCode = (await check(named.length > 0 ? named : stepNames)) === 0 ? 0 : 1;
}
