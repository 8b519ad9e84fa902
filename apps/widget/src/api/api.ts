/**
 * What the chat does behind the site developer's JavaScript API, and how it tells the page what happens (CHAT-09), as `rinnalla.d.ts` describes
 * both. The API itself is the loader's.
 */
import type { FormAnswer } from "@rinnalla/protocol";
import type { IdentityProvider, ProactiveOptions, RinnallaEvents, StartOptions } from "./rinnalla.d.ts";
import { shownPage } from "./shown-page.ts";

export type WidgetEvent = keyof RinnallaEvents;

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
  /** False: it is not the moment for it (CHAT-07). */
  proactive(options: ProactiveOptions): Promise<boolean>;
  /** Somebody signed in or out on this page: from now on the visitor is whom this provider names (CHAT-08). */
  identify(provider: IdentityProvider | null): void;
}

/** On the document that the visitor sees, so that it bubbles to its window. Details hold ids and names, never what was written. */
export function announce<Name extends WidgetEvent>(event: Name, detail: RinnallaEvents[Name]): void {
  shownPage().window.document.dispatchEvent(new CustomEvent(`rinnalla:${event}`, { detail, bubbles: true }));
}
