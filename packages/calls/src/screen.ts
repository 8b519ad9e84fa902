/** Screen sharing: a line of its own on which one picture goes from the customer to the agent (VIS-03, CALL-07). */
import { browserEnvironment } from "./environment.ts";
import { createLine } from "./line.ts";
import { heldMedia } from "./media-state.ts";
import { publishView } from "./published-view.ts";
import type { ScreenPick, ScreenShare, ScreenShareOptions, ScreenView } from "./types.ts";

export function createScreenShare(options: ScreenShareOptions): ScreenShare {
  const { side } = options;
  const environment = options.environment ?? browserEnvironment();
  const line = createLine({
    side,
    transport: options.transport,
    environment,
    isSilenceNormal: true,
    onChange: () => published.refresh(),
    // Whoever of the customer's pages shares is the one to see.
    onAccept: (clientId) => line.choose(clientId),
  });
  let shared: MediaStream | null = null;
  let track: MediaStreamTrack | null = null;
  const published = publishView(readView, options.onChange);

  function readView(): ScreenView {
    const { current } = line;
    const isSeen = current?.remote?.hasVideo === true;
    return {
      link: line.state,
      remoteVideo: isSeen && current !== null ? current.video : null,
      remoteAudio: isSeen && current?.remote?.hasAudio === true ? current.audio : null,
      isSharing: side === "customer" ? track !== null : isSeen,
      quality: line.quality,
    };
  }

  function endedByBrowser(): void {
    release();
    line.carry({ audio: null, video: null }, heldMedia);
    published.refresh();
    options.onEndedByBrowser?.();
  }

  function release(): void {
    track?.removeEventListener("ended", endedByBrowser);
    for (const one of shared?.getTracks() ?? []) one.stop();
    shared = track = null;
  }

  return {
    get view() {
      return published.view;
    },
    handleSignal: (from, rtc) => line.handleSignal(from, rtc),
    start() {
      if (side === "agent") line.start();
    },
    offerScreen(stream) {
      const [next] = stream.getVideoTracks();
      if (next === undefined || stream === shared) return;
      release();
      shared = stream;
      track = next;
      // Text stays legible: under a poor network the picture rate gives way, not the sharpness.
      track.contentHint = "detail";
      track.addEventListener("ended", endedByBrowser);
      // The sound of what is shared, where the customer has let it be shared as well.
      const audio = stream.getAudioTracks()[0] ?? null;
      const state = { phase: "ready", hasAudio: audio !== null, hasVideo: true, isSending: true } as const;
      line.carry({ audio, video: track }, state);
      line.start();
      published.refresh();
    },
    networkChanged: () => line.networkChanged(),
    close() {
      line.close();
      release();
      published.end();
    },
  };
}

/** In the standard, not yet in TypeScript's library. */
const withoutOwnSound: MediaTrackConstraints & { readonly restrictOwnAudio: boolean } = { restrictOwnAudio: true };

/** Opens the browser's picker; call it straight in a click. */
export async function pickScreen(): Promise<ScreenPick> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  if (typeof media?.getDisplayMedia !== "function") return { ok: false, reason: "unsupported" };
  try {
    const supported: MediaTrackSupportedConstraints & { restrictOwnAudio?: boolean } = media.getSupportedConstraints();
    const hasSound = supported.restrictOwnAudio === true;
    const options = {
      video: { frameRate: { ideal: 15, max: 30 } },
      // A box to tick in the picker. Without the page's own sound, or the agent would hear themselves from the call.
      audio: hasSound && withoutOwnSound,
      systemAudio: "include",
      // Unknown to lib.dom. The site's own tab is what customers mean most often.
      preferCurrentTab: true,
      selfBrowserSurface: "include",
      surfaceSwitching: "include",
    };
    return { ok: true, stream: await media.getDisplayMedia(options) };
  } catch (error) {
    const isRefusal = (error as Partial<DOMException>).name === "NotAllowedError";
    return { ok: false, reason: isRefusal ? "refused" : "failed" };
  }
}
