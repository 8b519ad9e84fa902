/**
 * Finds what the tests need besides npm's packages, and installs what is missing on Debian and Ubuntu.
 * Elsewhere it says in one line what to install. One table; `isOptional` rows are used where they are found.
 */
import { accessSync, constants, existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.ts";

interface Need {
  readonly name: string;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  readonly isOptional: boolean;
  readonly find: () => string | null;
}

const needs: readonly Need[] = [
  { name: "Chromium", packages: ["chromium"], isOptional: false, find: () => onPath("chromium") },
  // The other engine, in which calls and the viewer must hold as well.
  { name: "Firefox", packages: ["firefox-esr"], isOptional: false, find: () => onPath("firefox-esr") },
  {
    name: "PostgreSQL server",
    packages: ["postgresql"],
    isOptional: false,
    find: () => newest("/usr/lib/postgresql/*/bin/postgres") ?? onPath("postgres"),
  },
  {
    name: "Liberation fonts",
    packages: ["fonts-liberation"],
    isOptional: false,
    find: () => newest("/usr/share/fonts/**/LiberationSans-Regular.ttf"),
  },
  {
    name: "Emoji font",
    packages: ["fonts-noto-color-emoji"],
    isOptional: false,
    find: () => newest("/usr/share/fonts/**/NotoColorEmoji.ttf"),
  },
  { name: "coturn", packages: ["coturn"], isOptional: false, find: () => onPath("turnserver") },
  // Its package brings a service, which the tests neither need nor want on their machine's ports.
  { name: "Janus", packages: ["janus", "janus-tools"], isOptional: false, find: () => onPath("janus") },
  { name: "Janus's tools", packages: ["janus-tools"], isOptional: false, find: () => onPath("janus-pp-rec") },
  // Outages and losses are made in network namespaces.
  { name: "iproute2", packages: ["iproute2"], isOptional: false, find: () => onPath("ip") },
  { name: "nftables", packages: ["nftables"], isOptional: false, find: () => onPath("nft") },
  { name: "OpenSSL", packages: ["openssl"], isOptional: false, find: () => onPath("openssl") },
  // The guide "Write a provider" has an example with it.
  { name: "curl", packages: ["curl"], isOptional: false, find: () => onPath("curl") },
  { name: "NATS server", packages: ["nats-server"], isOptional: true, find: () => onPath("nats-server") },
];

function onPath(program: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/local/sbin", "/usr/sbin", "/sbin"];
  return (
    folders
      .map((folder) => join(folder, program))
      .find((file) => {
        try {
          accessSync(file, constants.X_OK);
          return true;
        } catch {
          return false;
        }
      }) ?? null
  );
}

function newest(pattern: string): string | null {
  return (
    globSync(pattern)
      .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
      .at(-1) ?? null
  );
}

/** `[]` for root, `["sudo", "-n"]` where sudo asks nothing, `null` where packages cannot be installed. */
async function installer(): Promise<readonly string[] | null> {
  if (!existsSync("/usr/bin/apt-get")) return null;
  if (process.getuid?.() === 0) return [];
  return (await run("sudo", ["-n", "true"], { isQuiet: true })).exitCode === 0 ? ["sudo", "-n"] : null;
}

async function aptGet(prefix: readonly string[], args: readonly string[]): Promise<boolean> {
  const [program, ...rest] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", ...args];
  const done = await run(program!, rest, { isQuiet: true });
  if (done.exitCode !== 0) console.error(done.output.trim());
  return done.exitCode === 0;
}

/** True when everything that is not optional is there. */
export async function setup(): Promise<boolean> {
  const missing = () => needs.filter((need) => !need.isOptional && need.find() === null);
  const packages = missing().flatMap((need) => need.packages);
  if (packages.length > 0) {
    const prefix = await installer();
    if (!prefix) {
      console.error(
        `The tests need ${missing()
          .map((need) => need.name)
          .join(", ")}: install ${packages.join(" ")} (Debian's names) and try again.`,
      );
      return false;
    }
    console.log(`Installing ${packages.join(" ")} …`);
    if (!(await aptGet(prefix, ["update"]))) return false;
    if (!(await aptGet(prefix, ["install", "-y", "--no-install-recommends", ...packages]))) return false;
    if (missing().length > 0) {
      console.error(
        `Still not found after the installation: ${missing()
          .map((need) => need.name)
          .join(", ")}`,
      );
      return false;
    }
  }
  for (const need of needs) console.log(`  ${need.name.padEnd(20)} ${need.find() ?? "not found (optional)"}`);
  return true;
}

if (import.meta.main) process.exitCode = (await setup()) ? 0 : 1;
