/** The log: order, versions, and one answer for each command. */
import { describe, expect, test } from "vitest";
import type { Store } from "../port.ts";
import { agent, append, command, conversation, message, release, summary, take } from "./builders.ts";
import type { Fixture } from "./contract.ts";

const seqs = async (store: Store, id: ReturnType<typeof conversation>) =>
  (await store.readLog(id, 0)).events.map((event) => event.seq);
const kinds = async (outcomes: readonly Promise<{ kind: string }>[]) =>
  (await Promise.all(outcomes)).map((outcome) => outcome.kind);

export function describeLog(fixture: Fixture): void {
  const c = conversation("log");

  describe("log", () => {
    test("[CHAT-02] what was appended is read in order, from where the reader stands", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { events: [message(1), message(2), message(3)] }));
      await store.append(append(c, 3, { events: [message(4), message(5)] }));
      expect((await store.readLog(c, 0)).events).toEqual([1, 2, 3, 4, 5].map((seq) => message(seq)));
      expect(await store.readLog(c, 2, 2)).toEqual({ events: [message(3), message(4)], isLast: false });
      expect(await store.readLog(c, 3, 2)).toEqual({ events: [message(4), message(5)], isLast: true });
      expect(await store.readLog(c, 5)).toEqual({ events: [], isLast: true });
      expect(await store.readLog(conversation("unknown"), 0)).toEqual({ events: [], isLast: true });
    });

    test("[CHAT-02] any text comes back as it was", async () => {
      const store = await fixture.open();
      const text = `ä 漢 👋🏽 \u0000 \ud800 ' " \\ {} $1 \n`;
      await store.append(append(c, 0, { events: [message(1, text)] }));
      expect((await store.readLog(c, 0)).events).toEqual([message(1, text)]);
    });

    test("an append on an old version is stale and writes nothing", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0));
      await store.append(append(c, 1));
      expect(
        await store.append(
          append(c, 1, {
            summary: summary(c, { status: "closed" }),
            timers: [{ type: "setTimer", timer: "ring", dueAt: 5 }],
          }),
        ),
      ).toEqual({ kind: "stale" });
      expect(await seqs(store, c)).toEqual([1, 2]);
      expect(await store.nextTimerAt()).toBe(null);
      expect((await store.findConversation(c))?.summary.status).toBe("waiting");
    });

    test("an append on a version that is not reached leaves no gap", async () => {
      const store = await fixture.open();
      expect(
        await kinds([
          store.append(append(c, 0)),
          store.append(append(c, 2)),
          store.append(append(conversation("none"), 4)),
        ]),
      ).toEqual(["appended", "stale", "stale"]);
      expect(await seqs(store, c)).toEqual([1]);
    });

    test("appends of one turn keep their order, each on the one before", async () => {
      const store = await fixture.open();
      const outcomes = await kinds([0, 1, 2, 3, 4].map((version) => store.append(append(c, version))));
      expect(outcomes).toEqual(["appended", "appended", "appended", "appended", "appended"]);
      expect(await seqs(store, c)).toEqual([1, 2, 3, 4, 5]);
    });

    test("appends of several turns keep their order while earlier ones are under way", async () => {
      const store = await fixture.open();
      const outcomes = [];
      for (let version = 0; version < 60; version += 1) {
        // Those that change claims go another way through the store, and must not overtake or be overtaken.
        const claims =
          version % 5 === 3 ? [take(agent("any"), 1, "force")] : version % 5 === 4 ? [release(agent("any"))] : [];
        outcomes.push(store.append(append(c, version, { claims })));
        if (version % 4 === 3) await new Promise((resolve) => setImmediate(resolve));
      }
      expect(new Set(await kinds(outcomes))).toEqual(new Set(["appended"]));
      expect(await seqs(store, c)).toHaveLength(60);
      expect(await store.listClaims()).toEqual([]);
    });

    test("one that is refused does not spoil the others of its turn", async () => {
      const store = await fixture.open();
      const other = conversation("other");
      await store.append(append(c, 0));
      const outcomes = [
        append(c, 1),
        append(c, 1),
        append(other, 0),
        append(c, 2),
        append(other, 5),
        append(other, 1),
      ].map((one) => store.append(one));
      expect(await kinds(outcomes)).toEqual(["appended", "stale", "appended", "appended", "stale", "appended"]);
      expect(await seqs(store, c)).toEqual([1, 2, 3]);
      expect(await seqs(store, other)).toEqual([1, 2]);
    });

    test("one that is malformed fails alone", async () => {
      const store = await fixture.open();
      const good = store.append(append(c, 0));
      const bad = store.append(append(conversation("bad"), 0, { events: [message(2)] }));
      await expect(bad).rejects.toThrow("seq 2 after version 0");
      expect(await good).toEqual({ kind: "appended" });
    });

    test("[CHAT-02] a repeated command gets its first answer and is not carried out again", async () => {
      const store = await fixture.open();
      const first = command("k1", { ok: true, seq: 1 });
      await store.append(append(c, 0, { command: first }));
      const again = { ...first, result: { ok: true, seq: 2 } as const };
      expect(await store.append(append(c, 1, { command: again }))).toEqual({
        kind: "repeated",
        result: { ok: true, seq: 1 },
      });
      expect(await store.append(append(c, 0, { command: again }))).toEqual({
        kind: "repeated",
        result: { ok: true, seq: 1 },
      });
      expect(await seqs(store, c)).toEqual([1]);
      expect(await store.findResult(first.actorKey, first.id)).toEqual({ ok: true, seq: 1 });
      expect(await store.findResult("visitor:v_2", first.id)).toBe(null);
    });

    test("[CHAT-02] a command said twice in one turn is carried out once", async () => {
      const store = await fixture.open();
      const said = command("k1", { ok: true, seq: 1 });
      expect(
        await kinds([store.append(append(c, 0, { command: said })), store.append(append(c, 1, { command: said }))]),
      ).toEqual(["appended", "repeated"]);
      expect(await seqs(store, c)).toEqual([1]);
    });

    test("the same command id of another actor is another command", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { command: command("k1", { ok: true, seq: 1 }, "visitor:v_1") }));
      expect(await store.append(append(c, 1, { command: command("k1", { ok: true, seq: 2 }, "agent:a_1") }))).toEqual({
        kind: "appended",
      });
    });

    test("a command that was refused as stale can be tried again", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0));
      await store.append(append(c, 1));
      const said = command("k1", { ok: true, seq: 2 });
      expect(await store.append(append(c, 1, { command: said }))).toEqual({ kind: "stale" });
      expect(await store.append(append(c, 2, { command: { ...said, result: { ok: true, seq: 3 } } }))).toEqual({
        kind: "appended",
      });
      expect(await store.findResult(said.actorKey, said.id)).toEqual({ ok: true, seq: 3 });
    });

    test("an append without events keeps its answer, and is stale like any other", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0));
      expect(await store.append(append(c, 1, { events: [], command: command("k1", { ok: true, seq: 1 }) }))).toEqual({
        kind: "appended",
      });
      expect(
        await store
          .append(append(c, 0, { events: [], summary: summary(c), command: command("k2", { ok: true, seq: 1 }) }))
          .catch(() => "refused"),
      ).toBe("refused");
      expect(await store.append(append(c, 2, { events: [], command: command("k2", { ok: true, seq: 2 }) }))).toEqual({
        kind: "stale",
      });
      await store.append(append(c, 1));
      const behind = { events: [], command: command("k3", { ok: true, seq: 1 }) };
      expect(await store.append(append(c, 1, behind))).toEqual({ kind: "stale" });
      expect(await seqs(store, c)).toEqual([1, 2]);
    });

    test("answers are forgotten when they are old", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { command: command("k1", { ok: true, seq: 1 }) }));
      expect(await store.forgetResults(fixture.now())).toBe(0);
      expect(await store.forgetResults(fixture.now() + 1)).toBe(1);
      expect(await store.findResult("visitor:v_1", command("k1", { ok: true, seq: 1 }).id)).toBe(null);
    });

    test("two stores on one database that write the same place: one wins, the other is stale", async () => {
      const stores = await fixture.openTwo();
      const [here] = stores;
      await here.append(append(c, 0));
      for (let version = 1; version <= 20; version += 1) {
        const outcomes = await kinds(
          stores.map((store, index) =>
            store.append(append(c, version, { events: [message(version + 1, `by ${index}`)] })),
          ),
        );
        expect(outcomes.toSorted()).toEqual(["appended", "stale"]);
      }
      expect(await seqs(here, c)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    });

    test("[CHAT-02] two stores that get the same command carry it out once", async () => {
      const stores = await fixture.openTwo();
      const [here] = stores;
      await here.append(append(c, 0));
      for (let version = 1; version <= 10; version += 1) {
        const said = command(`k${version}`, { ok: true, seq: version + 1 });
        const outcomes = await kinds(stores.map((store) => store.append(append(c, version, { command: said }))));
        expect(outcomes.toSorted()).toEqual(["appended", "repeated"]);
      }
    });

    test("two stores writing many conversations at once lose nothing", async () => {
      const stores = await fixture.openTwo();
      const [here, there] = stores;
      const ids = Array.from({ length: 30 }, (_, index) => conversation(`many${index}`));
      await Promise.all(ids.map((id) => here.append(append(id, 0))));
      const wins = await Promise.all(
        stores.flatMap((store, index) =>
          // From both ends, so that the locks of the two are taken against each other.
          (index === 0 ? ids : ids.toReversed()).map(async (id) => {
            let won = 0;
            for (let version = 1; version <= 10; version += 1)
              if ((await store.append(append(id, version))).kind === "appended") won += 1;
            return won;
          }),
        ),
      );
      expect(wins.reduce((sum, won) => sum + won)).toBe(300);
      for (const id of ids) expect(await seqs(there, id)).toHaveLength(11);
    });

    test("[CHAT-02] what was acknowledged is there after reopening", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { command: command("k1", { ok: true, seq: 1 }) }));
      await store.close();
      await expect(store.append(append(c, 1))).rejects.toMatchObject({ name: "StoreError", reason: "unavailable" });
      const again = await fixture.open();
      expect(await seqs(again, c)).toEqual([1]);
      expect(await again.append(append(c, 1))).toEqual({ kind: "appended" });
    });

    test("closing waits for what was handed over", async () => {
      const store = await fixture.open();
      const outcome = store.append(append(c, 0));
      await Promise.all([store.close(), store.close()]);
      expect(await outcome).toEqual({ kind: "appended" });
      await store.close();
    });
  });
}
