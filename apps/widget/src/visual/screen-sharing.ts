/** This page as the source of a shared screen. The picker needs the customer's click; the picture dies with the page (no browser carries it over). */
import { createScreenShare, pickScreen, type ScreenPick, type ScreenShare } from "@rinnalla/calls";
import type { VisualId } from "@rinnalla/protocol";
import type { Chat } from "../chat/chat.ts";
import type { SignalNotice } from "../chat/part.ts";
import type { SharedSurface } from "./pointer-place.ts";

export { createSharedInk } from "./shared-ink.tsx";

/** In the standard, not yet in TypeScript's library: tells a page which of the shared tabs is itself. */
interface CaptureHandles {
  setCaptureHandleConfig?(config: { handle: string; permittedOrigins: string[] }): void;
}
interface HandledTrack extends MediaStreamTrack {
  getCaptureHandle?(): { handle: string } | null;
}

export interface ScreenSharing {
  readonly surface: SharedSurface;
  readonly stream: MediaStream;
  takeSignal(notice: SignalNotice): void;
  setPaused(isPaused: boolean): void;
  networkChanged(): void;
  stop(): void;
}

/** Straight in a click. */
export function pick(chat: Chat): Promise<ScreenPick> {
  const media = navigator.mediaDevices as (MediaDevices & CaptureHandles) | undefined;
  media?.setCaptureHandleConfig?.({ handle: chat.clientId, permittedOrigins: [location.origin] });
  return pickScreen();
}

export function shareScreen(
  chat: Chat,
  visualId: VisualId,
  stream: MediaStream,
  onEndedByBrowser: () => void,
): ScreenSharing {
  const track: HandledTrack | undefined = stream.getVideoTracks()[0];
  const share: ScreenShare = createScreenShare({
    side: "customer",
    visualId,
    clientId: chat.clientId,
    transport: {
      send: (rtc) => chat.signal({ kind: "rtc", linkId: visualId, rtc }),
      relays: () => chat.relays(visualId),
      doubt: () => chat.doubt(),
    },
    onChange: () => undefined,
    onEndedByBrowser,
  });
  share.offerScreen(stream);
  return {
    stream,
    get surface() {
      if (track?.getCaptureHandle?.()?.handle === chat.clientId) return "tab";
      const { displaySurface } = track?.getSettings() ?? {};
      // Without capture handles a shared tab is taken for this one, which the picker puts first.
      if (displaySurface === "browser") return track?.getCaptureHandle ? "other" : "tab";
      return displaySurface === "monitor" ? "monitor" : "other";
    },
    takeSignal({ from, signal }) {
      if (signal.kind === "rtc" && signal.linkId === visualId && from.side === "agent")
        share.handleSignal(from, signal.rtc);
    },
    setPaused(isPaused) {
      // Black frames at once, whatever the server's answer takes.
      if (track) track.enabled = !isPaused;
    },
    networkChanged: () => share.networkChanged(),
    stop: () => share.close(),
  };
}
