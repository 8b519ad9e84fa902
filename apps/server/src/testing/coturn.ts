/** The real coturn (Debian's `turnserver`) on a free port of this machine, for as long as a test wants it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coturnConfig, type CoturnOptions } from "../calls/coturn-config.ts";
import { openTurnClient } from "../calls/turn-client.ts";

export interface Coturn {
  readonly port: number;
  /** Listens with a certificate alone. */
  readonly tlsPort: number;
  /** UDP and TCP. */
  readonly urls: readonly [udp: string, tcp: string];
  readonly secret: string;
  output(): string;
  /** As a machine that dies. */
  kill(): Promise<void>;
}

const startMs = 15_000;

export async function startCoturn(options: Partial<CoturnOptions> = {}): Promise<Coturn> {
  const port = options.port ?? (await freePort());
  const tlsPort = await freePort();
  const secret = options.secret ?? "a secret of this test alone";
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-coturn-"));
  const config = join(folder, "turnserver.conf");
  const listeningIp = options.listeningIp ?? "127.0.0.1";
  writeFileSync(config, coturnConfig({ realm: "rinnalla.test", ...options, listeningIp, port, tlsPort, secret }));
  const child = spawn("turnserver", ["-c", config, "--pidfile", join(folder, "pid"), "--db", join(folder, "db")], {
    env: { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/local/sbin` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.on("error", (failure) => (output += failure.message));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += String(piece)));
  const endWithUs = () => child.kill("SIGKILL");
  process.on("exit", endWithUs);
  const kill = async () => {
    process.off("exit", endWithUs);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const address = `turn:${listeningIp}:${port}`;
  const urls = [`${address}?transport=udp`, `${address}?transport=tcp`] as const;
  try {
    for (const url of urls) await untilItAnswers(url, () => child.pid !== undefined && child.exitCode === null);
  } catch (failure) {
    await kill();
    throw new Error(`coturn did not start:\n${output}`, { cause: failure });
  }
  return { port, tlsPort, urls, secret, output: () => output, kill };
}

async function untilItAnswers(url: string, isRunning: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + startMs;
  for (;;) {
    const client = openTurnClient(url, { username: "0:start", credential: "none" }, 500);
    try {
      await client.allocate();
      return;
    } catch (failure) {
      if (!isRunning() || Date.now() > giveUpAt) throw failure;
      // A refused connection says so at once.
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      client.close();
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
