/** Starts the load in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Rinnalla } from "../../e2e/harness/rinnalla.ts";
import type { Figures } from "../harness.ts";
import type { Orders } from "./load.ts";
import type { Target } from "./pair.ts";

export async function runLoad(orders: Orders): Promise<Figures> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("load.ts", import.meta.url)), JSON.stringify(orders)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (piece) => (output += String(piece)));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the load ended with ${code}`);
  return JSON.parse(output) as Figures;
}

export function targetOf({ url, links }: Rinnalla): Target {
  return { kind: "rinnalla", url, shopOrigin: new URL(links.shop).origin, supervisorLink: links.agents.saga };
}
