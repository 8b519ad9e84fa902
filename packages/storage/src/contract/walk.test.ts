/** Random walks on SQLite, PostgreSQL and the model at once: the same answers at every step, the same end. */
import { afterAll, beforeAll, expect, test } from "vitest";
import fc from "fast-check";
import type { ClaimChange, TimerChange } from "@rinnalla/core";
import type { CommandId, ConversationId } from "@rinnalla/protocol";
import type { Append, Store } from "../port.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { agent, agentConfig, append, conversation, message, summary } from "./builders.ts";
import type { TestDatabase } from "./contract.ts";
import { makePostgres, makeSqlite } from "./databases.ts";
import { Model } from "./model.ts";

let server: TestPostgres;
let postgres: TestDatabase;
/** Kept through the walks: connecting takes longer than most of them. */
let onPostgres: Store;
beforeAll(async () => {
  server = await startPostgres();
  postgres = await makePostgres(server);
  onPostgres = await postgres.open();
}, 60_000);
afterAll(async () => {
  await onPostgres.close();
  await server.stop();
});

const ids = ["p", "q", "R"].map(conversation);
const agents = ["x", "Y"].map(agent);
const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

const agentId = fc.constantFrom(...agents);
const kind = fc.constantFrom("conversation" as const, "call" as const);
const timer = fc.constantFrom("ring" as const, "offer" as const);
const claim: fc.Arbitrary<ClaimChange> = fc.oneof(
  fc.record({
    type: fc.constant("takeClaim" as const),
    agentId,
    kind,
    units: fc.integer({ min: 0, max: 60 }),
    mode: fc.constantFrom("ifRoom" as const, "ifRoom" as const, "force" as const),
  }),
  fc.record({ type: fc.constant("releaseClaim" as const), agentId, kind }),
);
const timerChange: fc.Arbitrary<TimerChange> = fc.oneof(
  fc.record({ type: fc.constant("setTimer" as const), timer, dueAt: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ type: fc.constant("clearTimer" as const), timer }),
);
/** `lag` 0 is the right version. */
const wanted = fc.record({
  id: fc.constantFrom(...ids),
  lag: fc.constantFrom(0, 0, 0, 0, 1, -1),
  count: fc.integer({ min: 1, max: 3 }),
  claims: fc.array(claim, { maxLength: 3 }),
  timers: fc.array(timerChange, { maxLength: 3 }),
  command: fc.option(fc.integer({ min: 0, max: 9 })),
  status: fc.option(fc.constantFrom("active" as const, "wrapUp" as const)),
});
type Wanted = typeof wanted extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({
      type: fc.constant("turn" as const),
      appends: fc.array(wanted, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("lease" as const), now: fc.integer({ min: 0, max: 25 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("clear" as const),
      id: fc.constantFrom(...ids),
      timer,
      dueAt: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("reopen" as const) }) },
);

/** The versions that the appends of one turn expect, as if each of them were accepted. */
function plan(model: Model, appends: readonly Wanted[]): Append[] {
  const versions = new Map<ConversationId, number>();
  return appends.map(({ id, lag, count, claims, timers, command, status }) => {
    const version = versions.get(id) ?? model.logs.get(id)?.length ?? 0;
    versions.set(id, version + count);
    const expected = Math.max(0, version - lag);
    return append(id, expected, {
      events: Array.from({ length: count }, (_, index) => message(expected + 1 + index)),
      claims,
      timers,
      summary: status || expected === 0 ? summary(id, { status: status ?? "open" }) : null,
      command:
        command === null
          ? null
          : { id: `k${command}` as CommandId, actorKey: "agent:x", result: { ok: true, seq: expected } },
    });
  });
}

async function expectAlike(store: Store, model: Model): Promise<void> {
  for (const id of ids) expect((await store.readLog(id, 0)).events).toEqual(model.logs.get(id) ?? []);
  expect((await store.listClaims()).toSorted(byText)).toEqual(model.claims.toSorted(byText));
  expect((await store.listOngoing()).toSorted(byText)).toEqual([...model.summaries.values()].toSorted(byText));
  expect(await store.nextTimerAt()).toBe(model.nextTimerAt());
}

test("[ROUTE-08] both databases and the model answer alike on random walks", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const sqlite = await makeSqlite(3);
      const model = new Model();
      let stores = [await sqlite.open(), onPostgres];
      try {
        for (const id of agents) {
          model.limits.set(id, 100);
          for (const store of stores) await store.putConfig("agent", agentConfig(id));
        }
        for (const taken of steps) {
          switch (taken.type) {
            case "turn": {
              const appends = plan(model, taken.appends);
              // Appends of different conversations have no order among themselves: where claims or commands tie them
              // together, each has a turn of its own.
              const isTied = appends.some((one) => one.claims.length > 0 || one.command);
              for (const turn of isTied ? appends.map((one) => [one]) : [appends]) {
                const outcomes = turn.map((one) => model.append(one));
                for (const store of stores)
                  expect(await Promise.all(turn.map((one) => store.append(one)))).toEqual(outcomes);
              }
              break;
            }
            case "lease": {
              const due = model.lease(taken.now, taken.now + 10).toSorted(byText);
              for (const store of stores) {
                const leased = await store.leaseDueTimers(taken.now, taken.now + 10, 100);
                expect(leased.toSorted(byText)).toEqual(due);
              }
              break;
            }
            case "clear": {
              const cleared = { conversationId: taken.id, timer: taken.timer, dueAt: taken.dueAt };
              model.clearTimer(cleared);
              for (const store of stores) await store.clearTimer(cleared);
              break;
            }
            case "reopen": {
              await Promise.all(stores.map((store) => store.close()));
              onPostgres = await postgres.open();
              stores = [await sqlite.open(), onPostgres];
            }
          }
        }
        for (const store of stores) await expectAlike(store, model);
      } finally {
        await stores[0]?.close();
        await sqlite.remove();
        await postgres.remove();
      }
    }),
    { numRuns: 60 },
  );
});
