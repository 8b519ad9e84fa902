/**
 * The one classic script that a site embeds (CHAT-01). It draws nothing: it finds its tag, puts `window.Rinnalla` in place and
 * fetches the chat as a module from its own origin, at once if something is going on in it, else when the page is idle.
 */
import { announce, type ChatControls } from "../api/api.ts";
import { askAvailability } from "../api/availability.ts";
import { createApi } from "../api/create-api.ts";
import type { ShellFrame } from "../api/shown-page.ts";
import { Site } from "../api/site.ts";
import { isOngoing } from "./ongoing.ts";
import { putDown, takeUp, type TakenUp } from "./take-up.ts";

/** The chat's hashed file name, filled in by the build. */
declare const CHAT_FILE: string;

export interface BootOptions {
  readonly widgetId: string;
  /** Address of the server with a slash at the end. */
  readonly server: string;
  /** Of the call or the session that the page before this one carried (CALL-08, VIS-07). */
  readonly takenUp: TakenUp | null;
  readonly site: Site;
}

const tag = (document.currentScript ?? document.querySelector("script[data-widget]")) as HTMLScriptElement | null;
const widgetId = tag?.dataset["widget"];
// Inside the shell of a call (CALL-08) the widget is there already, around this page.
const door = (window.frameElement as ShellFrame | null)?.rinnallaShell;

// With a slash at the end.
const server = tag ? new URL("..", tag.src).href : "";

if (widgetId && door?.widgetId === widgetId && !window.Rinnalla) {
  window.Rinnalla = createApi(async () => door.controls, askAvailability(server, widgetId));
  door.entered({ window, importModule: (url) => import(/* @vite-ignore */ url) });
  announce("ready", { widgetId });
} else if (tag && widgetId && !window.Rinnalla) {
  const directory = new URL(".", tag.src).href;
  let chat: Promise<ChatControls> | undefined;
  // Where the network was away the next call tries again.
  const load = (): Promise<ChatControls> =>
    (chat ??= boot(widgetId, server, directory).catch((error: unknown) => {
      chat = undefined;
      throw error;
    }));
  const loadOrTell = (): void =>
    void load().catch((error: unknown) => {
      announce("error", { code: "unavailable", cause: String(error) });
      addEventListener("online", loadOrTell, { once: true });
    });
  const begin = (): void => {
    if (isOngoing(widgetId)) loadOrTell();
    else if (document.readyState === "complete") whenIdle(loadOrTell);
    else addEventListener("load", () => whenIdle(loadOrTell), { once: true });
  };
  window.Rinnalla = createApi(load, askAvailability(server, widgetId));
  // Nobody sees a page that the browser only prepares: it has no customer, no line and no devices yet, but it may have the code.
  if ((document as { prerendering?: boolean }).prerendering) {
    if (isOngoing(widgetId)) import(/* @vite-ignore */ directory + CHAT_FILE).catch(() => {});
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else begin();
}

async function boot(widgetId: string, server: string, directory: string): Promise<ChatControls> {
  const takenUp = takeUp(widgetId, directory, server);
  try {
    const module = (await import(/* @vite-ignore */ directory + CHAT_FILE)) as {
      boot(options: BootOptions): Promise<ChatControls>;
    };
    return await module.boot({ widgetId, server, takenUp, site: new Site() });
  } catch (error) {
    putDown(takenUp);
    throw error;
  }
}

function whenIdle(task: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in window) requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 200);
}
