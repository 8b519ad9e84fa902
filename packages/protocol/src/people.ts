/** Who did or may see a thing. */
import type { AgentId, ProviderId, VisitorId } from "./ids.ts";

export type Locale = "en" | "fi" | "sv";

export type Role = "agent" | "supervisor" | "administrator";

/** `inactive` is set by the system when an offer was left unanswered (ROUTE-01). */
export type Presence = "available" | "busy" | "doNotDisturb" | "away" | "offline" | "inactive";

/** What a presence of the organisation's own counts as. */
export type BasePresence = Exclude<Presence, "offline" | "inactive">;

/** As kept: one of ours, or the base and the id of one of the organisation's own. */
export type ChosenPresence = Presence | `${BasePresence}/${string}`;

export type Actor =
  | { readonly kind: "customer"; readonly visitorId: VisitorId }
  | { readonly kind: "agent"; readonly agentId: AgentId; readonly role: Role; readonly name: string }
  /** Somebody else's product, in the visual session that was opened with it (VIS-10). */
  | { readonly kind: "provider"; readonly providerId: ProviderId; readonly name: string }
  | { readonly kind: "system" };

/** The two ends of a conversation's live media and mirror. */
export type Side = "customer" | "agent";

/** By name: letters, digits, `_`, `.`, `-`. */
export type ContextVariables = Readonly<Record<string, string>>;

/** A signed-in customer as the site's token tells it (CHAT-08; claims of OpenID Connect Core, 5.1). */
export interface VerifiedCustomer {
  readonly issuer: string;
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Of the claim `context`. */
  readonly context?: ContextVariables;
}
