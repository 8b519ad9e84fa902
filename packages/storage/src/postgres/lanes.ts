/**
 * Which appends go to the database when: those of one conversation in their order, those of different ones together,
 * be they messages or takes of an agent's room.
 * What comes while all batches are under way waits and goes with the next, so that the load sets the size of a batch.
 */
import type { AppendOutcome } from "../port.ts";
import { StoreError } from "../store-error.ts";
import type { Writes } from "../writes.ts";
import type { Outcomes } from "./append.ts";

export interface Runners {
  /** None takes a claim; of one conversation each begins where the one before ends. */
  readonly together: (batch: readonly Writes[]) => Promise<Outcomes>;
  /** Those that take claims, each of another conversation. */
  readonly taking: (batch: readonly Writes[]) => Promise<Outcomes>;
  readonly alone: (writes: Writes) => Promise<AppendOutcome>;
}

export interface Lanes {
  add(writes: Writes): Promise<AppendOutcome>;
  /** Resolves when nothing waits and nothing is under way. */
  whenIdle(): Promise<void>;
}

interface Job {
  readonly writes: Writes;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits of one conversation; it stays here while one of its appends is under way. */
interface Lane {
  readonly id: string;
  jobs: Job[];
}

/** Batches of each kind that are under way at once. Takes wait for each other's agents anyway. */
const atOnce = { plain: 3, taking: 2 } as const;
export const mostBatches = atOnce.plain + atOnce.taking;
const lanesInBatch = { plain: 1000, taking: 400 } as const;

type Kind = keyof typeof atOnce;

const kindOf = ({ writes }: Job): Kind => (writes.takers.length > 0 ? "taking" : "plain");

export function createLanes({ together, taking, alone }: Runners): Lanes {
  const lanes = new Map<string, Lane>();
  /** Lanes of which nothing is under way, by the kind of their first job. */
  const ready: Record<Kind, Lane[]> = { plain: [], taking: [] };
  const underWay: Record<Kind, number> = { plain: 0, taking: 0 };
  const runners = { plain: together, taking };
  let isScheduled = false;
  let idlers: (() => void)[] = [];

  function makeReady(lane: Lane): void {
    const [first] = lane.jobs;
    if (first) ready[kindOf(first)].push(lane);
    else lanes.delete(lane.id);
  }

  function start(): void {
    isScheduled = false;
    for (const kind of ["plain", "taking"] as const) {
      for (; underWay[kind] < atOnce[kind] && ready[kind].length > 0; underWay[kind] += 1) {
        const chosen = ready[kind].splice(0, lanesInBatch[kind]);
        void run(kind, chosen, chosen.flatMap(kind === "plain" ? takePlain : takeFirst));
      }
    }
    if (lanes.size > 0) return;
    const waiting = idlers;
    idlers = [];
    for (const resolve of waiting) resolve();
  }

  async function run(kind: Kind, chosen: readonly Lane[], jobs: readonly Job[]): Promise<void> {
    try {
      const outcomes = await runners[kind](jobs.map((job) => job.writes));
      const left: Job[] = [];
      for (const [at, job] of jobs.entries()) {
        const outcome = outcomes[at];
        if (outcome) job.resolve(outcome);
        else left.push(job);
      }
      for (const job of left) await settle(job);
    } catch (error) {
      // With the database away, asking once more for each would only take longer; another error is that of one append.
      if (error instanceof StoreError) for (const job of jobs) job.reject(error);
      else for (const job of jobs) await settle(job);
    }
    underWay[kind] -= 1;
    for (const lane of chosen) makeReady(lane);
    start();
  }

  async function settle({ writes, resolve, reject }: Job): Promise<void> {
    try {
      resolve(await alone(writes));
    } catch (error) {
      reject(error);
    }
  }

  return {
    add(writes) {
      return new Promise((resolve, reject) => {
        const job = { writes, resolve, reject };
        const id = writes.append.conversationId;
        const lane = lanes.get(id);
        if (lane) {
          lane.jobs.push(job);
        } else {
          const fresh = { id, jobs: [job] };
          lanes.set(id, fresh);
          makeReady(fresh);
        }
        if (isScheduled) return;
        isScheduled = true;
        setImmediate(start);
      });
    },
    async whenIdle() {
      if (lanes.size > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}

/** Takes the jobs of a lane up to the first that takes a claim, or that does not begin where the one before ends. */
function takePlain(lane: Lane): Job[] {
  let version = lane.jobs[0]?.writes.append.expectedVersion ?? 0;
  let end = 0;
  for (; end < lane.jobs.length; end += 1) {
    const job = lane.jobs[end];
    if (!job || kindOf(job) !== "plain" || job.writes.append.expectedVersion !== version) break;
    version += job.writes.append.events.length;
  }
  return lane.jobs.splice(0, end);
}

function takeFirst(lane: Lane): Job[] {
  return lane.jobs.splice(0, 1);
}
