/** Waits for a condition, never for a time. */
import { setTimeout as pause } from "node:timers/promises";

/** Resolves once `isSo` gives true; what `isSo` throws ends the waiting. The error says `what` was waited for. */
export async function waitUntil(
  what: string,
  timeoutMs: number,
  isSo: () => Promise<boolean> | boolean,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await pause(20);
  }
}
