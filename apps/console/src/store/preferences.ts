/** What this browser keeps for its user: theme and language. A browser that keeps nothing gets the defaults each time. */
import { consoleLocaleOf, consoleLocales, type ConsoleLocale } from "../texts/words.ts";
import { observable, type Observable } from "./observable.ts";

export type Theme = "system" | "light" | "dark";

export interface Preferences {
  readonly theme: Theme;
  readonly locale: ConsoleLocale;
}

const key = "rinnalla.console.preferences";

export function keepPreferences(
  storage: Pick<Storage, "getItem" | "setItem">,
  languages: readonly string[],
): Observable<Preferences> {
  const preferences = observable(read(storage, languages));
  preferences.subscribe(() => {
    try {
      storage.setItem(key, JSON.stringify(preferences.get()));
    } catch {
      // Full or forbidden: kept for this page only.
    }
  });
  return preferences;
}

function read(storage: Pick<Storage, "getItem">, languages: readonly string[]): Preferences {
  let kept: Partial<Preferences> = {};
  try {
    kept = JSON.parse(storage.getItem(key) ?? "{}") as Partial<Preferences>;
  } catch {
    // Not ours or broken: the defaults.
  }
  return {
    theme: kept.theme === "light" || kept.theme === "dark" ? kept.theme : "system",
    locale: consoleLocales.find((locale) => locale === kept.locale) ?? consoleLocaleOf(languages),
  };
}

/** Applied to the document's root; `tokens.css` does the rest. */
export function applyPreferences(root: HTMLElement, { theme, locale }: Preferences): void {
  root.lang = locale;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}
