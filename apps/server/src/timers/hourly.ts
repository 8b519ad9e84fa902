/** What is done at once and then every hour, one run after the other. What a run throws is told and does not end the rest. */

const everyMs = 3_600_000;

/** `stop` waits for the run that is under way. */
export function hourly(
  run: () => Promise<void>,
  failed: (failure: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let running = Promise.resolve();
  const next = (): void => {
    running = running.then(() => run().catch(failed));
  };
  next();
  const timer = setInterval(next, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
