/** The faults, each done to a running call: what is broken, for how long, and when it is whole again. */
import type { Rig } from "./rig.ts";
import type { Way } from "./page.ts";

export interface Fault {
  readonly name: string;
  /** Breaks and mends; resolves to the moment (ms since 1970) from which media could flow again. */
  run(rig: Rig): Promise<number>;
}

/** How long each end heard nothing, and in a call with pictures when these were back. */
export interface Outcome {
  readonly didLive: boolean;
  readonly customerSilentMs: number;
  readonly agentSilentMs: number;
  /** From the moment that the network was whole to the first packet after it. */
  readonly customerBackMs?: number;
  readonly agentBackMs?: number;
  readonly customerSeesBackMs?: number;
  readonly agentSeesBackMs?: number;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function outage(name: string, seconds: number, set: (rig: Rig, isBroken: boolean) => void): Fault {
  return {
    name: `${name} for ${seconds} s`,
    async run(rig) {
      const probe = rig.net.probe();
      try {
        set(rig, true);
        await wait(seconds * 1000);
        set(rig, false);
        return await probe.firstAfter(Date.now());
      } finally {
        probe.close();
      }
    },
  };
}

export const faults = {
  addressCustomer: {
    name: "address change, customer",
    async run(rig) {
      rig.net.changeAddress("customer");
      return Date.now();
    },
  },
  addressAgent: {
    name: "address change, agent",
    async run(rig) {
      rig.net.changeAddress("agent");
      return Date.now();
    },
  },
  cable3: outage("link down", 3, (rig, isBroken) => rig.net.plug("customer", !isBroken)),
  cable10: outage("link down", 10, (rig, isBroken) => rig.net.plug("customer", !isBroken)),
  hole3: outage("all packets lost", 3, (rig, isBroken) => rig.net.blackhole("customer", isBroken)),
  hole10: outage("all packets lost", 10, (rig, isBroken) => rig.net.blackhole("customer", isBroken)),
  relay: {
    name: "the customer's relay killed",
    async run(rig) {
      const url = await rig.customer.evaluate(() => window.bench.relayInUse());
      if (url === null) throw new Error("The call is not relayed");
      const from = Date.now();
      await rig.killRelay(Number(/:(\d+)/.exec(url)?.[1]));
      return from;
    },
  },
  server: {
    name: "server killed and started again",
    async run(rig) {
      const from = Date.now();
      await rig.killServer();
      await wait(1000);
      await rig.startServer();
      await wait(1000);
      return from;
    },
  },
} satisfies Record<string, Fault>;

/** One call, one fault. `limitMs`: what is silent for longer counts as dead. */
export async function suffer(
  rig: Rig,
  way: Way,
  fault: Fault,
  limitMs: number,
  wanted = { audio: true, video: false },
): Promise<Outcome> {
  await rig.talk(way, wanted);
  const from = Date.now();
  const wholeAt = await fault.run(rig);
  const pages = [rig.customer, rig.agent];
  /** Sound has been back for a second at both ends, and nothing of the change is under way any more. */
  const isBack = ([at, hasVideo]: readonly [number, boolean]) =>
    window.bench.moved.filter((one) => one > at).length > 20 &&
    (!hasVideo || window.bench.painted.filter((one) => one > at).length > 20);
  const lived = await Promise.all(
    pages.map((page) =>
      page.waitForFunction(isBack, [wholeAt, wanted.video] as const, { timeout: limitMs + 1500 }).then(
        () => true,
        () => false,
      ),
    ),
  );
  const [customer, agent] = await Promise.all(
    pages.map((page) =>
      page.evaluate(
        ([since, whole]) => {
          const now = performance.timeOrigin + performance.now();
          return {
            silentMs: window.bench.silenceSince(since),
            backMs: (window.bench.firstAfter(whole) ?? now) - whole,
            seesBackMs: (window.bench.firstPaintedAfter(whole) ?? now) - whole,
          };
        },
        [from, wholeAt] as const,
      ),
    ),
  );
  return {
    didLive: lived.every(Boolean),
    customerSilentMs: customer!.silentMs,
    agentSilentMs: agent!.silentMs,
    customerBackMs: customer!.backMs,
    agentBackMs: agent!.backMs,
    ...(wanted.video && { customerSeesBackMs: customer!.seesBackMs, agentSeesBackMs: agent!.seesBackMs }),
  };
}
