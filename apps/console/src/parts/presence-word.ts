/** The presence in words: ours, or the organisation's own in the reader's language (ROUTE-05). */
import type { AgentView, PresenceConfig, PresenceId } from "@rinnalla/protocol";
import { useCallback } from "react";
import { useConsole, useWords } from "../store/use-console.ts";

type Shown = Pick<AgentView, "presence" | "customPresence" | "isBusyByLoad">;

export function usePresenceWord(): (agent: Shown) => string {
  const { t } = useWords();
  const nameOf = useOwnPresenceName();
  const presences = useConsole((state) => state.desk.presences);
  return useCallback(
    ({ presence, customPresence, isBusyByLoad }) => {
      if (isBusyByLoad) return t("presence.busyByLoad");
      const own = customPresence && presences.get(customPresence);
      return own ? nameOf(own) : t(`presence.${presence}`);
    },
    [t, presences, nameOf],
  );
}

export function useOwnPresenceName(): (own: PresenceConfig) => string {
  const { locale } = useWords();
  return useCallback(({ name, names }) => names[locale]?.trim() || name, [locale]);
}

/** What was chosen, whatever the load makes of it. */
export function chosenIn({ presence, customPresence, isBusyByLoad }: Shown): PresenceId | AgentView["presence"] {
  return customPresence ?? (isBusyByLoad ? "available" : presence);
}
