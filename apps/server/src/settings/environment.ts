/** The process's settings: environment variables, checked before anything is opened (RUN-01, RUN-03). */
import type { RelaySettings } from "../calls/relays.ts";
import type { ServerOptions } from "../start-server.ts";

export class BadSetting extends Error {
  constructor(name: string, expected: string) {
    super(`${name}: ${expected}`);
    this.name = "BadSetting";
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `BadSetting` for what cannot be meant. */
export function readEnvironment(environment: Environment): ServerOptions {
  return {
    port: port(environment["PORT"]),
    host: environment["HOST"] || "127.0.0.1",
    dataFolder: environment["RINNALLA_DATA"] || "./data",
    hasDemo: flag(environment, "RINNALLA_DEMO", true),
    databaseUrl: url(environment, "RINNALLA_DATABASE_URL", ["postgres:", "postgresql:"]),
    publicUrl: url(environment, "RINNALLA_PUBLIC_URL", ["http:", "https:"]),
    relays: relays(environment),
  };
}

function port(text: string | undefined): number {
  if (!text) return 8080;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new BadSetting("PORT", `a number from 0 to 65535, not "${text}"`);
  return value;
}

function flag(environment: Environment, name: string, usual: boolean): boolean {
  const text = environment[name];
  if (!text) return usual;
  if (text !== "0" && text !== "1") throw new BadSetting(name, "0 or 1");
  return text === "1";
}

function url(environment: Environment, name: string, protocols: readonly string[]): string | null {
  const text = environment[name];
  if (!text) return null;
  // The value may hold a password: it is not repeated.
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new BadSetting(name, `an address that begins with ${protocols.map((each) => `${each}//`).join(" or ")}`);
  }
  return text;
}

function relays(environment: Environment): RelaySettings | null {
  const isRelayOnly = flag(environment, "RINNALLA_RELAY_ONLY", false);
  const urls = (environment["RINNALLA_TURN_URLS"] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  const secret = environment["RINNALLA_TURN_SECRET"] ?? "";
  if (urls.length === 0) {
    if (isRelayOnly) throw new BadSetting("RINNALLA_RELAY_ONLY", "needs RINNALLA_TURN_URLS");
    return null;
  }
  for (const each of urls) {
    if (!/^turns?:[^\s]+$/.test(each))
      throw new BadSetting("RINNALLA_TURN_URLS", `addresses like turn:relay.example:3478, not "${each}"`);
  }
  if (!secret)
    throw new BadSetting("RINNALLA_TURN_SECRET", "needed with RINNALLA_TURN_URLS (coturn's static-auth-secret)");
  return { urls, secret, region: environment["RINNALLA_TURN_REGION"] || "default", isRelayOnly };
}
