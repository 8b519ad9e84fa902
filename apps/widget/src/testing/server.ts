/** The real server in a process of its own, with the widget as it is now and the demo shop that embeds it. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

export interface TestServer {
  readonly shop: string;
  /** One-time sign-in links. */
  readonly agents: Readonly<Record<"aino" | "ville" | "saga" | "otso", string>>;
  kill(): Promise<void>;
  /** Again, on the same port and data. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  // Vitest's own NODE_ENV would make Vite build for development.
  const { NODE_ENV: _environment, VITEST: _vitest, ...env } = process.env;
  execFileSync(process.execPath, ["scripts/build.ts"], { cwd: root, env });
  const data = mkdtempSync(join(tmpdir(), "rinnalla-widget-"));
  let port = "0";
  let stop = async (): Promise<void> => undefined;
  let links: Pick<TestServer, "shop" | "agents"> | null = null;

  async function start(): Promise<void> {
    const child = spawn(process.execPath, ["apps/server/src/main.ts"], {
      cwd: root,
      env: { ...env, PORT: port, RINNALLA_DATA: data },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const gone = new Promise<void>((settle) => child.once("exit", () => settle()));
    stop = async () => {
      child.kill("SIGKILL");
      await gone;
    };
    await new Promise<void>((settle, fail) => {
      let said = "";
      child.stdout.on("data", (piece) => {
        said += String(piece);
        if (said.includes("Otso")) settle();
      });
      void gone.then(() => fail(new Error(`the server ended: ${said}`)));
    });
    // Written just after the links are printed.
    for (;;) {
      try {
        links = JSON.parse(readFileSync(join(data, "demo-links.json"), "utf8"));
        break;
      } catch {
        await new Promise((settle) => setTimeout(settle, 20));
      }
    }
    port = new URL(links?.shop ?? "").port;
  }
  await start();
  return {
    get shop() {
      return links!.shop;
    },
    get agents() {
      return links!.agents;
    },
    kill: () => stop(),
    start,
    async close() {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
