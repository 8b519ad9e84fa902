/**
 * The page that the customer sees as the co-browse's source: capture joined to the channel. The engine is fetched when the customer is
 * asked. In a call's shell it follows each page into the frame, over the same channel (VIS-07).
 */
import type { Channel } from "@rinnalla/client";
import type { Capture, GuardedAction } from "@rinnalla/cobrowse/capture";
import { viewOfPage } from "@rinnalla/core";
import type { VisualId } from "@rinnalla/protocol";
import { onShownPage, shownPage } from "../api/shown-page.ts";
import type { Chat } from "../chat/chat.ts";

export const loadCapture = () => import("@rinnalla/cobrowse/capture");
/** How often a page on which viewing pauses is looked at again: single-page sites go on without a word. */
const lookAgainMs = 300;
type CaptureModule = Awaited<ReturnType<typeof loadCapture>>;

export interface PageSharingOptions {
  readonly chat: Chat;
  readonly visualId: VisualId;
  readonly agentName: string;
  readonly exclude: Element;
  mayControl(): boolean;
  confirmAction(action: { readonly kind: GuardedAction; readonly label: string }): Promise<boolean>;
}

export interface PageSharing {
  pause(): void;
  resume(): void;
  stop(): void;
}

/** `onLost`: another page shares now, or the session ended. */
export function sharePage(options: PageSharingOptions, onLost: () => void): PageSharing {
  const { chat, visualId } = options;
  let capture: Capture | null = null;
  let channel: Channel | null = null;
  let isStopped = false;
  let isPaused = false;
  let isWatched = false;
  /** By the administrator's rule, whatever the customer says. */
  let isClosedHere = false;
  let looking = 0;

  const leaveShownPage = onShownPage(() => void follow());
  void follow();

  async function follow(): Promise<void> {
    const page = shownPage();
    const here = await loadCapture();
    if (isStopped || page !== shownPage()) return;
    channel ??= join();
    if (!channel) return;
    window.clearInterval(looking);
    capture?.stop();
    capture = null;
    if (page.window === window) return begin(here, page.window);
    // An engine with the frame's own classes. Without the loader in a page there is nothing to show of it.
    if (!page.importModule) return;
    const part = (await page.importModule(import.meta.url)) as { loadCapture: typeof loadCapture };
    const there = await part.loadCapture();
    if (!isStopped && page === shownPage()) begin(there, page.window);
  }

  function join(): Channel | null {
    return chat.joinChannel(visualId, {
      onOpen: () => undefined,
      onPayload: (payload) => capture?.handlePayload(payload),
      onWants(viewers, wantsSnapshot) {
        isWatched = viewers > 0;
        if (!isWatched) capture?.idle();
        else if (wantsSnapshot) capture?.wantSnapshot();
      },
      onClosed() {
        stop();
        onLost();
      },
    });
  }

  function begin(module: CaptureModule, of: Window): void {
    const opened = channel!;
    const rules = chat.state.widget?.viewingRules ?? [];
    const path = of.location.pathname;
    const { isPaused: isClosed, ...view } = viewOfPage(rules, path);
    /** Where the path changed under us (a single-page site), other rules may hold: nothing more leaves under the old ones. */
    const isPast = (): boolean =>
      of.location.pathname !== path &&
      JSON.stringify(viewOfPage(rules, of.location.pathname)) !== JSON.stringify(viewOfPage(rules, path));
    let isLastWord = false;
    const beginAnew = (): void => {
      window.clearInterval(looking);
      if (isStopped || capture !== started) return;
      if (viewOfPage(rules, of.location.pathname).isPaused) {
        isLastWord = true;
        capture.pause();
      }
      capture.stop();
      begin(module, of);
    };
    looking = rules.length > 0 ? window.setInterval(() => isPast() && beginAnew(), lookAgainMs) : 0;
    const started = module.startCapture({
      window: of,
      rules: view,
      channel: {
        send(payload, flags) {
          if (isLastWord || !isPast()) opened.send(payload, flags);
        },
        bufferedBytes: () => opened.bufferedBytes(),
      },
      agentName: options.agentName,
      mayControl: options.mayControl,
      confirmAction: options.confirmAction,
      report: (action, label) => void chat.command({ type: "reportAction", visualId, action, label }),
      exclude: options.exclude,
    });
    capture = started;
    if (isPaused || isClosed) capture.pause();
    isClosedHere = isClosed;
    if (isWatched) capture.wantSnapshot();
  }

  function stop(): void {
    isStopped = true;
    leaveShownPage();
    window.clearInterval(looking);
    capture?.stop();
    channel?.leave();
    capture = channel = null;
  }

  return {
    pause() {
      isPaused = true;
      capture?.pause();
    },
    resume() {
      isPaused = false;
      if (!isClosedHere) capture?.resume();
    },
    stop,
  };
}
