/** The server as a process: settings from the environment, links on the terminal, a graceful end (RUN-01, ADM-02). */
import { writeLinksFile } from "./demo/links-file.ts";
import { BadSetting } from "./settings/bad-setting.ts";
import { readEnvironment } from "./settings/environment.ts";
import type { RunningServer, ServerOptions } from "./start-server.ts";

const closePatienceMs = 10_000;

function explain(failure: unknown): string {
  const code = failure instanceof Error && "code" in failure ? failure.code : null;
  if (code === "EADDRINUSE") return "the port is in use; choose another with PORT";
  if (code === "EACCES") return "no permission for the port or the data folder";
  return failure instanceof Error ? failure.message : String(failure);
}

function quit(failure: unknown): never {
  console.error(`Rinnalla cannot start: ${explain(failure)}`);
  process.exit(1);
}

function show(server: RunningServer, options: ServerOptions): void {
  const names = Object.entries(server.links);
  const lines = ["", "Rinnalla is ready.", ""];
  if (server.shopUrl) lines.push(`  Demo shop   ${server.shopUrl}`);
  lines.push(`  Console     ${server.url}`);
  if (names.length > 0) lines.push("", "  One-time sign-in links:");
  for (const [name, link] of names) lines.push(`  ${(name.charAt(0).toUpperCase() + name.slice(1)).padEnd(14)}${link}`);
  console.log(`${lines.join("\n")}\n`);
  if (options.hasDemo) writeLinksFile(options.dataFolder, server.shopUrl, server.links);
}

let options: ServerOptions;
try {
  options = readEnvironment(process.env);
} catch (failure) {
  if (!(failure instanceof BadSetting)) throw failure;
  quit(failure);
}
// Only now: a bad setting is told without waiting for all that the server is made of.
const { startServer } = await import("./start-server.ts");
const server = await startServer(options).catch(quit);
show(server, options);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), closePatienceMs).unref();
    server.close().then(
      () => process.exit(0),
      (failure: unknown) => quit(failure),
    );
  });
}
