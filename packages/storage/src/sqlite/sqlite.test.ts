import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { append, conversation, message } from "../contract/builders.ts";
import { describeStore } from "../contract/contract.ts";
import { makeSqlite } from "../contract/databases.ts";
import type { Store } from "../port.ts";
import { openSqlite } from "./open.ts";

describeStore("SQLite", () => makeSqlite());
describeStore("SQLite that settles at every turn", () => makeSqlite(1));

test("an append that the database cannot take fails alone", async () => {
  const store = await openSqlite({ path: ":memory:" });
  const good = ["g1", "g2"].map((name) => append(conversation(name), 0));
  const bad = append(conversation("bad"), 0, { visitorId: {} as never });
  const outcomes = await Promise.allSettled([good[0], bad, good[1]].map((one) => store.append(one ?? bad)));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await store.listOngoing()).toHaveLength(2);
  await store.close();
});

test("[CHAT-02] the log is given its room in the midst of work, and two on the same file go on reading and writing it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-room-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "rinnalla.db");
  const one = await openSqlite({ path });
  const other = await openSqlite({ path });
  const id = conversation("r");
  let version = 0;
  const appendTo = async (store: Store) => {
    expect(await store.append(append(id, version))).toEqual({ kind: "appended" });
    version += 1;
  };
  for (let count = 0; count < 280; count += 1) await appendTo(count % 5 === 4 ? other : one);
  expect(statSync(`${path}-wal`).size).toBeGreaterThanOrEqual(16_000_000);
  for (let count = 0; count < 10; count += 1) await appendTo(count % 2 === 0 ? other : one);
  for (const store of [one, other]) expect((await store.readLog(id, 0)).events).toHaveLength(version);
  await one.close();
  await other.close();
  const again = await openSqlite({ path });
  const found = (await again.readLog(id, 0)).events.map(({ seq }) => seq);
  expect(found).toEqual(Array.from({ length: version }, (_, at) => at + 1));
  await again.close();
});

test(
  "[CHAT-02] the log is moved into the database while the work goes on, and begins anew",
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "rinnalla-checkpoint-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, "rinnalla.db");
    const store = await openSqlite({ path });
    const ids = ["m0", "m1", "m2", "m3"].map(conversation);
    const text = "a".repeat(30_000);
    let most = 0;
    for (let version = 0; version < 500; version += 1) {
      const long = message(version + 1, text);
      await Promise.all(ids.map((id) => store.append(append(id, version, { events: [long] }))));
      most = Math.max(most, statSync(`${path}-wal`).size);
    }
    // 60 MB were written; alone, SQLite would begin to move them at 64.
    expect(most).toBeLessThan(45_000_000);
    expect((await store.readLog(ids[0]!, 0)).events).toHaveLength(500);
    await store.close();
    const again = await openSqlite({ path });
    for (const id of ids) expect((await again.readLog(id, 0)).events).toHaveLength(500);
    await again.close();
  },
);

test("while another process keeps the file locked, a turn is refused as a whole and after one wait", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-locked-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "rinnalla.db");
  const store = await openSqlite({ path, busyTimeoutMs: 50 });
  const other = new DatabaseSync(path);
  other.exec("BEGIN IMMEDIATE");
  const began = performance.now();
  const turn = Array.from({ length: 200 }, (_, index) => store.append(append(conversation(`n${index}`), 0)));
  for (const outcome of await Promise.allSettled(turn))
    expect(outcome).toMatchObject({ reason: { reason: "unavailable" } });
  expect(performance.now() - began).toBeLessThan(200 * 50);
  other.exec("ROLLBACK");
  other.close();
  expect(await store.append(append(conversation("n0"), 0))).toEqual({ kind: "appended" });
  await store.close();
});
