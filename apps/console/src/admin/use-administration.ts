/** The way from the forms to the administration's state and words. */
import { createTranslate, type Translate } from "@rinnalla/ui";
import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { useWords } from "../store/use-console.ts";
import type { Administration, AdministrationRoom } from "./administration-room.ts";
import { en, type AdminTextKey } from "./texts/en.ts";
import { fi } from "./texts/fi.ts";
import { sv } from "./texts/sv.ts";

export const AdministrationContext = createContext<AdministrationRoom | null>(null);

export function useAdministrationRoom(): AdministrationRoom {
  const room = useContext(AdministrationContext);
  if (!room) throw new Error("no administration around this view");
  return room;
}

export function useAdministration(): Administration {
  const { state } = useAdministrationRoom();
  return useSyncExternalStore(state.subscribe, state.get);
}

export function useAdminText(): Translate<AdminTextKey> {
  const { locale } = useWords();
  return useMemo(() => createTranslate({ en, fi, sv }[locale]), [locale]);
}
