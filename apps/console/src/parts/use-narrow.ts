/** True where the rail lies at the bottom edge and the console shows one step at a time (`phone.css`). */
import { useSyncExternalStore } from "react";

const query = window.matchMedia("(max-width: 900px)");

export function isNarrow(): boolean {
  return query.matches;
}

export function useNarrow(): boolean {
  return useSyncExternalStore((listener) => {
    query.addEventListener("change", listener);
    return () => query.removeEventListener("change", listener);
  }, isNarrow);
}
