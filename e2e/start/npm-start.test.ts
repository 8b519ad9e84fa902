/** The first command of the README, as somebody types it: npm, the build if it is stale, the server, the links (RUN-01). */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { freePort, waitUntil, type DemoLinks } from "../harness/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("[RUN-01] npm start is ready within five seconds of the build, prints the links it writes, and ends with npm", async () => {
  const data = mkdtempSync(join(tmpdir(), "rinnalla-start-"));
  const port = await freePort();
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const npm = spawn("npm", ["start"], {
    cwd: root,
    env: { ...env, PORT: String(port), RINNALLA_DATA: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  npm.stdout.on("data", (piece) => (output += String(piece)));
  npm.stderr.on("data", (piece) => (output += String(piece)));
  const gone = once(npm, "exit");
  try {
    await waitUntil("the links are printed", 60_000, () => {
      if (npm.exitCode !== null) throw new Error(`npm start ended\n${output}`);
      return output.includes("Rinnalla is ready");
    });
    // Processor time, which other work on the machine does not change; the journeys' set-up has built already.
    expect(processorSecondsBelow(npm.pid!)).toBeLessThan(5);
    const links = JSON.parse(readFileSync(join(data, "demo-links.json"), "utf8")) as DemoLinks;
    expect(Object.keys(links.agents).toSorted()).toEqual(["aino", "otso", "saga", "ville"]);
    for (const link of [links.shop, ...Object.values(links.agents)]) expect(output).toContain(link);
    expect((await fetch(links.shop)).status).toBe(200);
    const signedIn = await fetch(links.agents.aino, { redirect: "manual" });
    expect(signedIn.headers.getSetCookie().length).toBeGreaterThan(0);
    expect(signedIn.headers.get("location")).toContain("/console/");
    expect((await fetch(links.agents.aino, { redirect: "manual" })).headers.getSetCookie()).toEqual([]);
  } finally {
    npm.kill("SIGTERM");
    await gone;
    await waitUntil("nothing answers on the port", 15_000, async () => !(await answers(port)));
    rmSync(data, { recursive: true, force: true });
  }
});

/** Of all that npm has started and that still runs (Linux). */
function processorSecondsBelow(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return children.reduce((sum, child) => {
    const fields = readFileSync(`/proc/${child}/stat`, "utf8").split(") ")[1]!.split(" ");
    return sum + (Number(fields[11]) + Number(fields[12])) / 100 + processorSecondsBelow(child);
  }, 0);
}

async function answers(port: number): Promise<boolean> {
  try {
    await fetch(`http://127.0.0.1:${port}/api/health`);
    return true;
  } catch {
    return false;
  }
}
