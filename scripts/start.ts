/**
 * `npm start`: builds what is stale, then becomes the server. The build runs in a process of its own, so that nothing of Vite
 * stays in the server's memory; the server runs in this one, so that every signal reaches it without a go-between (RUN-01).
 */
import { onAbandoned } from "./abandoned.ts";
import { run } from "./run.ts";

onAbandoned(() => process.kill(process.pid, "SIGTERM"));

const stop = new AbortController();
const abort = () => stop.abort();
process.once("SIGINT", abort).once("SIGTERM", abort);
const build = await run(process.execPath, ["scripts/build.ts"], { signal: stop.signal });
process.off("SIGINT", abort).off("SIGTERM", abort);
if (stop.signal.aborted) process.exit(130);
if (build.exitCode !== 0) process.exit(build.exitCode);
const server = "../apps/server/src/main.ts";
await import(server);
