/**
 * What the call's own window and the site's pages tell each other, over the browser's storage (CALL-08): that there is a window, and
 * that it has closed and gives the call back. Only the tab that opened it takes it back.
 */
import type { CallId, ClientId } from "@rinnalla/protocol";
import type { KeptCall } from "../../chat/keep.ts";

export const windowName = (widgetId: string): string => `rinnalla-call-${widgetId}`;

/** A page that was on its way meanwhile still takes it; an older one is nobody's. */
const givenForMs = 60_000;

export interface WindowMarks {
  /** The client that is the window, while it carries a call. */
  window: ClientId | null;
  /** This tab opened the window, for this call. */
  opened: CallId | null;
  give(call: KeptCall): void;
  /** What was given back in this call; once. */
  take(callId: CallId): KeptCall | null;
  /** Another page of the site changed one of these. */
  onChange(listener: () => void): void;
}

export function windowMarks(widgetId: string): WindowMarks {
  const key = (name: string): string => `rinnalla.${name}.${widgetId}`;
  return {
    get window() {
      return localStorage.getItem(key("window")) as ClientId | null;
    },
    set window(clientId) {
      write(localStorage, key("window"), clientId);
    },
    get opened() {
      return sessionStorage.getItem(key("opened")) as CallId | null;
    },
    set opened(callId) {
      write(sessionStorage, key("opened"), callId);
    },
    give(call) {
      write(localStorage, key("given"), JSON.stringify({ call, at: Date.now() }));
    },
    take(callId) {
      const given = JSON.parse(localStorage.getItem(key("given")) ?? "null") as { call: KeptCall; at: number } | null;
      if (given?.call.callId !== callId) return null;
      write(localStorage, key("given"), null);
      return Date.now() - given.at < givenForMs ? given.call : null;
    },
    onChange(listener) {
      addEventListener("storage", (event) => {
        if (event.key === key("window") || event.key === key("given")) listener();
      });
    },
  };
}

function write(storage: Storage, key: string, value: string | null): void {
  if (value === null) storage.removeItem(key);
  else storage.setItem(key, value);
}
