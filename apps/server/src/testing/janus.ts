/** The real Janus (Debian's) on a free port of this machine, for as long as a test wants it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJanus } from "../calls/janus/janus-client.ts";
import { janusConfig } from "../calls/janus/janus-config.ts";

export interface Janus {
  readonly url: string;
  readonly secret: string;
  readonly pid: number;
  output(): string;
  /** As a machine that dies. */
  kill(): Promise<void>;
}

const startMs = 20_000;

export async function startJanus(): Promise<Janus> {
  const port = await freePort();
  const secret = "a secret of this test alone";
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-janus-"));
  for (const [name, text] of janusConfig({ port, secret, folder })) writeFileSync(join(folder, name), text);
  const child = spawn("janus", ["-F", folder], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.on("error", (failure) => (output += failure.message));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += String(piece)));
  const endWithUs = () => child.kill("SIGKILL");
  process.on("exit", endWithUs);
  const kill = async () => {
    process.off("exit", endWithUs);
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `ws://127.0.0.1:${port}`;
  const giveUpAt = Date.now() + startMs;
  for (;;) {
    try {
      (await openJanus(url, secret, () => undefined)).close();
      return { url, secret, pid: child.pid ?? 0, output: () => output, kill };
    } catch (failure) {
      if (child.pid === undefined || child.exitCode !== null || Date.now() > giveUpAt) {
        await kill();
        throw new Error(`Janus did not start:\n${output}`, { cause: failure });
      }
      // A refused connection says so at once.
      await new Promise((resolve) => setTimeout(resolve, 50));
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
