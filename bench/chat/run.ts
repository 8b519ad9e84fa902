/**
 * Durable messages a second with latency, through the real server: 200 conversations, 400 sockets, 200-byte messages both ways, each
 * acknowledged and delivered. Beside it, in the same run, the common shape (socket.io, one INSERT a message) and a relay that stores
 * nothing. `--postgres`: ours on PostgreSQL. `--quick`: one short round, to see that it runs.
 * Other questions: `--idle` (ten thousand open widgets, alone and beside 400 that talk), `--storm` (they all come back after a restart),
 * `--stored` (a million conversations in the database).
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startPostgres, type TestPostgres } from "@rinnalla/storage/testing";
import { startRinnalla } from "../../e2e/harness/rinnalla.ts";
import { compare, type Contender, type Figures } from "../harness.ts";
import type { Target } from "./pair.ts";
import { runLoad, targetOf } from "./run-load.ts";

const isQuick = process.argv.includes("--quick");
const isOnPostgres = process.argv.includes("--postgres");
/** `--rounds=2`: three unless said otherwise. */
const rounds = Number(process.argv.find((each) => each.startsWith("--rounds="))?.slice("--rounds=".length) ?? 3);
const settings = {
  conversations: 200,
  messageBytes: 200,
  window: 8,
  warmUpMs: isQuick ? 500 : 2_000,
  measureMs: isQuick ? 1_000 : 5_000,
};

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const load = (target: Target, serverPid: number): Promise<Figures> => runLoad({ target, serverPid, ...settings });

function ours(postgres: TestPostgres): Contender {
  return {
    name: isOnPostgres ? "Rinnalla on PostgreSQL" : "Rinnalla on SQLite",
    async run() {
      const env: Record<string, string> = isOnPostgres
        ? { RINNALLA_DATABASE_URL: await postgres.createDatabase() }
        : {};
      const rinnalla = await startRinnalla({ env });
      try {
        return await load(targetOf(rinnalla), rinnalla.pid);
      } catch (error) {
        console.error(rinnalla.output().slice(-2000));
        throw error;
      } finally {
        await rinnalla.close();
      }
    },
  };
}

function peer(
  name: string,
  file: string,
  kind: "socketIo" | "relay",
  env: () => Promise<Record<string, string>>,
): Contender {
  return {
    name,
    async run() {
      const server = spawn(process.execPath, [here(file)], {
        env: { ...process.env, ...(await env()) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        return await load({ kind, url: `http://127.0.0.1:${await portOf(server)}` }, server.pid!);
      } finally {
        const gone = once(server, "exit");
        server.kill();
        await gone;
      }
    },
  };
}

/** The peers print it as their first line. */
async function portOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) return line;
  throw new Error("the peer ended before it listened");
}

async function race(): Promise<void> {
  const postgres = await startPostgres({ isDurable: true });
  try {
    await compare({
      name: isOnPostgres ? "chat-postgres" : "chat",
      about:
        "200 conversations, 400 sockets, 200-byte messages both ways, acknowledged and delivered; latency at half of the most",
      rounds: isQuick ? 1 : rounds,
      isTrial: isQuick,
      settings,
      contenders: [
        ours(postgres),
        peer("socket.io, one INSERT a message", "peers/socket-io-server.ts", "socketIo", async () => ({
          DATABASE_URL: await postgres.createDatabase(),
        })),
        peer("ws relay, nothing stored", "peers/relay-server.ts", "relay", async () => ({})),
      ],
    });
  } finally {
    await postgres.stop();
  }
}

const others = {
  "--idle": () => import("./idle.ts"),
  "--storm": () => import("./storm.ts"),
  "--stored": () => import("./stored.ts"),
};
const other = Object.entries(others).find(([option]) => process.argv.includes(option));
if (other) await other[1]();
else await race();
