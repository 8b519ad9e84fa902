/** Before the journeys: what the browsers load is built from the sources as they are. In a process of its own, because Vite would take
 * Vitest's `NODE_ENV` for a development build. */
import { run } from "../../scripts/run.ts";

export async function setup(): Promise<void> {
  const { exitCode } = await run("node", ["scripts/build.ts"], { env: { NODE_ENV: "production" } });
  if (exitCode !== 0) throw new Error("the build failed");
}
