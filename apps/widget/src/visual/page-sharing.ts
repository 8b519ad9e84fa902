/** This page as the co-browse's source: capture joined to the channel. The engine is fetched when the customer is asked. */
import type { Capture, GuardedAction } from "@rinnalla/cobrowse/capture";
import type { VisualId } from "@rinnalla/protocol";
import type { Channel } from "@rinnalla/client";
import type { Chat } from "../chat/chat.ts";

export const loadCapture = () => import("@rinnalla/cobrowse/capture");

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

  void loadCapture().then(({ startCapture }) => {
    if (isStopped) return;
    const opened = chat.joinChannel(visualId, {
      onOpen: () => undefined,
      onPayload: (payload) => capture?.handlePayload(payload),
      onWants(viewers, wantsSnapshot) {
        if (viewers === 0) capture?.idle();
        else if (wantsSnapshot) capture?.wantSnapshot();
      },
      onClosed() {
        stop();
        onLost();
      },
    });
    if (!opened) return;
    channel = opened;
    capture = startCapture({
      window,
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
  });

  function stop(): void {
    isStopped = true;
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
