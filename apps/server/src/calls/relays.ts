/**
 * The relays (coturn) that a link may use, with credentials that live minutes and are bound to the link: coturn's
 * `use-auth-secret`, username `expiry:linkId`, credential the HMAC-SHA1 of it (CALL-09, RUN-03).
 */
import { createHmac } from "node:crypto";
import type { CallId, RelayServer, ServerFrame, VisualId } from "@rinnalla/protocol";

export interface RelaySettings {
  readonly urls: readonly string[];
  readonly secret: string;
  readonly region: string;
  readonly isRelayOnly: boolean;
}

const lifeSeconds = 15 * 60;

/** `null` settings: no relay was set up, which is a named state and not an error. */
export function relaysFor(
  settings: RelaySettings | null,
  linkId: CallId | VisualId,
  now: number,
): Extract<ServerFrame, { t: "relays" }> {
  if (!settings) return { t: "relays", linkId, servers: [], isRelayOnly: false, region: "none" };
  const username = `${Math.floor(now / 1000) + lifeSeconds}:${linkId}`;
  const credential = createHmac("sha1", settings.secret).update(username).digest("base64");
  const servers: RelayServer[] = [{ urls: settings.urls, username, credential }];
  return { t: "relays", linkId, servers, isRelayOnly: settings.isRelayOnly, region: settings.region };
}
