/**
 * Where the time of a page load in a call goes (CALL-08): what the site's page takes until the loader's first line, and what is ours from
 * there on. Moments are read in the page, by wrapping what the widget uses of the browser; the product has nothing for it.
 */
import type { BrowserContext, Page } from "playwright-core";

const names = [
  "loader",
  "microphoneAsked",
  "microphone",
  "link",
  "socket",
  "socketOpen",
  "helloSent",
  "welcome",
] as const;
const linkNames = ["answer", "answerSaid", "trackLaid", "iceChecking", "connected"] as const;

/** Milliseconds since 1970; what did not happen is missing. */
export type Moments = Partial<Record<(typeof names)[number] | (typeof linkNames)[number] | "begun" | "served", number>>;

type WatchedWindow = Window & { rinnallaMoments?: Moments };

/** Behind the media probe, whose connections it watches. */
export async function watchPageLoad(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (window.top !== window) return;
    const moments: Moments = ((window as WatchedWindow).rinnallaMoments = { begun: performance.timeOrigin });
    const mark = (name: keyof Moments): void => void (moments[name] ??= performance.timeOrigin + performance.now());
    let api: unknown;
    Object.defineProperty(window, "Rinnalla", {
      configurable: true,
      get: () => api,
      set(value: unknown) {
        api = value;
        mark("loader");
      },
    });
    const devices = navigator.mediaDevices;
    const ask = devices?.getUserMedia.bind(devices);
    if (ask)
      devices.getUserMedia = async (wanted) => {
        mark("microphoneAsked");
        const stream = await ask(wanted);
        mark("microphone");
        return stream;
      };
    const NativeSocket = window.WebSocket;
    window.WebSocket = class extends NativeSocket {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        mark("socket");
        this.addEventListener("open", () => mark("socketOpen"), { once: true });
        this.addEventListener("message", () => mark("welcome"), { once: true });
      }
      override send(data: Parameters<WebSocket["send"]>[0]): void {
        mark("helloSent");
        if (typeof data === "string" && data.includes('"type":"answer"')) mark("answerSaid");
        super.send(data);
      }
    };
    const lay = RTCRtpSender.prototype.replaceTrack;
    RTCRtpSender.prototype.replaceTrack = function (track) {
      if (track?.kind === "audio") mark("trackLaid");
      return lay.call(this, track);
    };
    const NativeConnection = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends NativeConnection {
      constructor(...given: ConstructorParameters<typeof RTCPeerConnection>) {
        super(...given);
        mark("link");
        this.addEventListener("iceconnectionstatechange", () => mark("iceChecking"), { once: true });
        this.addEventListener("signalingstatechange", () => {
          if (this.signalingState === "stable") mark("answer");
        });
        this.addEventListener("connectionstatechange", () => {
          if (this.connectionState === "connected") mark("connected");
        });
      }
    };
  });
}

/** Of the page that is there now. */
export async function momentsOf(page: Page): Promise<Moments> {
  return page.evaluate(() => {
    const loaded = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/loader.js"));
    const served = loaded && performance.timeOrigin + (loaded as PerformanceResourceTiming).responseEnd;
    return { ...(window as WatchedWindow).rinnallaMoments, ...(served && { served }) };
  });
}
