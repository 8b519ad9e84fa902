/** The thread of `checkpoints.ts`: at each word from there it moves what stands in the log by now into the database. */
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const database = new DatabaseSync(String(workerData), { timeout: 5_000 });
database.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0");
const move = database.prepare("PRAGMA wal_checkpoint(PASSIVE)");

parentPort?.on("message", () => parentPort?.postMessage({ isDone: move.get()?.["busy"] === 0 }));
