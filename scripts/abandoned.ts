/**
 * Notices that the `npm` that started us is gone. npm passes a SIGTERM on to its shell, which dies of it without a word to us; a killed
 * npm tells nobody. Without npm above us nothing is watched: whoever starts the script itself may leave it running.
 */
import { readFileSync } from "node:fs";

const checkEveryMs = 500;

/** Calls once when the shell or the npm above this process has ended. */
export function onAbandoned(callback: () => void): void {
  if (!process.env["npm_lifecycle_event"]) return;
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    callback();
  }, checkEveryMs);
  watch.unref();
}

/** Parent and, where `/proc` tells, grandparent: npm starts a shell, and the shell starts us. */
function ancestors(): string {
  const parent = process.ppid;
  if (process.platform !== "linux") return String(parent);
  try {
    return `${parent} ${readFileSync(`/proc/${parent}/stat`, "utf8").split(") ")[1]!.split(" ")[1]}`;
  } catch {
    return String(parent);
  }
}
