// Says in one line what is wrong when the pinned Node did not come with `npm ci`. Plain JavaScript that Node 20 can run,
// because that is what runs it in the failing case: npm puts node_modules/.bin first, and there is no `node` in it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const wanted = 26;
const root = fileURLToPath(new URL("..", import.meta.url));
const pinned = `${root}node_modules/.bin/node${process.platform === "win32" ? ".cmd" : ""}`;

function complaint() {
  if (Number(process.versions.node.split(".")[0]) >= wanted) return null;
  if (!existsSync(`${root}node_modules`)) return "The packages are not installed: run `npm ci` first.";
  if (!existsSync(pinned)) {
    return `Node ${wanted} for ${process.platform}-${process.arch} did not come with the packages: run \`npm ci --include=optional\`, or put Node ${wanted} on the PATH.`;
  }
  const run = spawnSync(pinned, ["--version"], { encoding: "utf8", shell: process.platform === "win32" });
  if (run.status !== 0) {
    return `node_modules/.bin/node does not run here (${run.error?.message ?? (run.stderr.trim().split("\n")[0] || `exit ${run.status}`)}): put Node ${wanted} on the PATH.`;
  }
  if (!run.stdout.startsWith(`v${wanted}.`))
    return `node_modules/.bin/node is ${run.stdout.trim()}, not ${wanted}: run \`npm ci\`.`;
  return "Start this with npm (`npm start`, `npm test`), which puts the pinned Node first on the PATH.";
}

const text = complaint();
if (text) {
  console.error(`rinnalla: ${text}`);
  process.exit(1);
}
