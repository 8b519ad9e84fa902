/** Whether anybody would answer (CHAT-09). However often a page asks, the server is asked every ten seconds at most. */
import { announce } from "./api.ts";
import type { Availability } from "./rinnalla.d.ts";

const keptMs = 10_000;

/** `server`: with a slash at the end. */
export function askAvailability(server: string, widgetId: string): () => Promise<Availability | null> {
  let kept: Promise<Availability | null> | undefined;
  let askedAt = 0;
  const ask = async (): Promise<Availability | null> => {
    try {
      const answer = await fetch(`${server}api/widget/${widgetId}/availability`, { method: "POST" });
      if (answer.ok) return await answer.json();
      announce("error", await answer.json());
    } catch (error) {
      announce("error", { code: "unavailable", cause: String(error) });
    }
    return null;
  };
  return () => {
    if (!kept || Date.now() - askedAt > keptMs) {
      askedAt = Date.now();
      kept = ask();
    }
    return kept;
  };
}
