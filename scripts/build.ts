/**
 * Builds the browser apps with Vite, each only when a source or the lockfile differs from what its output was made of.
 * The fingerprint lies beside the output, so that deleting `dist` means building again.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "vite";
import { root } from "./run.ts";

/** Each app with the Vite modes it is built in; a config may lay a build of its own behind a mode. */
const apps: Readonly<Record<string, readonly string[]>> = {
  widget: ["production"],
  console: ["production", "viewer", "self-test"],
};
const sharedSources = ["packages/{protocol,core,client,calls,cobrowse,ui}/{src/**,package.json}"];

export function fingerprint(app: string): string {
  const patterns = [`apps/${app}/**`, ...sharedSources, "package-lock.json", "tsconfig.base.json"];
  const files = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => entry.name === "dist" || entry.name === "node_modules",
  })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

/** Throws what Vite throws when a build fails. */
export async function buildIfStale(): Promise<void> {
  for (const [app, modes] of Object.entries(apps)) {
    const configFile = `${root}apps/${app}/vite.config.ts`;
    if (!existsSync(configFile)) continue;
    const stamp = `${root}apps/${app}/dist/.inputs`;
    const inputs = fingerprint(app);
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) continue;
    rmSync(stamp, { force: true });
    process.stdout.write(`Building the ${app} … `);
    const startedAt = performance.now();
    for (const mode of modes) await build({ configFile, mode, logLevel: "error" });
    writeFileSync(stamp, inputs);
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

if (import.meta.main) {
  await buildIfStale().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
