/** A stage with the real Janus beside it. */
import { startJanus, type Janus } from "../../apps/server/src/testing/janus.ts";
import type { Stage } from "../harness/index.ts";
import { onStage } from "./scene.ts";

export async function withJanus(play: (stage: Stage, janus: Janus) => Promise<void>): Promise<void> {
  const janus = await startJanus();
  try {
    const env = { RINNALLA_JANUS_URL: janus.url, RINNALLA_JANUS_SECRET: janus.secret };
    await onStage((stage) => play(stage, janus), env);
  } finally {
    await janus.kill();
  }
}
