/** From nothing to the console: who is signed in, then the rooms, or a page that says what is missing. */
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import type { Observable } from "../store/observable.ts";
import { applyPreferences, type Preferences } from "../store/preferences.ts";
import { PreferencesContext, RoomsContext, WordsContext } from "../store/use-console.ts";
import { wordsOf } from "../texts/words.ts";
import { Gate } from "./gate.tsx";
import { Layout } from "./layout.tsx";
import { openRooms, type OpenConsole } from "./open-rooms.ts";
import { whoAmI } from "./sign-in.ts";

type Stage =
  | { readonly kind: "loading" | "signedOut" | "failed" }
  | { readonly kind: "open"; readonly console: OpenConsole };

export function App({ preferences }: { readonly preferences: Observable<Preferences> }) {
  const kept = useSyncExternalStore(preferences.subscribe, preferences.get);
  const words = useMemo(() => wordsOf(kept.locale), [kept.locale]);
  const [stage, setStage] = useState<Stage>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => applyPreferences(document.documentElement, kept), [kept]);
  useEffect(() => {
    let opened: OpenConsole | null = null;
    let isGone = false;
    const leave = (): void => {
      opened?.close();
      opened = null;
      setStage({ kind: "signedOut" });
    };
    void whoAmI().then((answer) => {
      if (isGone) return;
      if (answer.kind !== "signedIn") return setStage({ kind: answer.kind });
      opened = openRooms(answer.me, () => preferences.get().locale, leave);
      setStage({ kind: "open", console: opened });
    });
    return () => {
      isGone = true;
      opened?.close();
    };
  }, [attempt, preferences]);

  return (
    <I18nProvider locale={{ en: "en-US", fi: "fi-FI", sv: "sv-SE" }[kept.locale]}>
      <PreferencesContext value={preferences}>
        <WordsContext value={words}>
          {stage.kind === "open" ? (
            <RoomsContext value={stage.console.rooms}>
              <Layout />
            </RoomsContext>
          ) : (
            <Gate
              stage={stage.kind}
              onRetry={() => {
                setStage({ kind: "loading" });
                setAttempt((count) => count + 1);
              }}
            />
          )}
        </WordsContext>
      </PreferencesContext>
    </I18nProvider>
  );
}
