import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Disk } from "./disk.ts";
import { createTurn } from "./turn.ts";

/** A disk that syncs when it is told to. */
function openSlowDisk() {
  const asked: ((failure: Error | null) => void)[] = [];
  const disk: Disk = { sync: (onSynced) => asked.push(onSynced), syncNow: () => null, close() {} };
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  database.exec("CREATE TABLE word (text)");
  const add = database.prepare("INSERT INTO word VALUES (?)");
  const idle = () => {};
  const turn = createTurn(database, disk, { begun: idle, ending: idle, committed: idle, rolledBack: idle });
  const count = () => Number(database.prepare("SELECT count(*) AS n FROM word").get()?.["n"]);
  return { asked, turn, count, write: (text: string) => turn.write(() => add.run(text).changes) };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("[CHAT-02] nobody is told of a write, nor shown it, before the disk has synced; what comes meanwhile is the next commit", async () => {
  const { asked, turn, count, write } = openSlowDisk();
  const told: string[] = [];
  const first = write("a").then(() => told.push("a"));
  await nextTurn();
  expect(count()).toBe(1);
  const shown = turn.durable().then(() => told.push("shown"));
  const second = write("b").then(() => told.push("b"));
  await nextTurn();
  await nextTurn();
  expect(told).toEqual([]);
  expect(count()).toBe(1);
  asked.shift()!(null);
  await Promise.all([first, shown]);
  expect(told.toSorted()).toEqual(["a", "shown"]);
  await nextTurn();
  expect(count()).toBe(2);
  asked.shift()!(null);
  await second;
  await turn.durable();
});

test("[CHAT-02] once the disk has failed to sync, nothing more is promised", async () => {
  const { asked, turn, write, count } = openSlowDisk();
  const first = write("a");
  await nextTurn();
  const second = write("b");
  const shown = turn.durable();
  asked.shift()!(new Error("EIO"));
  await expect(shown).rejects.toMatchObject({ reason: "unavailable" });
  await expect(turn.durable()).rejects.toMatchObject({ reason: "unavailable" });
  await expect(first).rejects.toMatchObject({ name: "StoreError", reason: "unavailable" });
  await expect(second).rejects.toMatchObject({ reason: "unavailable" });
  await expect(write("c")).rejects.toMatchObject({ reason: "unavailable" });
  expect(count()).toBe(1);
});

test("[CHAT-02] what is under way when the store closes is synced once, and its own answer comes too late to tell anything", async () => {
  const { asked, turn, write } = openSlowDisk();
  const first = write("a");
  await nextTurn();
  const second = write("b");
  turn.flush();
  expect(await Promise.all([first, second])).toEqual([1, 1]);
  const third = write("c");
  await nextTurn();
  asked.shift()!(new Error("of the first"));
  asked.shift()!(null);
  expect(await third).toBe(1);
});
