/**
 * The embedded store in a thread of its own: the event loop, which carries everybody's signalling, does not stand still while the disk
 * writes. What one turn of the loop asks goes over together and is one commit; what comes while the disk is busy is the next.
 */
import { Worker } from "node:worker_threads";
import { guard } from "../guard.ts";
import type { AppendOutcome, Store } from "../port.ts";
import { StoreError } from "../store-error.ts";
import { encode } from "../writes.ts";
import type { SqliteOptions } from "./open.ts";
import { toLean, withoutEvents, type Answers, type Calls, type Failure } from "./thread-calls.ts";

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

const names = [
  "readLog",
  "findResult",
  "findConversation",
  "findOngoingOfVisitor",
  "listOngoing",
  "listCallBacks",
  "listClosed",
  "listClaims",
  "listClaimsOf",
  "leaseDueTimers",
  "nextTimerAt",
  "clearTimer",
  "raiseMarks",
  "readMarks",
  "setPresence",
  "setLastGiven",
  "listAgentRows",
  "putConfig",
  "removeConfig",
  "listConfig",
  "forgetResults",
  "checkHealth",
] as const satisfies readonly (keyof Store)[];
/** Each name is carried over, or the store would lack a part. */
const isWhole: Exclude<keyof Store, (typeof names)[number]> extends "append" | "close" ? true : never = true;

export async function openSqliteInThread(options: SqliteOptions): Promise<Store> {
  const { clock = Date.now, ...workerData } = options;
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const appended: AppendOutcome = { kind: "appended" };
  let calls: Calls[number][] = [];
  let last = 0;
  let ended: StoreError | null = null;

  function ask<Value>(make: (n: number) => Calls[number]): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (ended) return reject(ended);
      last += 1;
      calls.push(make(last));
      waiting.set(last, { resolve, reject });
      if (calls.length === 1) setImmediate(flush);
    });
  }

  function flush(): void {
    const all = calls;
    calls = [];
    try {
      worker.postMessage(all);
    } catch {
      // One of them is a bug: each tries again alone.
      for (const call of all) tryAlone(call);
    }
  }

  function tryAlone(call: Calls[number]): void {
    try {
      worker.postMessage([call]);
    } catch (error) {
      take("n" in call ? call.n : call[0])?.reject(error);
    }
  }

  function take(n: number): Waiting | undefined {
    const found = waiting.get(n);
    waiting.delete(n);
    return found;
  }

  function end(message: string, cause?: unknown): void {
    ended ??= new StoreError("unavailable", message, cause);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  await new Promise<void>((resolve, reject) => {
    worker.once("message", (failure: Failure | null) => (failure ? reject(errorOf(failure)) : resolve()));
    worker.once("error", reject);
    worker.once("exit", () => reject(new StoreError("unavailable", "the store's thread did not start")));
  });
  worker.on("error", (error) => end("the store's thread failed", error));
  worker.on("exit", () => end("the store's thread has ended"));
  worker.on("message", (answers: Answers) => {
    for (const n of answers.appended) take(n)?.resolve(appended as never);
    for (const [n, value] of answers.values) take(n)?.resolve(value as never);
    for (const [n, failure] of answers.failures) take(n)?.reject(errorOf(failure));
  });

  const carried = Object.fromEntries(
    names.map((name) => [name, (...given: readonly unknown[]) => ask((n) => ({ n, name, given }))]),
  ) as unknown as Omit<Store, "append" | "close">;
  const store: Store = {
    ...(isWhole && carried),
    async append(wanted) {
      const writes = encode(wanted, clock());
      return await ask<AppendOutcome>((n) => toLean(n, writes) ?? { n, writes: withoutEvents(writes) });
    },
    async close() {
      await ask<void>((n) => ({ n, name: "close", given: [] }));
      await worker.terminate();
    },
  };
  return guard(store, (error) => error);
}

function errorOf({ reason, message }: Failure): Error {
  return reason ? new StoreError(reason, message) : new Error(message);
}
