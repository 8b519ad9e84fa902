/**
 * Which relays (coturn) a link may use: those of its queue's region, else of its widget's, else of the deployment's. The
 * credentials live minutes and are bound to the link: coturn's `use-auth-secret`, username `expiry:linkId`, credential the
 * HMAC-SHA1 of it; whoever needs more time asks again (CALL-09, RUN-03).
 */
import { createHmac } from "node:crypto";
import type { MediaChoice, RelayServer, ServerFrame } from "@rinnalla/protocol";

export interface RelayRegion {
  /** In the order of preference, such as UDP before TCP before TLS; of several machines if there are several. */
  readonly urls: readonly string[];
  /** coturn's `static-auth-secret`, the same on all the region's machines. */
  readonly secret: string;
}

export interface RelaySettings {
  readonly regions: Readonly<Record<string, RelayRegion>>;
  /** The deployment's own; a name in `regions`. */
  readonly region: string;
  readonly isRelayOnly: boolean;
}

export interface ChosenRelays {
  /** `none`: there are no relays, or none in the region that was asked for. */
  readonly region: string;
  readonly relays: RelayRegion | null;
  readonly isRelayOnly: boolean;
}

/** Of credentials for a link. */
const linkSeconds = 15 * 60;

/**
 * A region that is not configured is never replaced by another, for whoever pinned it meant it: then there is no relay, and
 * with "relay only" no link comes about at all. `null` settings: no relay was set up, a named state and not an error.
 */
export function chooseRelays(
  settings: RelaySettings | null,
  choices: readonly (MediaChoice | undefined)[],
): ChosenRelays {
  const said = <Key extends keyof MediaChoice>(key: Key) =>
    choices.find((choice) => choice?.[key] !== undefined)?.[key];
  const name = said("mediaRegion") ?? settings?.region ?? "";
  const isKnown = settings !== null && Object.hasOwn(settings.regions, name);
  const relays = (isKnown && settings.regions[name]) || null;
  return { region: relays ? name : "none", relays, isRelayOnly: said("isRelayOnly") ?? settings?.isRelayOnly ?? false };
}

/** The default first. */
export function regionNames(settings: RelaySettings | null): readonly string[] {
  if (!settings) return [];
  return [settings.region, ...Object.keys(settings.regions).filter((name) => name !== settings.region)];
}

/** Regions that somebody was pinned to and that are not configured: no call of theirs is relayed. */
export function unknownRegions(settings: RelaySettings | null, choices: Iterable<MediaChoice>): readonly string[] {
  const named = [...choices].flatMap(({ mediaRegion }) => (mediaRegion === undefined ? [] : [mediaRegion]));
  return [...new Set(named)].filter((name) => !settings || !Object.hasOwn(settings.regions, name));
}

/** `isRinging`: of a link that is laid before anybody has agreed to it, so that ringing shows nobody's address. */
export function relaysFrame(
  { region, relays, isRelayOnly }: ChosenRelays,
  linkId: Extract<ServerFrame, { t: "relays" }>["linkId"],
  isRinging: boolean,
  now: number,
): Extract<ServerFrame, { t: "relays" }> {
  const servers = relays ? [relayServer(relays, linkId, now)] : [];
  const isRelayOnlyUntilAccept = isRinging && relays !== null && !isRelayOnly;
  return { t: "relays", linkId, servers, isRelayOnly, isRelayOnlyUntilAccept, region };
}

export function relayServer(
  { urls, secret }: RelayRegion,
  purpose: string,
  now: number,
  lifeSeconds = linkSeconds,
): RelayServer {
  const username = `${Math.floor(now / 1000) + lifeSeconds}:${purpose}`;
  return { urls, username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}
