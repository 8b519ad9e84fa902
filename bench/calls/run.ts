/**
 * Calls between two real browsers in network namespaces, ours and plain WebRTC in turn. Options: `--only=accept|faults|loss|navigation`,
 * `--rounds=20`, `--trial`. Delay is made in user space, for signals and media alike (the kernel here has no netem).
 */
import { compare, quantile, type Figures } from "../harness.ts";
import { accept } from "./accept.ts";
import { faults, suffer, type Fault } from "./faults.ts";
import { measureLoss } from "./loss.ts";
import { navigate, navigationRungs } from "./navigation.ts";
import { hasNft, missingForNet } from "./net.ts";
import { openRig, type Rig } from "./rig.ts";
import type { Way } from "./page.ts";

const option = (name: string): string | undefined =>
  process.argv.find((each) => each.startsWith(`--${name}`))?.split("=")[1];
const only = option("only");
const isTrial = process.argv.includes("--trial");
const rounds = Number(option("rounds") ?? 20);

const missing = only === "navigation" ? null : missingForNet();
if (missing !== null) throw new Error(`Not run, because ${missing}`);

/** `customerHearsMs 88/120`: median and 95th percentile, for the table. */
function tell(title: string, all: readonly Figures[]): void {
  const parts = Object.keys(all[0] ?? {}).map((name) => {
    const values = all.map((one) => one[name]!);
    return `${name} ${Math.round(quantile(values, 0.5))}/${Math.round(quantile(values, 0.95))}`;
  });
  console.log(`  ${title.padEnd(40)} ${parts.join("  ")}`);
}

async function withRig(oneWayMs: number, use: (rig: Rig) => Promise<void>): Promise<void> {
  const rig = await openRig(oneWayMs);
  try {
    await use(rig);
  } finally {
    await rig.close();
  }
}

async function measure(
  name: string,
  about: string,
  count: number,
  contenders: readonly { name: string; run(): Promise<Figures> }[],
): Promise<void> {
  const result = await compare({ name, about, rounds: count, isTrial, contenders, settings: { delay: "user space" } });
  console.log("median/p95");
  for (const { name: who, rounds: all } of result.contenders) tell(who, all);
}

if (only === undefined || only === "accept") {
  for (const roundTripMs of [50, 150]) {
    await withRig(roundTripMs / 2, (rig) =>
      measure(
        `calls-accept-${roundTripMs}`,
        `From the customer's click on accept (with video), round trip ${roundTripMs} ms`,
        rounds,
        [
          { name: "Rinnalla", run: () => accept(rig, "rinnalla") },
          { name: "Rinnalla, relayed by coturn", run: () => accept(rig, "rinnallaRelayed") },
          { name: "offer sent with the ring", run: () => accept(rig, "offerWithRing") },
        ],
      ),
    );
  }
}

if (only === undefined || only === "faults") {
  await withRig(0, async (rig) => {
    const run = (way: Way, fault: Fault) => async (): Promise<Figures> => {
      const { didLive, ...silence } = await suffer(rig, way, fault, 15_000);
      return { lived: didLive ? 1 : 0, ...silence };
    };
    await measure("calls-address", "Silence after a change of the customer's address", rounds, [
      { name: "Rinnalla", run: run("rinnalla", faults.addressCustomer) },
      { name: "restartIce", run: run("iceRestart", faults.addressCustomer) },
    ]);
    const { addressCustomer: _, ...others } = faults;
    await measure(
      "calls-outages",
      "Silence in outages",
      Math.max(1, Math.ceil(rounds / 4)),
      Object.values(others).map((fault) => ({ name: `Rinnalla: ${fault.name}`, run: run("rinnalla", fault) })),
    );
  });
}

if (only === undefined || only === "loss") {
  if (!hasNft()) console.log("loss: not run, because nftables (the command nft) is not installed");
  else {
    await withRig(0, (rig) =>
      measure(
        "calls-loss",
        "Concealed share of the sound under loss of UDP packets in both directions, 20 s each",
        Math.max(1, Math.ceil(rounds / 5)),
        [5, 20].flatMap((percent) => [
          { name: `Rinnalla, ${percent} %`, run: () => measureLoss(rig, "rinnalla", percent) },
          { name: `Opus alone, ${percent} %`, run: () => measureLoss(rig, "offerWithRing", percent) },
        ]),
      ),
    );
  }
}

if (only === undefined || only === "navigation") {
  await measure(
    "calls-navigation",
    `Silence at ${rounds} full-page navigations in a row of the customer's site, on loopback, without the network's own delay`,
    1,
    navigationRungs.map((rung) => ({ name: rung.name, run: () => navigate(rung, rounds) })),
  );
}
