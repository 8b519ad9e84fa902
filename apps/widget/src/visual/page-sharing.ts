/**
 * The page that the customer sees as the co-browse's source: capture joined to the channel. The engine is fetched when the customer is
 * asked. In a call's shell it follows each page into the frame, over the same channel (VIS-07).
 */
import type { Channel } from "@rinnalla/client";
import type { Capture, GuardedAction } from "@rinnalla/cobrowse/capture";
import type { VisualId } from "@rinnalla/protocol";
import { onShownPage, shownPage } from "../api/shown-page.ts";
import type { Chat } from "../chat/chat.ts";

export const loadCapture = () => import("@rinnalla/cobrowse/capture");
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

  const leaveShownPage = onShownPage(() => void follow());
  void follow();

  async function follow(): Promise<void> {
    const page = shownPage();
    const here = await loadCapture();
    if (isStopped || page !== shownPage()) return;
    channel ??= join();
    if (!channel) return;
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

  function begin({ startCapture }: CaptureModule, of: Window): void {
    const opened = channel!;
    capture = startCapture({
      window: of,
      channel: {
        send: (payload, flags) => void opened.send(payload, flags),
        bufferedBytes: () => opened.bufferedBytes(),
      },
      agentName: options.agentName,
      mayControl: options.mayControl,
      confirmAction: options.confirmAction,
      report: (action, label) => void chat.command({ type: "reportAction", visualId, action, label }),
      exclude: options.exclude,
    });
    if (isPaused) capture.pause();
    if (isWatched) capture.wantSnapshot();
  }

  function stop(): void {
    isStopped = true;
    leaveShownPage();
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
      capture?.resume();
    },
    stop,
  };
}
