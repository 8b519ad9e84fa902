/**
 * The signature of a provider's server (VIS-10): HMAC-SHA-256 over `timestamp.body`, in hex. The secret is made from the
 * installation's own and the provider's id, so that it stands in no setting, export or backup of settings.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { limits, type ProviderConfig } from "@rinnalla/protocol";

export const timestampHeader = "rinnalla-timestamp";
export const signatureHeader = "rinnalla-signature";

/** Of this provider; another `secretVersion` makes another. */
export function callbackSecret(
  master: string,
  { id, secretVersion = 1 }: Pick<ProviderConfig, "id" | "secretVersion">,
): string {
  return createHmac("sha256", master).update(`callback:${secretVersion}:${id}`).digest("base64url");
}

/** `timestamp`: seconds since 1970 UTC. */
export function signCallback(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

export type SignatureVerdict = "right" | "signatureWrong" | "tooOld";

/** The signature first: nobody without the secret learns anything of our clock. */
export function checkSignature(
  secret: string,
  said: { readonly timestamp: string; readonly signature: string; readonly body: string },
  now: number,
): SignatureVerdict {
  const expected = Buffer.from(signCallback(secret, said.timestamp, said.body));
  const found = Buffer.from(said.signature);
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) return "signatureWrong";
  const at = Number(said.timestamp) * 1000;
  return /^\d{1,12}$/.test(said.timestamp) && Math.abs(now - at) <= limits.providerSkewMs ? "right" : "tooOld";
}
