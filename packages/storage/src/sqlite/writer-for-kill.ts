/** A process that appends to three conversations until it is killed, settling all the while, and says each append that was acknowledged. */
import { writeSync } from "node:fs";
import { append, command, conversation } from "../contract/builders.ts";
import { openSqlite } from "./open.ts";

const store = await openSqlite({ path: process.argv[2] ?? "", settleAtRows: 10 });
for (const name of ["k0", "k1", "k2"]) void write(name);

async function write(name: string): Promise<void> {
  const id = conversation(name);
  for (let version = (await store.readLog(id, 0, 100_000)).events.length; ; version += 1) {
    const said = command(`${name}-${version + 1}`, { ok: true, seq: version + 1 });
    const { kind } = await store.append(append(id, version, { command: said }));
    if (kind !== "appended") throw new Error(`${name} ${version}: ${kind}`);
    // Synchronous, so that nothing acknowledged is lost on the way out.
    writeSync(1, `${name} ${version + 1}\n`);
  }
}
