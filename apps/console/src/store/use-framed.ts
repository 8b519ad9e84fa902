/** As `useConsole`, but at most once for each frame: for views that show all that the desk holds, and hear of it many times a second. */
import { useCallback, useSyncExternalStore } from "react";
import type { ConsoleState } from "./state.ts";
import { useRooms } from "./use-console.ts";

export function useFramed<Part>(select: (state: ConsoleState) => Part): Part {
  const { state } = useRooms();
  const subscribe = useCallback(
    (listener: () => void) => {
      let frame = 0;
      const end = state.subscribe(() => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          listener();
        });
      });
      return () => {
        end();
        cancelAnimationFrame(frame);
      };
    },
    [state],
  );
  return useSyncExternalStore(subscribe, () => select(state.get()));
}
