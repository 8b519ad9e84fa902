/**
 * Visitors' tokens: a signed visitor id, bound to one widget (HS256; RFC 7519). The page keeps it. A signed-in customer's says who it
 * is, too, and lives no longer than an hour: then the site has to say it again (CHAT-08).
 */
import { newId, type VerifiedCustomer, type VisitorId, type WidgetId } from "@rinnalla/protocol";
import { jwtVerify, SignJWT } from "jose";
import { createHmac } from "node:crypto";
import { visitorOf, type Visitor } from "../socket/person.ts";

const audience = "rinnalla-visitor";
const life = { anonymous: "180d", signedIn: "1h" } as const;

export class VisitorTokens {
  readonly #secret: string;
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#secret = secret;
    this.#key = new TextEncoder().encode(secret);
  }

  /** A token for a visitor never seen before, or a younger one for a known visitor. */
  async issue(widgetId: WidgetId, known: VisitorId | null): Promise<{ token: string; visitorId: VisitorId }> {
    const visitorId = known ?? newId<VisitorId>();
    return { token: await this.#sign(visitorId, widgetId, life.anonymous, null), visitorId };
  }

  /** The same visitor wherever the same customer signs in. Made from the identity, so that no anonymous one can be or become it. */
  async issueSignedIn(
    widgetId: WidgetId,
    customer: VerifiedCustomer,
  ): Promise<{ token: string; visitorId: VisitorId }> {
    const name = JSON.stringify(["signed-in visitor", widgetId, customer.issuer, customer.subject]);
    const digest = createHmac("sha256", this.#secret).update(name).digest("base64url");
    const visitorId = `s_${digest.slice(0, 32)}` as VisitorId;
    return { token: await this.#sign(visitorId, widgetId, life.signedIn, customer), visitorId };
  }

  /** `null` for whatever is not a valid token of ours. */
  async read(token: string): Promise<Visitor | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, { algorithms: ["HS256"], audience });
      if (typeof payload.sub !== "string" || typeof payload["widget"] !== "string") return null;
      const customer = (payload["customer"] as VerifiedCustomer | undefined) ?? null;
      return visitorOf(payload.sub as VisitorId, payload["widget"] as WidgetId, customer);
    } catch {
      return null;
    }
  }

  #sign(visitorId: VisitorId, widgetId: WidgetId, lives: string, customer: VerifiedCustomer | null): Promise<string> {
    return new SignJWT({ widget: widgetId, ...(customer && { customer }) })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(visitorId)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(lives)
      .sign(this.#key);
  }
}
