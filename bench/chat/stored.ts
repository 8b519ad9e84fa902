/**
 * Does a message cost more when much is stored? The server's processor time for one at 3,000 a second, with 100 conversations in the
 * embedded database and with 1,000,000 (two events each), in turn.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startRinnalla } from "../../e2e/harness/rinnalla.ts";
import { compare, type Contender } from "../harness.ts";
import { runLoad, targetOf } from "./run-load.ts";

const isQuick = process.argv.includes("--quick");
const many = isQuick ? 10_000 : 1_000_000;
const settings = {
  conversations: 200,
  messageBytes: 200,
  window: 8,
  warmUpMs: 3_000,
  measureMs: 10_000,
  perSecond: 3_000,
};

/** Closed ones of the past, as the server itself would have written them; in one go, without waiting for the disk. */
function fill(path: string, count: number): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA synchronous = OFF; BEGIN");
  const conversation = database.prepare(
    "INSERT INTO conversation (id, visitor_id, status, opened_at, closed_at, summary) VALUES (?, ?, 'closed', ?, ?, ?)",
  );
  const event = database.prepare("INSERT INTO event (conversation, seq, body) VALUES (?, ?, ?)");
  const text = "abcdefghij".repeat(15);
  for (let at = 0; at < count; at += 1) {
    const openedAt = 1_600_000_000_000 + at * 1_000;
    const id = `past-${Math.imul(at, 2_654_435_761) >>> 0}-${at}`;
    const summary = { id, status: "closed", openedAt, queueId: "q_service", units: 30, customerName: null };
    const { lastInsertRowid } = conversation.run(id, `v-${id}`, openedAt, openedAt + 60_000, JSON.stringify(summary));
    for (let seq = 1; seq <= 2; seq += 1)
      event.run(
        lastInsertRowid,
        seq,
        JSON.stringify({ seq, at: openedAt, by: { kind: "system" }, event: { type: "messagePosted", text } }),
      );
  }
  database.exec("COMMIT");
  database.close();
}

function withStored(count: number): Contender {
  return {
    name: `${count.toLocaleString("en")} stored`,
    async run() {
      const rinnalla = await startRinnalla();
      try {
        await rinnalla.kill("SIGTERM");
        fill(join(rinnalla.dataFolder, "rinnalla.db"), count);
        await rinnalla.start();
        return await runLoad({ target: targetOf(rinnalla), serverPid: rinnalla.pid, ...settings });
      } finally {
        await rinnalla.close();
      }
    },
  };
}

await compare({
  name: "chat-stored",
  about: "processor time of a message at 3,000 a second, with little and with much in the embedded database",
  rounds: isQuick ? 1 : 2,
  isTrial: isQuick,
  contenders: [withStored(100), withStored(many)],
  settings: { ...settings, many },
});
