/**
 * Who a signed-in customer is, by the host site's token (CHAT-08; RFC 7519, RFC 8725): RS256 or ES256 and nothing that the token
 * itself may choose, the issuer and audience of the widget's settings, an end, and a subject. Claims beside these are taken over
 * only as far as they fit.
 */
import { limits, type ContextVariables, type IdentityConfig, type VerifiedCustomer } from "@rinnalla/protocol";
import { createRemoteJWKSet, importSPKI, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from "jose";

const algorithms = ["RS256", "ES256"];
/** What clocks of two servers may differ by. */
const toleranceSeconds = 30;

type KeyOf = JWTVerifyGetKey;

export class CustomerIdentity {
  /** A key set keeps what it fetched, so there is one for each address. */
  readonly #sets = new Map<string, KeyOf>();

  /** `null`: whatever was wrong with the token, or its keys could not be had. */
  async verify(config: IdentityConfig, token: string): Promise<VerifiedCustomer | null> {
    if (token.length > limits.identityTokenChars) return null;
    try {
      const { payload } = await jwtVerify(token, this.#keyOf(config), {
        algorithms,
        issuer: config.issuer,
        audience: config.audience,
        clockTolerance: toleranceSeconds,
        requiredClaims: ["exp", "sub"],
      });
      return customerOf(payload);
    } catch {
      return null;
    }
  }

  #keyOf({ keys }: IdentityConfig): KeyOf {
    if (keys.kind === "pem") return (header) => importSPKI(keys.pem, header.alg ?? "");
    const known = this.#sets.get(keys.url);
    if (known) return known;
    const set = createRemoteJWKSet(new URL(keys.url), { timeoutDuration: 5_000 });
    // Without a `kid` the set would be tried key by key.
    const keyOf: KeyOf = (header, jws) => {
      if (!header.kid) throw new Error("no kid");
      return set(header, jws);
    };
    this.#sets.set(keys.url, keyOf);
    return keyOf;
  }
}

function customerOf(payload: JWTPayload): VerifiedCustomer | null {
  const { iss, sub } = payload;
  if (typeof iss !== "string" || typeof sub !== "string" || sub === "" || sub.length > limits.contextValueChars)
    return null;
  const name = shortText(payload["name"], limits.nameChars);
  const email = shortText(payload["email"], 254);
  const phone = shortText(payload["phone_number"], 40);
  const context = contextOf(payload["context"]);
  return {
    issuer: iss,
    subject: sub,
    ...(name && { name }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(context && { context }),
  };
}

function shortText(claim: unknown, mostChars: number): string | null {
  const text = typeof claim === "string" ? claim.trim() : "";
  return text !== "" && text.length <= mostChars ? text : null;
}

/** What does not fit is left out, the rest is taken. */
function contextOf(claim: unknown): ContextVariables | null {
  if (typeof claim !== "object" || claim === null || Array.isArray(claim)) return null;
  const fitting = Object.entries(claim).flatMap(([name, value]): [string, string][] => {
    const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    const fits = typeof text === "string" && text.length <= limits.contextValueChars;
    return fits && name.length <= limits.contextNameChars && /^[A-Za-z][\w.-]*$/.test(name) ? [[name, text]] : [];
  });
  return fitting.length > 0 ? Object.fromEntries(fitting.slice(0, limits.contextEntries)) : null;
}
