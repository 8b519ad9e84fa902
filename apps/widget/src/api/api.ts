/**
 * The site developer's JavaScript API, `window.Rinnalla`, and its DOM events (CHAT-09). The loader puts it in place at once;
 * what is called before the chat has arrived waits for it.
 */
import type { FormAnswer } from "@rinnalla/protocol";
import { shownPage } from "./shown-page.ts";
import type { IdentityProvider } from "./site.ts";

export interface StartOptions {
  readonly name?: string;
  readonly message?: string;
}

/** What the form adds to it. */
export interface FormStart extends StartOptions {
  readonly answers?: readonly FormAnswer[];
}

/** What the chat does behind the API. */
export interface ChatControls {
  /** Begins a conversation (or shows the one that is on); where a form is asked, or it is closed, it shows that, with the message in it. */
  start(options?: StartOptions): void;
  open(): void;
  minimise(): void;
  /** Ends the conversation. */
  close(): void;
  /** Somebody signed in or out on this page: from now on the visitor is whom this provider names (CHAT-08). */
  identify(provider: IdentityProvider | null): void;
}

export const widgetEvents = [
  "ready",
  "queued",
  "assigned",
  "message",
  "minimise",
  "close",
  "error",
  "ringing",
  "accepted",
  "ended",
  "proactive",
] as const;
export type WidgetEvent = (typeof widgetEvents)[number];

export interface RinnallaApi {
  start(options?: StartOptions): Promise<void>;
  open(): Promise<void>;
  minimise(): Promise<void>;
  close(): Promise<void>;
  identify(provider: IdentityProvider | null): Promise<void>;
  /** Hears `rinnalla:<event>`; returns the way out. */
  on(event: WidgetEvent, listener: (detail: unknown) => void): () => void;
}

export function createApi(load: () => Promise<ChatControls>): RinnallaApi {
  return {
    start: async (options) => (await load()).start(options),
    open: async () => (await load()).open(),
    minimise: async () => (await load()).minimise(),
    close: async () => (await load()).close(),
    identify: async (provider) => (await load()).identify(provider),
    on(event, listener) {
      const hear = (heard: Event): void => listener((heard as CustomEvent).detail);
      document.addEventListener(`rinnalla:${event}`, hear);
      return () => document.removeEventListener(`rinnalla:${event}`, hear);
    },
  };
}

/** On the document that the visitor sees, so that it bubbles to its window. Details hold ids and names, never what was written. */
export function announce(event: WidgetEvent, detail: Readonly<Record<string, unknown>> = {}): void {
  shownPage().window.document.dispatchEvent(new CustomEvent(`rinnalla:${event}`, { detail, bubbles: true }));
}
