/**
 * A small network of our own: two namespaces (customer, agent) on a bridge in a third (hub), all made and unmade here. Browsers
 * and the signalling server are started inside; nothing outside of it is touched. Needs root and iproute2, loss needs nftables.
 */
import { execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Place = "customer" | "agent" | "hub";

const mark = `rn${process.pid % 100_000}`;
const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: ["ignore", "pipe", "pipe"] });

/** What is missing for it, in one line; null: nothing. */
export function missingForNet(): string | null {
  if (process.platform !== "linux") return "network namespaces are Linux's";
  try {
    run("ip", "-V");
  } catch {
    return "iproute2 (the command ip) is not installed";
  }
  try {
    run("ip", "netns", "add", `${mark}t`);
    run("ip", "-n", `${mark}t`, "link", "add", "br0", "type", "bridge");
    return null;
  } catch (error) {
    return `network namespaces are not permitted here (${String((error as { stderr?: Buffer }).stderr ?? error).trim()})`;
  } finally {
    try {
      run("ip", "netns", "del", `${mark}t`);
    } catch {
      // It was never made.
    }
  }
}

export function hasNft(): boolean {
  try {
    run("nft", "--version");
    return true;
  } catch {
    return false;
  }
}

export const hubAddress = "10.77.0.254";

export interface Net {
  /** The words before a command that runs it in that place. */
  inside(place: Place): readonly string[];
  /** The cable to it is pulled or plugged in: the carrier goes, as with a lost radio. */
  plug(place: Place, isUp: boolean): void;
  /** Everything is dropped on the way, while the browser's own interface stays as it is. */
  blackhole(place: Place, isOn: boolean): void;
  /**
   * From now on, packets between the two places every 10 ms. Resolves, when asked, to the moment at which the first one after this
   * passed there and back: a cable that is plugged in carries nothing for another tenth or two of a second.
   */
  probe(): { firstAfter(at: number): Promise<number>; close(): void };
  /** Another network: the old address goes, a new one comes. */
  changeAddress(place: Place): void;
  /** Per cent of UDP packets that each end does not get. Needs nft. */
  lose(percent: number): void;
  close(): void;
}

export function openNet(): Net {
  const name = (place: Place) => `${mark}${place}`;
  const inside = (place: Place) => ["ip", "netns", "exec", name(place)];
  const ip = (place: Place, ...args: string[]) => run("ip", "-n", name(place), ...args);
  const nft = (place: Place, rules: string) => run("ip", "netns", "exec", name(place), "nft", rules);
  const places = ["hub", "customer", "agent"] as const;
  const hosts: Record<"customer" | "agent", number> = { customer: 1, agent: 2 };
  const addressOf = (place: "customer" | "agent") => `10.77.0.${hosts[place]}/24`;

  function address(place: "customer" | "agent"): void {
    ip(place, "addr", "add", addressOf(place), "dev", "eth0");
    ip(place, "route", "replace", "default", "via", hubAddress);
  }

  for (const place of places) {
    run("ip", "netns", "add", name(place));
    ip(place, "link", "set", "lo", "up");
  }
  ip("hub", "link", "add", "br0", "type", "bridge");
  ip("hub", "addr", "add", `${hubAddress}/24`, "dev", "br0");
  ip("hub", "link", "set", "br0", "up");
  for (const place of ["customer", "agent"] as const) {
    ip("hub", "link", "add", place, "type", "veth", "peer", "name", "eth0", "netns", name(place));
    ip("hub", "link", "set", place, "master", "br0", "up");
    ip(place, "link", "set", "eth0", "up");
    address(place);
  }

  return {
    inside,
    plug(place, isUp) {
      ip("hub", "link", "set", place, isUp ? "up" : "down");
    },
    blackhole(place, isOn) {
      ip("hub", "link", "set", place, ...(isOn ? ["nomaster"] : ["master", "br0"]));
    },
    probe() {
      const file = fileURLToPath(new URL("probe.ts", import.meta.url));
      const start = (place: Place, ...words: string[]) =>
        spawn(inside(place)[0]!, [...inside(place).slice(1), process.execPath, file, ...words], {
          stdio: ["ignore", "pipe", "inherit"],
        });
      const echo = start("agent");
      const asker = start("customer", `10.77.0.${hosts.agent}`);
      return {
        firstAfter: (at) =>
          new Promise((resolve) =>
            asker.stdout.on("data", (text: Buffer) => {
              const passed = text.toString().trim().split("\n").map(Number);
              const first = passed.find((one) => one >= at);
              if (first !== undefined) resolve(first);
            }),
          ),
        close() {
          echo.kill();
          asker.kill();
        },
      };
    },
    changeAddress(place) {
      if (place === "hub") return;
      ip(place, "addr", "del", addressOf(place), "dev", "eth0");
      hosts[place] += 2;
      address(place);
    },
    lose(percent) {
      for (const place of ["customer", "agent"] as const) {
        nft(
          place,
          percent === 0
            ? "delete table inet loss"
            : "add table inet loss; add chain inet loss in { type filter hook input priority 0; }; " +
                `add rule inet loss in meta l4proto udp numgen random mod 100 < ${percent} drop`,
        );
      }
    },
    close() {
      for (const place of places) run("ip", "netns", "del", name(place));
    },
  };
}
