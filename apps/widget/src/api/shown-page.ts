/**
 * The page that the visitor sees: the tab's own, or the one in the shell's frame while a call outlives page loads (CALL-08).
 * Events of the JS API go to it, and a co-browse shows it.
 */
import type { ChatControls } from "./api.ts";

export interface ShownPage {
  readonly window: Window;
  /** Loads a module with the frame's own globals; `null`: the tab's own page, or one where the loader has not run (yet). */
  readonly importModule: ((url: string) => Promise<unknown>) | null;
}

/** What the shell leaves on its frame for the loader inside. */
export interface ShellDoor {
  readonly widgetId: string;
  readonly controls: ChatControls;
  entered(page: ShownPage): void;
}
export type ShellFrame = HTMLIFrameElement & { rinnallaShell?: ShellDoor };

let shown: ShownPage | null = null;
const listeners = new Set<() => void>();

export function shownPage(): ShownPage {
  return (shown ??= { window, importModule: null });
}

export function showPage(page: ShownPage): void {
  shown = page;
  for (const listener of listeners) listener();
}

/** Returns the way out. */
export function onShownPage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
