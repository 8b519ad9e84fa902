/** The thread of the embedded store: carries out what the server's thread asks, in its order, a turn of it in one commit. */
import { parentPort, workerData } from "node:worker_threads";
import type { Store } from "../port.ts";
import { StoreError } from "../store-error.ts";
import { asStoreError } from "./errors.ts";
import { openEngine, type SqliteOptions } from "./open.ts";
import { fromLean, type Answers, type Calls, type Failure } from "./thread-calls.ts";

const port = parentPort;
if (!port) throw new Error("this is a thread of its own");

let appended: number[] = [];
let values: [number, unknown][] = [];
let failures: [number, Failure][] = [];
let isScheduled = false;

function answer(): void {
  isScheduled = false;
  const answers: Answers = { appended, values, failures };
  appended = [];
  values = [];
  failures = [];
  port?.postMessage(answers);
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  // After all promises that one commit has settled, and before the next commit begins.
  process.nextTick(answer);
}

function failureOf(error: unknown): Failure {
  const known = asStoreError(error);
  const message = known instanceof Error ? known.message : String(known);
  return { reason: known instanceof StoreError ? known.reason : null, message };
}

function settle(n: number, promise: Promise<unknown>): void {
  promise.then(
    (value) => {
      if (isPlainAppend(value)) appended.push(n);
      else values.push([n, value]);
      schedule();
    },
    (error: unknown) => {
      failures.push([n, failureOf(error)]);
      schedule();
    },
  );
}

function isPlainAppend(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "appended";
}

try {
  const engine = openEngine(workerData as SqliteOptions, true);
  port.on("message", (calls: Calls) => {
    for (const call of calls) {
      if (!("name" in call)) {
        if ("writes" in call) settle(call.n, engine.write(call.writes));
        else settle(call[0], engine.write(fromLean(call)));
        continue;
      }
      const method = engine.store[call.name] as (this: Store, ...given: readonly unknown[]) => Promise<unknown>;
      settle(call.n, method.call(engine.store, ...call.given));
    }
  });
  port.postMessage(null);
} catch (error) {
  port.postMessage(failureOf(error));
  port.close();
}
