/** Timers: rows with a due time, leased to one caller at a time, there after a restart. */
import { describe, expect, test } from "vitest";
import { byBytes } from "../order.ts";
import type { DueTimer } from "../port.ts";
import { append, clear, conversation, either, set } from "./builders.ts";
import type { Fixture } from "./contract.ts";

export function describeTimers(fixture: Fixture): void {
  const c = conversation("timer");
  const due = (timer: DueTimer["timer"], dueAt: number, conversationId = c): DueTimer => ({
    conversationId,
    timer,
    dueAt,
  });

  describe("timers", () => {
    test("those due are leased, the earliest first, and no more than asked for", async () => {
      const store = await fixture.open();
      await store.append(
        append(c, 0, { timers: [set("ring", 30), set("offer", 10), set("wrapUp", 20), set("pin", 40)] }),
      );
      expect(await store.nextTimerAt()).toBe(10);
      expect(await store.leaseDueTimers(9, 100, 10)).toEqual([]);
      expect(await store.leaseDueTimers(30, 100, 2)).toEqual([due("offer", 10), due("wrapUp", 20)]);
      expect(await store.nextTimerAt()).toBe(30);
      expect(await store.leaseDueTimers(30, 100, 2)).toEqual([due("ring", 30)]);
      expect(await store.leaseDueTimers(30, 100, 2)).toEqual([]);
    });

    test("a lease that ran out frees the timer for another", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { timers: [set("ring", 10)] }));
      expect(await store.leaseDueTimers(10, 50, 5)).toEqual([due("ring", 10)]);
      expect(await store.nextTimerAt()).toBe(50);
      expect(await store.leaseDueTimers(49, 90, 5)).toEqual([]);
      expect(await store.leaseDueTimers(50, 90, 5)).toEqual([due("ring", 10)]);
    });

    test("a timer set again takes its new due time, and its lease ends", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { timers: [set("ring", 10)] }));
      await store.leaseDueTimers(10, 1000, 5);
      await store.append(append(c, 1, { timers: [set("ring", 20)] }));
      expect(await store.nextTimerAt()).toBe(20);
      expect(await store.leaseDueTimers(20, 1000, 5)).toEqual([due("ring", 20)]);
    });

    test("clearing ends only the timer with that due time", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { timers: [set("ring", 20)] }));
      await store.clearTimer(due("ring", 10));
      expect(await store.nextTimerAt()).toBe(20);
      await store.clearTimer(due("ring", 20));
      expect(await store.nextTimerAt()).toBe(null);
      await store.clearTimer(due("ring", 20));
    });

    test("within one append and one turn the last word on a timer counts", async () => {
      const store = await fixture.open();
      const appends = [
        append(c, 0, {
          timers: [set("ring", 5), clear("ring"), set("ring", 6), set("offer", 7), clear("offer"), clear("pin")],
        }),
        append(c, 1, { timers: [set("ring", 8), set("pin", 9)] }),
      ];
      await Promise.all(appends.map((one) => store.append(one)));
      expect(await store.leaseDueTimers(100, 200, 5)).toEqual([due("ring", 8), due("pin", 9)]);
    });

    test("many that lease at once from two stores never get the same timer", async () => {
      const stores = await fixture.openTwo();
      const ids = Array.from({ length: 200 }, (_, index) => conversation(`lease${index}`));
      await Promise.all(
        ids.map((id, index) => either(stores, index).append(append(id, 0, { timers: [set("offer", 10)] }))),
      );
      // Everybody's connections are up before the race.
      await Promise.all(ids.slice(0, 20).map((_, index) => either(stores, index).checkHealth()));
      const leased: string[] = [];
      for (let got = 1; got > 0;) {
        const rounds = Array.from({ length: 10 }, (_, index) => either(stores, index).leaseDueTimers(10, 1000, 7));
        const timers = (await Promise.all(rounds)).flat();
        got = timers.length;
        leased.push(...timers.map((timer) => timer.conversationId));
      }
      expect(leased.toSorted(byBytes)).toEqual(ids.toSorted(byBytes));
    });

    test("timers and their leases are there after reopening", async () => {
      const store = await fixture.open();
      await store.append(append(c, 0, { timers: [set("ring", 10), set("pin", 20)] }));
      await store.leaseDueTimers(10, 50, 5);
      await store.close();
      const again = await fixture.open();
      expect(await again.leaseDueTimers(49, 90, 5)).toEqual([due("pin", 20)]);
    });
  });
}
