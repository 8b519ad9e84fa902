/** The relays that a line's links are laid with: asked for again when what is known has grown old. */
import type { RelayPlan } from "./types.ts";

/** Credentials live minutes; a link is never laid with older ones. */
const planAgeMs = 60_000;
/** A question that was lost with its socket gets no answer. */
const planWaitMs = 4000;

export interface RelayPlans {
  /** The last known, however old. */
  latest: RelayPlan | null;
  /** Rejects where the question came to nothing: without a plan nothing is laid, for it might show an address that must not be shown. */
  readonly ask: () => Promise<RelayPlan>;
}

export function createRelayPlans(question: () => Promise<RelayPlan>): RelayPlans {
  let asked: { until: number; promise: Promise<RelayPlan> } | null = null;
  const plans = { latest: null as RelayPlan | null, ask };

  function ask(): Promise<RelayPlan> {
    if (asked !== null && Date.now() < asked.until) return asked.promise;
    const promise = question();
    const now = { until: Date.now() + planWaitMs, promise };
    asked = now;
    promise.then(
      (got) => {
        plans.latest = got;
        now.until = Date.now() + planAgeMs;
      },
      // The next ask tries again.
      () => (now.until = 0),
    );
    return promise;
  }

  return plans;
}
