/** Checks that every rule that is built has a test with its ID, and that docs/errors.md is what the protocol says (`--write`). */
import { globSync, readFileSync } from "node:fs";
import { errorCodes } from "@rinnalla/protocol";
import { syncMarked } from "./marked-text.ts";
import { root } from "./run.ts";
import { checkSpec, rulesOf, type RuleState } from "./spec.ts";

const rules = new Map<string, RuleState>();
for (const file of globSync("docs/spec/[a-z]*.md", { cwd: root }).toSorted())
  rulesOf(readFileSync(`${root}${file}`, "utf8"), rules);

const tests = globSync(["{packages,apps}/*/{src,viewer,self-test}/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"], {
  cwd: root,
}).map((path) => ({
  path,
  source: readFileSync(`${root}${path}`, "utf8"),
}));

const problems = checkSpec(rules, tests);
const rows = Object.entries(errorCodes).map(
  ([code, { isRetryable, meaning }]) => `| \`${code}\` | ${isRetryable ? "yes" : "no"} | ${meaning} |`,
);
const table = ["| code | worth trying again | meaning |", "|---|---|---|", ...rows].join("\n");
if (!syncMarked(`${root}docs/errors.md`, "errors", table, process.argv.includes("--write"))) {
  problems.push("docs/errors.md: out of date; run `node scripts/check-spec.ts --write`");
}

for (const problem of problems) console.log(problem);
const of = (state: RuleState) => [...rules.values()].filter((each) => each === state).length;
console.log(
  `${of("built")} rules built, ${of("first form")} in a first form, ${of("later")} later; ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
