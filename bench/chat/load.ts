/**
 * The load, in a process of its own: opens the conversations, then posts both ways. First as fast as answers come (`window` messages
 * under way at each end), which gives the most messages a second and the server's processor time for one; then at half of that rate
 * by the clock, which gives the latency from post to arrival at the other end. Reads its orders from the first argument, prints JSON.
 */
import { setTimeout as pause } from "node:timers/promises";
import { quantile, type Figures } from "../harness.ts";
import type { End, Pair, Target } from "./pair.ts";
import { processorSeconds } from "./process-figures.ts";
import { openRelayPairs } from "./targets/relay.ts";
import { openRinnallaPairs } from "./targets/rinnalla.ts";
import { openSocketIoPairs } from "./targets/socket-io.ts";

export interface Orders {
  readonly target: Target;
  readonly serverPid: number;
  readonly conversations: number;
  readonly messageBytes: number;
  readonly window: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Instead of as fast as answers come and then half of that: so many a second, by the clock. */
  readonly perSecond?: number;
}

let posted = 0;
let arrived = 0;
let acked = 0;
let latenciesMs: number[] | null = null;

async function main(orders: Orders): Promise<Figures> {
  const pairs = await openPairs(orders);
  const ends = pairs.flat();
  for (const end of ends) {
    end.onMessage = (text) => {
      arrived++;
      latenciesMs?.push(performance.now() - Number.parseFloat(text));
    };
  }
  if (orders.perSecond) {
    // The first seconds compile what the others run.
    await measureLatency(ends, { ...orders, measureMs: orders.warmUpMs }, orders.perSecond);
    const before = processorSeconds(orders.serverPid);
    const figures = await measureLatency(ends, orders, orders.perSecond);
    const cpu = processorSeconds(orders.serverPid) - before;
    return { ...figures, cpuUsPerMessage: (cpu * 1e6) / (orders.perSecond * (orders.measureMs / 1000)) };
  }
  const full = await measureMost(ends, orders);
  const half = await measureLatency(ends, orders, full.messagesPerSecond / 2);
  return { ...full, ...half };
}

function openPairs({ target, conversations }: Orders): Promise<Pair[]> {
  switch (target.kind) {
    case "rinnalla":
      return openRinnallaPairs(target, conversations);
    case "socketIo":
      return openSocketIoPairs(target.url, conversations);
    case "relay":
      return openRelayPairs(target.url, conversations);
  }
}

async function measureMost(ends: readonly End[], orders: Orders) {
  let isOn = true;
  const postNext = (end: End) => {
    if (isOn) post(end, orders.messageBytes, () => postNext(end));
  };
  for (const end of ends) for (let index = 0; index < orders.window; index++) postNext(end);
  await pause(orders.warmUpMs);
  const before = { acked, arrived, cpu: processorSeconds(orders.serverPid), at: performance.now() };
  await pause(orders.measureMs);
  const seconds = (performance.now() - before.at) / 1000;
  const cpu = processorSeconds(orders.serverPid) - before.cpu;
  const messages = Math.min(acked - before.acked, arrived - before.arrived);
  isOn = false;
  await untilAllArrived();
  return { messagesPerSecond: messages / seconds, cpuUsPerMessage: (cpu * 1e6) / messages };
}

async function measureLatency(ends: readonly End[], orders: Orders, perSecond: number) {
  latenciesMs = [];
  const ackLatencies: number[] = [];
  const startedAt = performance.now();
  const before = posted;
  while (performance.now() - startedAt < orders.measureMs) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * perSecond);
    while (posted - before < due) {
      const at = performance.now();
      post(ends[posted % ends.length]!, orders.messageBytes, () => ackLatencies.push(performance.now() - at));
    }
    await pause(1);
  }
  const halfRatePerSecond = (posted - before) / (orders.measureMs / 1000);
  const arrivals = latenciesMs;
  await untilAllArrived();
  return {
    halfRatePerSecond,
    arrivalP50Ms: quantile(arrivals, 0.5),
    arrivalP99Ms: quantile(arrivals, 0.99),
    ackP50Ms: quantile(ackLatencies, 0.5),
    ackP99Ms: quantile(ackLatencies, 0.99),
  };
}

function post(end: End, bytes: number, onAcked: () => void): void {
  posted++;
  end.post(text(bytes), () => {
    acked++;
    onAcked();
  });
}

/** The time of posting, filled up to the wanted length. */
function text(bytes: number): string {
  return `${performance.now().toFixed(3)} `.padEnd(bytes, "abcdefghij");
}

/** Nothing is under way any more: a stall of the disk is not the end. */
async function untilAllArrived(): Promise<void> {
  const until = performance.now() + 60_000;
  while (acked < posted || arrived < posted) {
    if (performance.now() > until)
      throw new Error(`of ${posted} messages ${acked} were acknowledged and ${arrived} arrived`);
    await pause(10);
  }
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2]!) as Orders)));
process.exit(0);
