/**
 * Rinnalla as its users run it: the real server in a process of its own, on a free port, with a data folder that is thrown away.
 * It may be killed and started again on the same port and data (CHAT-02, RUN-01).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DemoOverrides } from "../../apps/server/src/demo/demo-settings.ts";
import { waitUntil } from "./wait-until.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the server writes to `<data>/demo-links.json`. The agents' links sign in once. */
export interface DemoLinks {
  readonly shop: string;
  readonly agents: Readonly<Record<"aino" | "ville" | "saga" | "otso", string>>;
}

export interface Rinnalla {
  readonly port: number;
  /** Where the console and REST are opened; the shop is on another origin (see `links`). */
  readonly url: string;
  readonly dataFolder: string;
  /** As of the last start. */
  readonly links: DemoLinks;
  readonly pid: number;
  /** Everything that the server has printed since the first start. */
  output(): string;
  /** Resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** On the same port and data; resolves when it answers. */
  start(): Promise<void>;
  restart(signal?: NodeJS.Signals): Promise<void>;
  /** Ends the server and removes its data. */
  close(): Promise<void>;
}

export interface RinnallaOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly readyMs?: number;
  /** What the administrator has set otherwise than the demo has it. */
  readonly demo?: DemoOverrides;
}

export async function startRinnalla(options: RinnallaOptions = {}): Promise<Rinnalla> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataFolder = mkdtempSync(join(tmpdir(), "rinnalla-e2e-"));
  let child: ChildProcess | null = null;
  let links: DemoLinks | null = null;
  let output = "";

  const endWithUs = () => child?.kill("SIGKILL");
  process.on("exit", endWithUs);

  async function start(): Promise<void> {
    const linksFile = join(dataFolder, "demo-links.json");
    rmSync(linksFile, { force: true });
    const { NODE_ENV: _, VITEST: __, ...env } = process.env;
    const program = options.demo ? "e2e/harness/serve-demo.ts" : "apps/server/src/main.ts";
    if (options.demo) env["RINNALLA_E2E_DEMO"] = JSON.stringify(options.demo);
    const started = spawn(process.execPath, [program], {
      cwd: root,
      env: { ...env, ...options.env, PORT: String(port), RINNALLA_DATA: dataFolder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    started.stdout.on("data", (piece) => (output += String(piece)));
    started.stderr.on("data", (piece) => (output += String(piece)));
    try {
      await waitUntil("the server is ready", options.readyMs ?? 60_000, async () => {
        if (started.exitCode !== null || started.signalCode) throw new Error("the server ended before it was ready");
        links = readLinks(linksFile);
        return links !== null && (await isHealthy(url));
      });
    } catch (error) {
      started.kill("SIGKILL");
      throw new Error(`${String(error)}\n${output}`, { cause: error });
    }
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null || ending.signalCode) return;
    const gone = once(ending, "exit");
    ending.kill(signal);
    await gone;
  }

  async function close(): Promise<void> {
    process.off("exit", endWithUs);
    await kill("SIGKILL");
    rmSync(dataFolder, { recursive: true, force: true });
  }

  try {
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    port,
    url,
    dataFolder,
    get links() {
      return links!;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    output: () => output,
    kill,
    start,
    restart: async (signal = "SIGTERM") => {
      await kill(signal);
      await start();
    },
    close,
  };
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function readLinks(file: string): DemoLinks | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as DemoLinks;
  } catch {
    return null;
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok;
  } catch {
    return false;
  }
}
