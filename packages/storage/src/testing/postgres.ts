/**
 * A PostgreSQL for tests: Debian's own binaries on a unix socket in a temporary folder, stopped by its pid;
 * or the server named by RINNALLA_TEST_POSTGRES (a URL whose user may create databases).
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";

export interface TestPostgres {
  /** A fresh, empty database; resolves with its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** `isDurable`: with fsync, for benchmarks and crash tests; tests of behaviour are quicker without. */
export async function startPostgres({ isDurable = false } = {}): Promise<TestPostgres> {
  const given = process.env["RINNALLA_TEST_POSTGRES"];
  if (given) return onServer(given, async () => {});
  const bin = findBinaries();
  const owner = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), "rinnalla-pg-"));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const env = { ...process.env, LC_ALL: "C.UTF-8" };

  // A locale whose order is not that of bytes, so that a forgotten collation shows.
  const initdb = spawnSync(
    join(bin, "initdb"),
    [
      "-D",
      join(folder, "data"),
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--no-sync",
      "--locale-provider=icu",
      "--icu-locale=en",
    ],
    { ...owner, env, cwd: folder, encoding: "utf8" },
  );
  if (initdb.status !== 0) throw new Error(`initdb failed: ${initdb.stderr || initdb.error}`);

  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "max_connections=60"];
  if (!isDurable) settings.push("fsync=off", "full_page_writes=off");
  const server = spawn(
    join(bin, "postgres"),
    ["-D", join(folder, "data"), ...settings.flatMap((setting) => ["-c", setting])],
    {
      ...owner,
      env,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const killAtExit = () => server.kill("SIGQUIT");
  process.once("exit", killAtExit);
  await untilReady(server);
  return onServer(`postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`, async () => {
    process.off("exit", killAtExit);
    const exited = once(server, "exit");
    server.kill("SIGINT");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  });
}

function onServer(url: string, stopServer: () => Promise<void>): TestPostgres {
  const made: string[] = [];
  const administer = async (statements: readonly string[]) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  return {
    async createDatabase() {
      const name = `rinnalla_test_${randomBytes(8).toString("hex")}`;
      await administer([`CREATE DATABASE ${name}`]);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    async stop() {
      await administer(made.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await stopServer();
    },
  };
}

function findBinaries(): string {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).toSorted((one, other) => Number(other) - Number(one)) : [];
  const found = versions.map((version) => join(root, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (!found)
    throw new Error(
      "PostgreSQL is missing: apt-get install postgresql (or set RINNALLA_TEST_POSTGRES to a server's URL)",
    );
  return found;
}

/** PostgreSQL refuses to run as root; then the user that Debian's package made runs it. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const fields = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === "postgres");
  if (!fields) throw new Error("no user postgres on this machine: apt-get install postgresql");
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

async function untilReady(server: ChildProcess): Promise<void> {
  if (!server.stderr) throw new Error("postgres was started without its log");
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes("database system is ready to accept connections")) {
      // Read on, or the pipe fills and stops the server.
      server.stderr.resume();
      return;
    }
    said.push(line);
  }
  throw new Error(`postgres did not start: ${said.join("\n")}`);
}
