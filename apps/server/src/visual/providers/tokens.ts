/**
 * The token that a provider's page is handed for one session (VIS-10): signed, for some minutes, for this provider alone. It is
 * carried in a message between windows and in the body of a request, never in an address and never in a log (HS256; RFC 7519).
 */
import { limits, type ConversationId, type ProviderId, type VisualId } from "@rinnalla/protocol";
import { SignJWT, jwtVerify } from "jose";

export interface ProviderClaim {
  readonly providerId: ProviderId;
  readonly conversationId: ConversationId;
  readonly visualId: VisualId;
}

const audiencePrefix = "rinnalla-provider:";

export class ProviderTokens {
  readonly #key: Uint8Array;
  readonly #now: () => number;

  constructor(secret: string, now: () => number) {
    this.#key = new TextEncoder().encode(secret);
    this.#now = now;
  }

  async issue({ providerId, conversationId, visualId }: ProviderClaim): Promise<{ token: string; expiresAt: number }> {
    const expiresAt = this.#now() + limits.providerTokenMs;
    const token = await new SignJWT({ conversation: conversationId })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(visualId)
      .setAudience(`${audiencePrefix}${providerId}`)
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(this.#key);
    return { token, expiresAt };
  }

  /** `null` for whatever is not a valid token of ours, or was. */
  async read(token: string): Promise<ProviderClaim | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ["HS256"],
        currentDate: new Date(this.#now()),
        requiredClaims: ["exp"],
      });
      const { sub, aud, conversation } = payload;
      if (typeof aud !== "string" || !aud.startsWith(audiencePrefix)) return null;
      if (typeof sub !== "string" || typeof conversation !== "string") return null;
      return {
        providerId: aud.slice(audiencePrefix.length) as ProviderId,
        conversationId: conversation as ConversationId,
        visualId: sub as VisualId,
      };
    } catch {
      return null;
    }
  }
}
