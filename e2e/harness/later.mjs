/** Preloaded into a server (`--import`): its clock is ahead by as many milliseconds as the file named here says at the start. */
import { readFileSync } from "node:fs";

const now = Date.now;
let aheadMs = 0;
try {
  aheadMs = Number(readFileSync(process.env.RINNALLA_E2E_AHEAD ?? "", "utf8"));
} catch {
  // No such file yet: the time of day.
}
if (aheadMs > 0) Date.now = () => now() + aheadMs;
