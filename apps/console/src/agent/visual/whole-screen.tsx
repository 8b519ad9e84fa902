/** The session over the whole screen, with its tools. */
import { useEffect, useState, type RefObject } from "react";
import { IconButton } from "../../parts/icon-button.tsx";
import { useWords } from "../../store/use-console.ts";

export function WholeScreen({ of }: { readonly of: RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    const look = (): void => setWhole(of.current !== null && document.fullscreenElement === of.current);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, [of]);
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
