/**
 * Talks with a provider's page in its frame (VIS-10). Listened to is that frame's window and the manifest's origin alone; spoken to is
 * that origin alone. What the page tells goes to the server with the token that the page shows: here nothing is believed.
 */
import type {
  ErrorCode,
  MessageFromProvider,
  MessageToProvider,
  ProviderEvent,
  ProviderSession,
} from "@rinnalla/protocol";

export type Told = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

export interface ProviderLinkDeps {
  readonly origin: string;
  /** Where the messages come in: this window. */
  readonly host: Pick<Window, "addEventListener" | "removeEventListener">;
  /** The frame's window, as it is now. */
  readonly frame: () => MessageEventSource | null;
  /** Another session description, with a younger token; null: there is no session any more. */
  readonly session: () => Promise<ProviderSession | null>;
  readonly report: (token: string, event: ProviderEvent) => Promise<Told>;
}

export interface ProviderLink {
  /** Tells the page that its session is over. */
  ended(): void;
  close(): void;
}

export function connectProvider(deps: ProviderLinkDeps): ProviderLink {
  let isHandingOver = false;

  function say(message: MessageToProvider): void {
    // Typed for message ports too, which have no origin to speak to.
    (deps.frame() as Window | null)?.postMessage(message, deps.origin);
  }

  async function handOver(): Promise<void> {
    // A page that says "ready" again and again asks the server no more often than it answers.
    if (isHandingOver) return;
    isHandingOver = true;
    const session = await deps.session();
    isHandingOver = false;
    say(session ? { rinnalla: 1, type: "session", session } : { rinnalla: 1, type: "ended" });
  }

  async function pass(token: string, event: ProviderEvent): Promise<void> {
    const told = await deps.report(token, event);
    say({ rinnalla: 1, type: "answer", id: event.id, ...told });
  }

  function take(event: MessageEvent): void {
    if (event.origin !== deps.origin || event.source === null || event.source !== deps.frame()) return;
    const message = messageOf(event.data);
    if (message?.type === "ready") void handOver();
    if (message?.type === "event") void pass(message.token, message.event);
  }

  deps.host.addEventListener("message", take);
  return {
    ended: () => say({ rinnalla: 1, type: "ended" }),
    close: () => deps.host.removeEventListener("message", take),
  };
}

/** Its shape as far as it has to be passed on; the server checks it against the schema. */
export function messageOf(data: unknown): MessageFromProvider | null {
  if (!isRecord(data) || data["rinnalla"] !== 1) return null;
  if (data["type"] === "ready") return { rinnalla: 1, type: "ready" };
  const { token, event } = data;
  if (data["type"] !== "event" || typeof token !== "string" || !isRecord(event)) return null;
  if (typeof event["id"] !== "string" || typeof event["type"] !== "string") return null;
  return { rinnalla: 1, type: "event", token, event: event as ProviderEvent };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
