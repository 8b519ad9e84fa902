/** A server of this test's own, as a process: demo data in a fresh folder, a free port, sign-in links. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface OwnServer {
  /** Where the console is opened. */
  readonly consoleOrigin: string;
  /** Where the shop (and so the customer) is. */
  readonly shopOrigin: string;
  readonly links: Readonly<Record<"aino" | "ville" | "saga" | "otso", string>>;
  readonly stop: () => Promise<void>;
}

const main = join(import.meta.dirname, "../../../server/src/main.ts");

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((settle) => probe.listen(0, "127.0.0.1", settle));
  const address = probe.address();
  await new Promise((settle) => probe.close(settle));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export async function startOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-console-"));
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), RINNALLA_DATA: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ready = new Promise<void>((settle, fail) => {
    // The links are written just after the last word on the terminal, so the file itself is waited for.
    const look = setInterval(() => {
      if (!existsSync(join(folder, "demo-links.json"))) return;
      clearInterval(look);
      settle();
    }, 25);
    child.once("exit", (code) => {
      clearInterval(look);
      fail(new Error(`the server ended (${code}): ${said}`));
    });
  });
  await ready;
  const { agents } = JSON.parse(readFileSync(join(folder, "demo-links.json"), "utf8")) as {
    agents: OwnServer["links"];
  };
  return {
    consoleOrigin: `http://localhost:${port}`,
    shopOrigin: `http://127.0.0.1:${port}`,
    links: agents,
    stop: async () => {
      const ended = new Promise((settle) => child.once("exit", settle));
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
