/**
 * Which appends go to the database when: those of one conversation in their order, those of different ones together.
 * What comes while all batches are under way waits and goes with the next, so that the load sets the size of a batch.
 */
import type { AppendOutcome } from "../port.ts";
import { StoreError } from "../store-error.ts";
import type { Writes } from "../writes.ts";

export interface Runners {
  /** True: all written. False: nothing written, since some will be refused. */
  readonly together: (batch: readonly Writes[]) => Promise<boolean>;
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

export const batchesAtOnce = 3;
export const takesAtOnce = 6;
const lanesInBatch = 1000;

const takesClaims = (job: Job) => job.writes.takers.length > 0;

export function createLanes({ together, alone }: Runners): Lanes {
  const lanes = new Map<string, Lane>();
  /** Lanes of which nothing is under way, by the kind of their first job. */
  let readyTogether: Lane[] = [];
  const readyAlone: Lane[] = [];
  let isScheduled = false;
  let batches = 0;
  let takes = 0;
  let idlers: (() => void)[] = [];

  function makeReady(lane: Lane): void {
    const [first] = lane.jobs;
    if (!first) lanes.delete(lane.id);
    else if (takesClaims(first)) readyAlone.push(lane);
    else readyTogether.push(lane);
  }

  function start(): void {
    isScheduled = false;
    for (; takes < takesAtOnce; takes += 1) {
      const lane = readyAlone.shift();
      const job = lane?.jobs.shift();
      if (!lane || !job) break;
      void runAlone(lane, job);
    }
    for (; batches < batchesAtOnce && readyTogether.length > 0; batches += 1) {
      const chosen = readyTogether.slice(0, lanesInBatch);
      readyTogether = readyTogether.slice(lanesInBatch);
      void runTogether(chosen, chosen.flatMap(takePlain));
    }
    if (lanes.size > 0) return;
    const waiting = idlers;
    idlers = [];
    for (const resolve of waiting) resolve();
  }

  async function runAlone(lane: Lane, job: Job): Promise<void> {
    await settle(job);
    takes -= 1;
    makeReady(lane);
    start();
  }

  async function runTogether(chosen: readonly Lane[], jobs: readonly Job[]): Promise<void> {
    try {
      const isWritten = areChained(jobs) && (await together(jobs.map((job) => job.writes)));
      if (isWritten) for (const job of jobs) job.resolve({ kind: "appended" });
      else for (const job of jobs) await settle(job);
    } catch (error) {
      // With the database away, asking once more for each would only take longer; another error is that of one append.
      if (error instanceof StoreError) for (const job of jobs) job.reject(error);
      else for (const job of jobs) await settle(job);
    }
    batches -= 1;
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

/** Takes the jobs of a lane up to the first that takes a claim. */
function takePlain(lane: Lane): Job[] {
  const end = lane.jobs.findIndex(takesClaims);
  return lane.jobs.splice(0, end < 0 ? lane.jobs.length : end);
}

/** Of one conversation, does each begin where the one before ends? */
function areChained(jobs: readonly Job[]): boolean {
  const versions = new Map<string, number>();
  return jobs.every(({ writes: { append } }) => {
    const version = versions.get(append.conversationId) ?? append.expectedVersion;
    versions.set(append.conversationId, append.expectedVersion + append.events.length);
    return version === append.expectedVersion;
  });
}
