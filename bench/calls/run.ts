/**
 * Calls between two real browsers in network namespaces, ours and plain WebRTC in turn. Options: `--only=accept|address|faults|loss|engine|navigation`,
 * `--rounds=20`, `--rung=standby`, `--trial`. Delay is made in user space, for signals and media alike (the kernel here has no netem).
 */
import { loadavg } from "node:os";
import { compare, quantile, type Figures, type Result } from "../harness.ts";
import { accept } from "./accept.ts";
import { measureJanus } from "./engine.ts";
import { loadJanus } from "./engine-load.ts";
import { faultTable } from "./fault-table.ts";
import { faults, suffer, type Fault, type Outcome } from "./faults.ts";
import { measureLoss } from "./loss.ts";
import { navigate, navigationRungs } from "./navigation.ts";
import { hasNft, missingForNet } from "./net.ts";
import { productFaults, sufferInProduct } from "./product.ts";
import { openRig, type Rig } from "./rig.ts";
import type { Way } from "./page.ts";

const option = (name: string): string | undefined =>
  process.argv.find((each) => each.startsWith(`--${name}`))?.split("=")[1];
const only = option("only");
const isTrial = process.argv.includes("--trial");
const rounds = Number(option("rounds") ?? 20);

const missing = only === "navigation" || only === "engine" ? null : missingForNet();
if (missing !== null) throw new Error(`Not run, because ${missing}`);

/** `customerHearsMs 88/120`: median and 95th percentile, for the table. */
function tell(title: string, all: readonly Figures[]): void {
  const parts = Object.keys(all[0] ?? {}).map((name) => {
    const values = all.map((one) => one[name]!);
    return `${name} ${Math.round(quantile(values, 0.5))}/${Math.round(quantile(values, 0.95))}`;
  });
  console.log(`  ${title.padEnd(40)} ${parts.join("  ")}`);
}

async function withRig(oneWayMs: number, use: (rig: Rig) => Promise<unknown>): Promise<void> {
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
): Promise<Result> {
  const result = await compare({
    name,
    about,
    rounds: count,
    isTrial,
    contenders,
    settings: { delay: "user space", loadBefore: loadavg()[0]! },
  });
  console.log("median/p95");
  for (const { name: who, rounds: all } of result.contenders) tell(who, all);
  return result;
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

const figuresOf = ({ didLive, ...silence }: Outcome): Figures => ({ lived: didLive ? 1 : 0, ...silence });
const limitMs = 15_000;
const withVideo = { audio: true, video: true };

if (only === undefined || only === "address") {
  await withRig(0, async (rig) => {
    const run = (way: Way, fault: Fault) => async () => figuresOf(await suffer(rig, way, fault, limitMs));
    for (const side of ["Customer", "Agent"] as const)
      await measure(
        `calls-address-${side.toLowerCase()}`,
        `Silence after a change of the ${side.toLowerCase()}'s address`,
        rounds,
        [
          { name: "Rinnalla", run: run("rinnalla", faults[`address${side}`]) },
          { name: "restartIce", run: run("iceRestart", faults[`address${side}`]) },
        ],
      );
  });
}

if (only === undefined || only === "faults") {
  const count = Math.max(1, Math.ceil(rounds / 4));
  await withRig(0, async (rig) => {
    const { cable3, cable10, hole3, hole10, relay, server, addressCustomer, addressAgent } = faults;
    const inRig = (way: Way, wanted: typeof withVideo) => (fault: Fault) => ({
      name: fault.name,
      run: async () => figuresOf(await suffer(rig, way, fault, limitMs, wanted)),
    });
    const all = await measure(
      "calls-faults",
      "What each end does not hear, and how soon it hears and sees again",
      count,
      [
        ...[cable3, cable10, hole3, hole10].map(inRig("rinnalla", withVideo)),
        ...[addressCustomer, addressAgent, server].map(inRig("rinnalla", { audio: true, video: false })),
        inRig("rinnallaRelayed", { audio: true, video: false })(relay),
        ...productFaults.map((fault) => ({
          name: fault.name,
          run: async () => figuresOf(await sufferInProduct(fault, limitMs)),
        })),
      ],
    );
    console.log(`\n${faultTable(all)}`);
  });
}

if (only === undefined || only === "loss") {
  if (!hasNft()) console.log("loss: not run, because nftables (the command nft) is not installed");
  else {
    await withRig(0, (rig) =>
      measure(
        "calls-loss",
        "Concealed share of the sound under loss of UDP packets in both directions, 40 s each",
        Math.max(1, Math.ceil(rounds / 5)),
        [5, 20].flatMap((percent) => [
          { name: `Rinnalla, ${percent} %`, run: () => measureLoss(rig, "rinnalla", percent) },
          { name: `Opus alone, ${percent} %`, run: () => measureLoss(rig, "offerWithRing", percent) },
        ]),
      ),
    );
  }
}

if (only === undefined || only === "engine") {
  await measure(
    "calls-engine",
    "Janus: processor time of its process, in all and for each media packet that it forwards",
    Math.max(1, Math.ceil(rounds / 10)),
    [
      { name: "a video call of three", run: measureJanus },
      ...[0, 4, 12, 24].map((listeners) => ({
        name: listeners === 0 ? "idle" : `one feed to ${listeners}`,
        run: () => loadJanus(listeners),
      })),
    ],
  );
}

if (only === undefined || only === "navigation") {
  await measure(
    "calls-navigation",
    `Silence at ${rounds} full-page navigations in a row of the customer's site, on loopback, without the network's own delay`,
    1,
    navigationRungs
      .filter(({ name }) => name.includes(option("rung") ?? ""))
      .map((rung) => ({ name: rung.name, run: () => navigate(rung, rounds) })),
  );
}
