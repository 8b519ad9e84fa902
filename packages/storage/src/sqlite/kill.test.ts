import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { command, conversation, message } from "../contract/builders.ts";
import { openSqlite } from "./open.ts";

/** Kills the writer once it has said `count` lines; resolves with the highest seq that it said of each conversation. */
async function killAfter(count: number, path: string): Promise<Map<string, number>> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, "writer-for-kill.ts"), path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(writer, "exit");
  const said = new Map<string, number>();
  let lines = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    const [name, seq] = line.split(" ");
    if (name && seq) said.set(name, Number(seq));
    lines += 1;
    if (lines === count) writer.kill("SIGKILL");
  }
  await exited;
  expect(writer.signalCode).toBe("SIGKILL");
  return said;
}

test("[CHAT-02] what was acknowledged before kill -9 is there, once and in order", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-kill-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "rinnalla.db");
  for (const count of [1, 40, 7, 100, 23]) {
    const said = await killAfter(count, path);
    expect(said.size).toBeGreaterThan(0);
    const store = await openSqlite({ path });
    for (const [name, seq] of said) {
      const { events } = await store.readLog(conversation(name), 0, 100_000);
      expect(events.length).toBeGreaterThanOrEqual(seq);
      expect(events).toEqual(events.map((_, index) => message(index + 1)));
      const last = command(`${name}-${seq}`, { ok: true, seq });
      expect(await store.findResult(last.actorKey, last.id)).toEqual({ ok: true, seq });
    }
    await store.close();
  }
});
