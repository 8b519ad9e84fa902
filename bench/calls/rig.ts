/** Two real browsers in two namespaces, the signalling server in the third; pages are served by the browsers' own driver. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { hubAddress, openNet, type Net } from "./net.ts";
import type { Way } from "./page.ts";
import { voiceFile } from "./voice.ts";

const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  "--use-fake-device-for-media-stream=fps=30",
  "--use-fake-ui-for-media-stream",
  // Names instead of addresses would need multicast, which the delaying relay does not read.
  "--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC",
];
const port = 7000;

const relayPorts = [3478, 3578] as const;
const relayServers = relayPorts.map((at) => ({
  urls: [`turn:${hubAddress}:${at}`],
  username: "bench",
  credential: "bench",
}));

export interface Rig {
  readonly net: Net;
  readonly customer: Page;
  readonly agent: Page;
  /** Fresh pages with fresh legs, ringing: both ends ready for the accept. `hasCard`: the widget's card draws the customer's end of ours. */
  ring(way: Way, agentSends: { audio: boolean; video: boolean }, hasCard?: boolean): Promise<void>;
  /** `ring`, accepted, and sound has arrived at both ends. */
  talk(way: Way, wanted?: { audio: boolean; video: boolean }): Promise<void>;
  killServer(): Promise<void>;
  startServer(): Promise<void>;
  /** The one at that port; they are there again with the next call. */
  killRelay(at: number): Promise<void>;
  close(): Promise<void>;
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL("page.ts", import.meta.url)),
        formats: ["iife"],
        name: "bundle",
        fileName: "bundle",
      },
    },
  });
  return ((Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput).output[0].code;
}

export async function openRig(oneWayMs: number): Promise<Rig> {
  const script = await bundle();
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-net-"));
  const net = openNet();
  const browsers: Browser[] = [];
  const voice = join(folder, "voice.wav");
  writeFileSync(voice, voiceFile());
  const relays = new Map<number, ChildProcess>();
  let server: ChildProcess | null = null;

  async function launch(place: "customer" | "agent"): Promise<Page> {
    const starter = join(folder, place);
    writeFileSync(starter, `#!/bin/sh\nexec ${net.inside(place).join(" ")} /usr/bin/chromium "$@"\n`);
    chmodSync(starter, 0o755);
    const browser = await chromium.launch({
      executablePath: starter,
      args: [...flags, `--use-file-for-fake-audio-capture=${voice}`],
    });
    browsers.push(browser);
    const page = await browser.newPage();
    // Answered without a network, on a name that counts as a secure context.
    await page.route("http://localhost/**", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>Leg</title><audio autoplay></audio><video autoplay playsinline muted></video><script>${script.replaceAll("</script", "<\\/script")}</script>`,
      }),
    );
    page.on("pageerror", (error) => console.error(place, error));
    return page;
  }

  async function startServer(): Promise<void> {
    const [command, ...words] = net.inside("hub");
    const file = fileURLToPath(new URL("signalling.ts", import.meta.url));
    server = spawn(command!, [...words, process.execPath, file, hubAddress, String(port), String(oneWayMs)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => server!.stdout!.once("data", resolve));
  }

  async function killServer(): Promise<void> {
    if (server === null || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server!.once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
  }

  /** The real coturn, twice, beside the signalling server. Its ports get stand-ins like the browsers' own, and so the same delay. */
  async function startRelays(): Promise<void> {
    for (const at of relayPorts) {
      if (relays.has(at)) continue;
      const [command, ...words] = net.inside("hub");
      const where = ["--listening-ip", hubAddress, "--relay-ip", hubAddress, "--listening-port", String(at)];
      const files = ["--db", join(folder, `db${at}`), "--pidfile", join(folder, `pid${at}`), "--log-file", "stdout"];
      const plain = [
        "-n",
        "--no-cli",
        "--no-tls",
        "--no-dtls",
        "--lt-cred-mech",
        "--realm",
        "bench",
        "--user=bench:bench",
      ];
      const relay = spawn(command!, [...words, "turnserver", ...plain, ...where, ...files], { stdio: "ignore" });
      relays.set(at, relay);
      await new Promise((resolve, reject) => (relay.once("spawn", resolve), relay.once("error", reject)));
    }
  }

  async function killRelay(at: number): Promise<void> {
    const relay = relays.get(at);
    relays.delete(at);
    if (relay === undefined || relay.exitCode !== null || relay.signalCode !== null) return;
    const gone = new Promise((resolve) => relay.once("exit", resolve));
    relay.kill("SIGKILL");
    await gone;
  }

  async function close(): Promise<void> {
    for (const browser of browsers) await browser.close();
    await killServer();
    for (const at of relayPorts) await killRelay(at);
    net.close();
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    await startServer();
    await startRelays();
    const [customer, agent] = [await launch("customer"), await launch("agent")];
    const ring: Rig["ring"] = async (way, agentSends, hasCard = false) => {
      await Promise.all([customer, agent].map((page) => page.goto("http://localhost/")));
      const url = (side: string) => `ws://${hubAddress}:${port}/${side}`;
      await customer.evaluate(([how, to, by, isDrawn]) => window.bench.open(how, "customer", to, by, isDrawn), [
        way,
        url("customer"),
        relayServers,
        hasCard,
      ] as const);
      await agent.evaluate(([how, to, by]) => window.bench.open(how, "agent", to, by, false), [
        way,
        url("agent"),
        relayServers,
      ] as const);
      for (const page of [customer, agent]) await page.waitForFunction(() => window.bench.isOnline);
      await agent.evaluate((wanted) => window.bench.leg!.accept(wanted), agentSends);
      for (const page of [customer, agent]) await page.waitForFunction(() => window.bench.leg!.isReady);
    };
    return {
      net,
      customer,
      agent,
      ring,
      async talk(way, wanted = { audio: true, video: false }) {
        await startRelays();
        await ring(way, wanted);
        await customer.evaluate((media) => window.bench.accept(media), wanted);
        for (const page of [customer, agent]) {
          await page.evaluate(() => window.bench.watch());
          await page.waitForFunction(
            (hasVideo) => window.bench.moved.length > 20 && (!hasVideo || window.bench.painted.length > 20),
            wanted.video,
          );
        }
      },
      killServer,
      startServer,
      killRelay,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
