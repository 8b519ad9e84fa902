/** The process's settings: environment variables, checked before anything is opened (RUN-01, RUN-03). */
import type { MediaServerSettings } from "../calls/janus/media-server.ts";
import { readMailSettings } from "../mail/mail-settings.ts";
import type { ServerOptions } from "../start-server.ts";
import { BadSetting, flag, type Environment } from "./bad-setting.ts";
import { readRelaySettings } from "./relay-settings.ts";

/** Throws `BadSetting` for what cannot be meant. */
export function readEnvironment(environment: Environment): ServerOptions {
  return {
    port: port(environment["PORT"]),
    host: environment["HOST"] || "127.0.0.1",
    dataFolder: environment["RINNALLA_DATA"] || "./data",
    hasDemo: flag(environment, "RINNALLA_DEMO", true),
    databaseUrl: url(environment, "RINNALLA_DATABASE_URL", ["postgres:", "postgresql:"]),
    publicUrl: url(environment, "RINNALLA_PUBLIC_URL", ["http:", "https:"]),
    viewerOrigin: viewerOrigin(environment),
    relays: readRelaySettings(environment),
    mediaServer: mediaServer(environment),
    mail: readMailSettings(environment),
  };
}

/** An origin without a path, or `same`. */
function viewerOrigin(environment: Environment): string | null {
  const name = "RINNALLA_VIEWER_ORIGIN";
  if (environment[name] === "same") return "same";
  const text = url(environment, name, ["http:", "https:"]);
  if (!text) return null;
  const { origin, protocol } = new URL(text);
  if (text !== origin && text !== `${origin}/`)
    throw new BadSetting(name, `an address without a path, such as ${origin}`);
  if (protocol === "http:" && environment["RINNALLA_PUBLIC_URL"]?.startsWith("https:"))
    throw new BadSetting(name, "an address that begins with https://, as RINNALLA_PUBLIC_URL does");
  return origin;
}

/** Both or neither: an API without a secret is anybody's. */
function mediaServer(environment: Environment): MediaServerSettings | null {
  const address = url(environment, "RINNALLA_JANUS_URL", ["ws:", "wss:"]);
  const secret = environment["RINNALLA_JANUS_SECRET"] ?? "";
  if (!address) return null;
  if (!secret) throw new BadSetting("RINNALLA_JANUS_SECRET", "needed with RINNALLA_JANUS_URL (Janus's api_secret)");
  return { url: address, secret, recordings: environment["RINNALLA_JANUS_RECORDINGS"] || null };
}

function port(text: string | undefined): number {
  if (!text) return 8080;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new BadSetting("PORT", `a number from 0 to 65535, not "${text}"`);
  return value;
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
