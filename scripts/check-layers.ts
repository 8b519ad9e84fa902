/** Checks layers.json against every source, and its table in ARCHITECTURE.md (`--write` brings that up to date). */
import { globSync, readFileSync } from "node:fs";
import { checkLayers, renderLayers, type Layer } from "./layers.ts";
import { syncMarked } from "./marked-text.ts";
import { root } from "./run.ts";

const { layers } = JSON.parse(readFileSync(`${root}layers.json`, "utf8")) as { layers: readonly Layer[] };
const files = globSync("{packages,apps}/*/{src,viewer,self-test}/**/*.{ts,tsx}", { cwd: root }).map((path) => ({
  path: path.replaceAll("\\", "/"),
  source: readFileSync(`${root}${path}`, "utf8"),
}));

const problems = checkLayers(layers, files);
if (!syncMarked(`${root}ARCHITECTURE.md`, "layers", renderLayers(layers), process.argv.includes("--write"))) {
  problems.push("ARCHITECTURE.md: the table of layers is out of date; run `node scripts/check-layers.ts --write`");
}
for (const problem of problems) console.log(problem);
console.log(`${files.length} files in ${layers.length} layers, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
