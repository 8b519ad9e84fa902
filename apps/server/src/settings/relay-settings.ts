/**
 * The relays in the environment: four variables for one region, or the name of a JSON file for several (CALL-09, RUN-03).
 * The shape of the file is in docs/guides/relays.md.
 */
import { readFileSync } from "node:fs";
import type { RelayRegion, RelaySettings } from "../calls/relays.ts";
import { BadSetting, flag, type Environment } from "./bad-setting.ts";

const fileVariable = "RINNALLA_TURN_REGIONS";

export function readRelaySettings(environment: Environment): RelaySettings | null {
  const isRelayOnly = flag(environment, "RINNALLA_RELAY_ONLY", false);
  const urls = (environment["RINNALLA_TURN_URLS"] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  const secret = environment["RINNALLA_TURN_SECRET"] ?? "";
  const file = environment[fileVariable];
  if (file) {
    if (urls.length > 0) throw new BadSetting(fileVariable, "instead of RINNALLA_TURN_URLS, not beside it");
    const settings = fromFile(file);
    return isRelayOnly ? { ...settings, isRelayOnly } : settings;
  }
  if (urls.length === 0) {
    if (isRelayOnly) throw new BadSetting("RINNALLA_RELAY_ONLY", `needs RINNALLA_TURN_URLS or ${fileVariable}`);
    return null;
  }
  checkUrls("RINNALLA_TURN_URLS", urls);
  if (!secret)
    throw new BadSetting("RINNALLA_TURN_SECRET", "needed with RINNALLA_TURN_URLS (coturn's static-auth-secret)");
  const region = environment["RINNALLA_TURN_REGION"] || "default";
  return { regions: { [region]: { urls, secret } }, region, isRelayOnly };
}

function fromFile(file: string): RelaySettings {
  const content = readJson(file);
  if (!isRecord(content) || !isRecord(content["regions"])) throw bad('an object with "default" and "regions"');
  const { default: region, isRelayOnly = false } = content;
  if (typeof isRelayOnly !== "boolean") throw bad('"isRelayOnly": true or false');
  const regions: Record<string, RelayRegion> = {};
  for (const [name, said] of Object.entries(content["regions"])) regions[name] = regionOf(name, said);
  if (typeof region !== "string" || !Object.hasOwn(regions, region))
    throw bad('"default": the name of one of the regions');
  return { regions, region, isRelayOnly };
}

function regionOf(name: string, said: unknown): RelayRegion {
  const { urls, secret } = isRecord(said) ? said : {};
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every((url) => typeof url === "string"))
    throw bad(`region "${name}" with "urls", a list of addresses`);
  checkUrls(fileVariable, urls);
  // The secret itself is not repeated.
  if (typeof secret !== "string" || !secret) throw bad(`region "${name}" with "secret", coturn's static-auth-secret`);
  return { urls, secret };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (failure) {
    if (failure instanceof SyntaxError) throw bad("a file with JSON in it");
    throw bad(`a file that can be read, not ${file}`);
  }
}

function checkUrls(variable: string, urls: readonly string[]): void {
  for (const each of urls)
    if (!/^turns?:[^\s]+$/.test(each))
      throw new BadSetting(variable, `addresses like turn:relay.example:3478, not "${each}"`);
}

function bad(expected: string): BadSetting {
  return new BadSetting(fileVariable, expected);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
