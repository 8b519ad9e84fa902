/** How an agent wants to be told of news in this browser (CHAT-10): kept here for each agent apart, and the same in all tabs. */
import type { AgentId } from "@rinnalla/protocol";
import { observable, type Observable } from "../store/observable.ts";

export interface NotifySettings {
  readonly hasSound: boolean;
  readonly isOnDesktop: boolean;
  /** Names and messages stand in desktop notifications, which a locked screen may show to anybody. */
  readonly showsNames: boolean;
}

const usual: NotifySettings = { hasSound: true, isOnDesktop: false, showsNames: false };

export function keepNotifySettings(
  agentId: AgentId,
  storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
): Observable<NotifySettings> & { readonly close: () => void } {
  const key = `rinnalla.console.notify.${agentId}`;
  const read = (text: string | null): NotifySettings => {
    let kept: Partial<Record<keyof NotifySettings, unknown>> = {};
    try {
      kept = (JSON.parse(text ?? "{}") as typeof kept | null) ?? {};
    } catch {
      // Not ours or broken: the defaults.
    }
    const of = (name: keyof NotifySettings): boolean => {
      const value = kept[name];
      return typeof value === "boolean" ? value : usual[name];
    };
    return { hasSound: of("hasSound"), isOnDesktop: of("isOnDesktop"), showsNames: of("showsNames") };
  };
  const stored = (): string | null => {
    try {
      return storage.getItem(key);
    } catch {
      return null;
    }
  };
  const settings = observable(read(stored()));
  settings.subscribe(() => {
    try {
      const text = JSON.stringify(settings.get());
      if (text !== stored()) storage.setItem(key, text);
    } catch {
      // Full or forbidden: kept for this page only.
    }
  });
  const ends = new AbortController();
  if (typeof addEventListener === "function")
    addEventListener("storage", (event) => event.key === key && settings.update(() => read(event.newValue)), {
      signal: ends.signal,
    });
  return { ...settings, close: () => ends.abort() };
}
