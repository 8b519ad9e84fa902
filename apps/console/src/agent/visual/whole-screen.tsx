/** The session over the whole screen, with its tools. */
import { useEffect, useState, type RefObject } from "react";
import { sectionsOf } from "../inbox/sections.ts";
import { IconButton } from "../../parts/icon-button.tsx";
import { useConsole, useWords } from "../../store/use-console.ts";

export function WholeScreen({ of }: { readonly of: RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    const look = (): void => setWhole(of.current !== null && document.fullscreenElement === of.current);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, [of]);
  const calling = useConsole(
    (state) =>
      sectionsOf(state.desk, state.me.id).offers.length +
      [...state.desk.conversations.values()].filter((row) => row.call?.invited?.agentId === state.me.id).length +
      state.toasts.length,
  );
  useEffect(() => {
    // Offers, a colleague's ring and what went wrong are shown beside it: whoever sees only the session would miss them.
    if (calling > 0 && document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  }, [calling]);
  if (!document.fullscreenEnabled) return null;
  return (
    <IconButton
      icon={isWhole ? "shrink" : "expand"}
      size={16}
      label={t(isWhole ? "visual.leaveWhole" : "visual.whole")}
      onPress={() =>
        void (isWhole ? document.exitFullscreen() : of.current?.requestFullscreen())?.catch(() => undefined)
      }
    />
  );
}
