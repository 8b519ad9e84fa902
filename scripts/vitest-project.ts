/** Runs one Vitest project as a process of its own and says how its tests went, also when it crashed before them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Counts } from "./count-reporter.ts";
import { run } from "./run.ts";

/** A crash, a time-out of the pool or an exit code that the counts do not explain is one failed test more. */
export async function runProject(project: string): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-counts-"));
  const file = join(folder, "counts.json");
  try {
    const args = [
      "run",
      "--project",
      project,
      "--passWithNoTests",
      "--reporter=default",
      "--reporter=./scripts/count-reporter.ts",
    ];
    const { exitCode } = await run("vitest", args, { env: { RINNALLA_COUNTS: file } });
    const counts = readCounts(file);
    if (!counts) return { passed: 0, failed: 1 };
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(file: string): Counts | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Counts;
  } catch {
    return null;
  }
}
