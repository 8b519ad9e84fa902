/** Times that run: one shared beat for the whole page, so that all of them change together. */
import { useSyncExternalStore } from "react";
import { useClockOffset } from "../store/use-console.ts";
import { duration } from "../texts/words.ts";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = Math.floor(Date.now() / 1000);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    const now = Math.floor(Date.now() / 1000);
    if (now === second) return;
    second = now;
    for (const each of [...listeners]) each();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time, in whole seconds, as milliseconds. */
export function useNow(): number {
  const offset = useClockOffset();
  return (
    useSyncExternalStore(subscribe, () => (timer ? second : (second = Math.floor(Date.now() / 1000)))) * 1000 + offset
  );
}

export function Since({ at }: { readonly at: number }) {
  return <span className="figures">{duration(useNow() - at)}</span>;
}

export function Left({ until }: { readonly until: number }) {
  return <span className="figures">{duration(until - useNow())}</span>;
}
