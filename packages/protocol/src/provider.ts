/**
 * The public contract with somebody else's provider (VIS-10): what its page and its server tell us, and what the console tells its
 * page. Messages between windows carry `rinnalla: 1`; the guide is docs/guides/write-a-provider.md.
 */
import { Type, type Static } from "typebox";
import { invitation } from "./commands.ts";
import type { ErrorCode } from "./errors.ts";
import type { VisualKind } from "./events.ts";
import { closed, Id } from "./fields.ts";
import type { CommandId, ConversationId, ProviderId, VisualId } from "./ids.ts";
import { limits } from "./limits.ts";

/** Made by the provider, one for each event; the same id gets the same answer and happens once. */
const id = Id<CommandId>();

const ofSession = Type.Union([
  /** The session exists; with a PIN, a join link or both. */
  Type.Object({ id, type: Type.Literal("sessionCreated"), ...invitation }, closed),
  /** Asks that the PIN and the link be put in the chat, as the agent's own click does. */
  Type.Object({ id, type: Type.Literal("shareInvitation") }, closed),
  /** The customer is seen. */
  Type.Object({ id, type: Type.Literal("connected") }, closed),
  Type.Object({ id, type: Type.Literal("ended") }, closed),
]);

/** From the provider's page by way of the console, with the session's token. */
export const ProviderReportSchema = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: limits.urlChars }), event: ofSession },
  closed,
);

/** From the provider's server. `test` belongs to no session: the administrator's check shows that it came. */
export const ProviderCallbackSchema = Type.Union([
  Type.Object({ conversationId: Id<ConversationId>(), visualId: Id<VisualId>(), event: ofSession }, closed),
  Type.Object({ event: Type.Object({ id, type: Type.Literal("test") }, closed) }, closed),
]);

export type ProviderEvent = Static<typeof ofSession>;
export type ProviderReport = Static<typeof ProviderReportSchema>;
export type ProviderCallback = Static<typeof ProviderCallbackSchema>;

/** What the provider's page is handed for its session. */
export interface ProviderSession {
  readonly providerId: ProviderId;
  readonly conversationId: ConversationId;
  readonly visualId: VisualId;
  readonly kind: VisualKind;
  /** Of the provider's languages, the one for this agent. */
  readonly locale: string;
  readonly agentName: string;
  /** For this session and provider alone; another `ready` gets a younger one. */
  readonly token: string;
  readonly expiresAt: number;
}

/** To the provider's page, from the console's origin. */
export type MessageToProvider =
  | { readonly rinnalla: 1; readonly type: "session"; readonly session: ProviderSession }
  | { readonly rinnalla: 1; readonly type: "answer"; readonly id: string; readonly ok: true }
  | { readonly rinnalla: 1; readonly type: "answer"; readonly id: string; readonly ok: false; readonly code: ErrorCode }
  /** The agent, the customer or the conversation has ended it. */
  | { readonly rinnalla: 1; readonly type: "ended" };

/** From the provider's page to `parent`. */
export type MessageFromProvider =
  | { readonly rinnalla: 1; readonly type: "ready" }
  | { readonly rinnalla: 1; readonly type: "event"; readonly token: string; readonly event: ProviderEvent };

/** How a provider looks to an agent: the answer of `GET /api/staff/providers` is a list of these. */
export interface ProviderView {
  readonly id: ProviderId;
  readonly name: string;
  readonly icon: string | null;
  readonly opensIn: "frame" | "window";
  /** True: the agent need not type what happens. */
  readonly tells: boolean;
}

/** Where the agent's page of a session is, and what it is handed: the answer of the console's question for it. */
export interface ProviderPage {
  readonly url: string;
  readonly origin: string;
  readonly session: ProviderSession;
}

/** What an administrator's "Try it" found. */
export interface ProviderTrial {
  /** Of the template's origin; `status` null: no answer. */
  readonly reach: { readonly status: number | null; readonly problem: "unreachable" | "notFound" | "failing" | null };
  /** Null: it opens in a window, or nothing answered. `by`: the header that refuses. */
  readonly frame: { readonly isAllowed: boolean; readonly by: string | null } | null;
  /** The address as it would be opened with made-up values. */
  readonly example: string;
  /** Null: no callbacks. `last` null: none came since the server started. */
  readonly callback: {
    readonly url: string;
    readonly last: { readonly at: number; readonly outcome: CallbackOutcome } | null;
  } | null;
}
export type CallbackOutcome = "right" | "signatureWrong" | "tooOld" | "badFrame";
