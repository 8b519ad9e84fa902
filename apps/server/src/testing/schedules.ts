/**
 * Many random schedules side by side on one database, step by step together, so that one look at the database serves them all
 * (ROUTE-08). A schedule that goes wrong is told by its seed, with all that was said in it.
 */
import type { DueTimer, Store } from "@rinnalla/storage";
import type { Logger } from "pino";
import { Schedule, routingRounds, scheduleSettings, type Snapshot } from "./schedule.ts";

export interface ScheduleRun {
  readonly schedules: number;
  readonly said: number;
  readonly offers: number;
  /** Of the first that goes wrong. */
  readonly failure: string | null;
}

const slots = 250;
const steps = 8;

/** Two nodes' stores on one database, which is empty at the beginning. */
export interface TwoStores {
  readonly stores: readonly [Store, Store];
  /** All timers that are set, leased or not. */
  listTimers(): Promise<readonly DueTimer[]>;
}

export async function runSchedules(house: TwoStores, seeds: readonly number[], log: Logger): Promise<ScheduleRun> {
  const { stores } = house;
  const settings = scheduleSettings(Math.min(slots, seeds.length));
  await Promise.all([...settings.agents.values()].map((agent) => stores[0].putConfig("agent", agent)));
  let said = 0;
  let offers = 0;
  for (let from = 0; from < seeds.length; from += slots) {
    const batch = seeds.slice(from, from + slots).map((seed, slot) => new Schedule(seed, slot, stores, settings, log));
    await runTogether(house, batch);
    for (const schedule of batch) {
      said += schedule.said;
      offers += schedule.offers;
    }
    const failed = batch.find(({ problems }) => problems.length > 0);
    if (failed) return { schedules: from + batch.length, said, offers, failure: tell(failed) };
  }
  return { schedules: seeds.length, said, offers, failure: null };
}

async function runTogether(house: TwoStores, batch: readonly Schedule[]): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await Promise.all(batch.map((schedule) => schedule.act()));
    await look(house, batch, false);
    await Promise.all(batch.map((schedule) => schedule.pass()));
    await route(house, batch);
  }
  await Promise.all(batch.map((schedule) => schedule.checkLogs()));
  await Promise.all(batch.map((schedule) => schedule.leaveAlone()));
  await look(house, batch, false);
}

async function route(house: TwoStores, batch: readonly Schedule[]): Promise<void> {
  let snapshots = await look(house, batch, false);
  for (let round = 1; round <= routingRounds; round += 1) {
    const offered = await Promise.all(batch.map((schedule, at) => schedule.route(snapshots[at]!)));
    const isLast = round === routingRounds || !offered.includes(true);
    snapshots = await look(house, batch, isLast);
    if (isLast) return;
  }
}

async function look(
  { stores, listTimers }: TwoStores,
  batch: readonly Schedule[],
  isRouted: boolean,
): Promise<readonly Snapshot[]> {
  const [claims, timers] = await Promise.all([stores[0].listClaims(), listTimers()]);
  const claimsBySlot = bySlot(claims);
  const timersBySlot = bySlot(timers);
  return batch.map((schedule, slot) => {
    const snapshot = { claims: claimsBySlot.get(slot) ?? [], timers: timersBySlot.get(slot) ?? [] };
    schedule.check(snapshot, isRouted);
    return snapshot;
  });
}

/** By the number in the conversation's id. */
function bySlot<Row extends { readonly conversationId: string }>(rows: readonly Row[]): Map<number, Row[]> {
  return Map.groupBy(rows, ({ conversationId }) => Number.parseInt(conversationId.slice("conv~".length), 10));
}

function tell({ seed, problems, story }: Schedule): string {
  return [`seed ${seed}`, ...problems.slice(0, 10), "after", ...story].join("\n");
}
