/**
 * Rinnalla's JavaScript API for the pages that embed the widget (docs/guides/javascript-api.md). This file stands by itself: take it from your
 * server at /widget/rinnalla.d.ts into your project. The widget's own code is held to it.
 */

export interface StartOptions {
  /** The customer's name, if the page knows it. */
  readonly name?: string;
  /** The first message; where the widget asks a form or is closed, it waits there. */
  readonly message?: string;
}

export interface ProactiveOptions {
  /** Plain text, 300 characters at most. */
  readonly text: string;
  /** Names the invitation in events, and in what this browser remembers; `site` unless said otherwise. */
  readonly id?: string;
  /** How long the same visitor is then left alone with it; 0, unless said otherwise: until the next visit. */
  readonly againAfterDays?: number;
  /** Also while closed, and while no agent has room. */
  readonly isForAbsence?: boolean;
}

export interface Availability {
  /** By the operating hours. */
  readonly isOpen: boolean;
  /** When that changes next, in milliseconds since 1970; `null`: not soon. */
  readonly changesAt: number | null;
  /** Somebody would answer at once (`free`), somebody is there but has no room (`busy`), or nobody is (`none`). */
  readonly staffing: "free" | "busy" | "none";
  /** How many wait; rounded up beyond 20. */
  readonly waiting: number;
  /** How long whoever comes now may wait, in milliseconds; `null`: not known. */
  readonly estimateMs: number | null;
}

/** A JWT by the key in the widget's settings; `null`: nobody is signed in. */
export type IdentityProvider = () => string | null | Promise<string | null>;

/** Names of letters, digits, `_`, `.`, `-`; values are texts, numbers or booleans. */
export type ContextProvider = () => Readonly<Record<string, unknown>>;

/** Set as `window.rinnallaConfig`, before or after the tag has run. */
export interface RinnallaConfig {
  readonly identity?: IdentityProvider;
  readonly context?: ContextProvider;
}

export type CallMode = "voice" | "video";
export type VisualKind = "cobrowse" | "screenShare";

/** What each event carries: ids and names, never what was written. */
export interface RinnallaEvents {
  /** The launcher stands. */
  readonly ready: { readonly widgetId: string };
  readonly queued: { readonly conversationId: string | null };
  readonly assigned: { readonly conversationId: string | null; readonly agentName: string };
  readonly message: {
    readonly conversationId: string | null;
    readonly messageId: string;
    readonly side: "customer" | "agent";
  };
  readonly minimise: Readonly<Record<string, never>>;
  /** The conversation has ended. */
  readonly close: { readonly conversationId: string | null; readonly because: string };
  /** `badCall`: the API was called with something that it does not take; the others are in docs/errors.md. */
  readonly error: { readonly code: string; readonly cause?: string };
  /** `left`: the chat was opened another way. */
  readonly proactive: {
    readonly rule: string;
    readonly what: "shown" | "accepted" | "dismissed" | "expired" | "left";
  };
  readonly ringing:
    | { readonly kind: "call"; readonly id: string; readonly mode: CallMode }
    | { readonly kind: VisualKind; readonly id: string };
  /** Of a visual session once for each `scope`: `view`, `control`, `record`. */
  readonly accepted:
    | { readonly kind: "call"; readonly id: string; readonly answer: string }
    | { readonly kind: VisualKind; readonly id: string; readonly scope: string };
  readonly ended:
    | { readonly kind: "call"; readonly id: string; readonly reason: string; readonly lengthMs: number }
    | { readonly kind: VisualKind; readonly id: string; readonly reason: string };
}

/** `window.Rinnalla`. Nothing here throws: what cannot be done is `false`, or `null`, and an `error` event says why. */
export interface RinnallaApi {
  /** Begins a conversation, or shows the one that is on. */
  start(options?: StartOptions): Promise<boolean>;
  open(): Promise<boolean>;
  minimise(): Promise<boolean>;
  /** Ends the conversation. */
  close(): Promise<boolean>;
  /** Shows an invitation by a rule of the page's own. `false`: it was not shown, because the customer has met one in this visit, is in the chat, or nobody is there. */
  proactive(options: ProactiveOptions): Promise<boolean>;
  /** Asked of the server at most every ten seconds; `null`: it could not be asked. */
  availability(): Promise<Availability | null>;
  /** Somebody signed in (or, with `null`, out) without a page load. */
  identify(provider: IdentityProvider | null): Promise<boolean>;
  /** Hears `rinnalla:<event>`, and `ready` also if that was before; returns the way out. */
  on<Name extends keyof RinnallaEvents>(event: Name, listener: (detail: RinnallaEvents[Name]) => void): () => void;
}

declare global {
  interface Window {
    Rinnalla?: RinnallaApi;
    rinnallaConfig?: RinnallaConfig;
  }
  interface DocumentEventMap {
    "rinnalla:ready": CustomEvent<RinnallaEvents["ready"]>;
    "rinnalla:queued": CustomEvent<RinnallaEvents["queued"]>;
    "rinnalla:assigned": CustomEvent<RinnallaEvents["assigned"]>;
    "rinnalla:message": CustomEvent<RinnallaEvents["message"]>;
    "rinnalla:minimise": CustomEvent<RinnallaEvents["minimise"]>;
    "rinnalla:close": CustomEvent<RinnallaEvents["close"]>;
    "rinnalla:error": CustomEvent<RinnallaEvents["error"]>;
    "rinnalla:proactive": CustomEvent<RinnallaEvents["proactive"]>;
    "rinnalla:ringing": CustomEvent<RinnallaEvents["ringing"]>;
    "rinnalla:accepted": CustomEvent<RinnallaEvents["accepted"]>;
    "rinnalla:ended": CustomEvent<RinnallaEvents["ended"]>;
  }
}
