/** Anonymous visitors' tokens: a signed visitor id, bound to one widget (HS256; RFC 7519). The page keeps it. */
import { newId, type VisitorId, type WidgetId } from "@rinnalla/protocol";
import { SignJWT, jwtVerify } from "jose";
import { visitorOf, type Visitor } from "../socket/person.ts";

const audience = "rinnalla-visitor";
const life = "180d";

export class VisitorTokens {
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#key = new TextEncoder().encode(secret);
  }

  /** A token for a visitor never seen before, or a younger one for a known visitor. */
  async issue(widgetId: WidgetId, known: VisitorId | null): Promise<{ token: string; visitorId: VisitorId }> {
    const visitorId = known ?? newId<VisitorId>();
    const token = await new SignJWT({ widget: widgetId })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(visitorId)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(life)
      .sign(this.#key);
    return { token, visitorId };
  }

  /** `null` for whatever is not a valid token of ours. */
  async read(token: string): Promise<Visitor | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, { algorithms: ["HS256"], audience });
      if (typeof payload.sub !== "string" || typeof payload["widget"] !== "string") return null;
      return visitorOf(payload.sub as VisitorId, payload["widget"] as WidgetId);
    } catch {
      return null;
    }
  }
}
