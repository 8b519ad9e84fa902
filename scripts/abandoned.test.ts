/** What npm started, as a person or a supervisor of processes ends it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";

const abandoned = new URL("abandoned.ts", import.meta.url).href;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rinnalla-start-"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ scripts: { start: `"${process.execPath}" started.mjs` } }),
  );
  const lines = [
    `import { onAbandoned } from ${JSON.stringify(abandoned)};`,
    "onAbandoned(() => process.exit(0));",
    "setInterval(() => {}, 1000);",
    "console.log(`pid ${process.pid}`);",
  ];
  writeFileSync(join(folder, "started.mjs"), lines.join("\n"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  test(`what npm started ends when npm ends by ${signal}`, async () => {
    const npm = spawn("npm", ["start", "--silent"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    let pid = 0;
    for await (const line of createInterface({ input: npm.stdout })) {
      pid = Number(/^pid (\d+)$/.exec(line)?.[1] ?? 0);
      if (pid > 0) break;
    }
    expect(isAlive(pid)).toBe(true);
    const gone = once(npm, "exit");
    npm.kill(signal);
    await gone;
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
}
