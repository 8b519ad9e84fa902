/**
 * `window.Rinnalla` (CHAT-09). The loader puts it in place at once; what is called before the chat has arrived waits for it. Nothing that a page
 * does wrong here may break the page.
 */
import { announce, type ChatControls } from "./api.ts";
import { badIdentify, badOn, badStart, refuse } from "./bad-call.ts";
import type { Availability, RinnallaApi, RinnallaEvents } from "./rinnalla.d.ts";

type Done = Promise<boolean> | void;

/** `availability`: `null` where the server could not be asked. */
export function createApi(
  load: () => Promise<ChatControls>,
  availability: () => Promise<Availability | null>,
): RinnallaApi {
  let ready: RinnallaEvents["ready"] | null = null;
  document.addEventListener("rinnalla:ready", ({ detail }) => (ready = detail), { once: true });

  const run = async (problem: string | null, act: (controls: ChatControls) => Done): Promise<boolean> => {
    if (problem) return refuse(problem);
    try {
      return (await act(await load())) ?? true;
    } catch (error) {
      announce("error", { code: "unavailable", cause: String(error) });
      return false;
    }
  };
  return {
    start: (options) => run(badStart(options), (chat) => chat.start(options)),
    open: () => run(null, (chat) => chat.open()),
    minimise: () => run(null, (chat) => chat.minimise()),
    close: () => run(null, (chat) => chat.close()),
    proactive: (options) => run(null, (chat) => chat.proactive(options)),
    availability,
    identify: (provider) => run(badIdentify(provider), (chat) => chat.identify(provider)),
    on(event, listener) {
      const problem = badOn(event, listener);
      if (problem) {
        refuse(problem);
        return () => {};
      }
      const name = `rinnalla:${event}` as const;
      const hear = (heard: Event): void => listener((heard as CustomEvent).detail);
      document.addEventListener(name, hear);
      if (event === "ready" && ready) queueMicrotask(() => hear(new CustomEvent(name, { detail: ready })));
      return () => document.removeEventListener(name, hear);
    },
  };
}
